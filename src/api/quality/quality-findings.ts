import type { Viewer } from '../../access/viewer.ts'
import type { FindingPlace } from '../../quality/finding.ts'
import type { Repair, RowEdit } from '../../quality/repair-edit.ts'
import { declaredBecause } from '../../quality/rules/declared.ts'
import { rules } from '../../quality/rules.ts'
import type { CataloguedFile, House } from '../../store/house.ts'
import type { RankedFinding } from '../../contract/quality.ts'
import { monthsBetween, sayMonth } from '../../units/calendar-date.ts'
import { answerGapMatrix, heldInArea, insideOf } from '../gap-matrix.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'

/** A finding before it is ranked: what is said of it, where it speaks, and its repair inside the area. */
export interface OpenFinding {
  readonly said: Omit<RankedFinding, 'rank' | 'effect' | 'action' | 'accepted'>
  readonly places: readonly FindingPlace[]
  readonly repair: (Repair & { readonly scale: number }) | null
  /** Why no effect can be estimated, where that is known before trying. */
  readonly why: string | null
  /** The findings of each month behind one that stands for several, newest first. */
  readonly months?: readonly OpenFinding[]
}

/** Gather every finding of an area: of its files, of published files as far as their rows lie inside, and of months that were not sent. */
export async function openFindings(house: House, viewer: Viewer, place: Place, planEnds: readonly string[]): Promise<OpenFinding[]> {
  const files = await house.catalogue.files(viewer, place.snapshot)
  const rows = new Map((await house.catalogue.findingRows(viewer, place.snapshot)).map((one) => [`${one.file} ${one.position}`, one]))
  const inside = insideOf(place)
  const whole = place.area.code === place.nation?.code
  const ofFiles = files.flatMap((file) => file.findings.flatMap((finding, position): OpenFinding[] => {
    if (finding.rule === missingMonth) return []
    const sender = senderOf(file)
    const kept = rows.get(`${file.id} ${position}`)
    const repair = repairInside(kept?.repair ?? null, inside)
    const mine = sender === null ? whole || repair !== null : inside('organisation', sender)
    return mine ? [{ said: sayOfFile(file, finding, sender, place, position), places: kept?.places ?? [], repair, why: whyNot(file, kept?.repair ?? null) }] : []
  }))
  return [...overMonths(ofFiles), ...await monthsNotSent(house, viewer, place, planEnds)]
}

/** Put what one rule finds in one sender's files, or in one source's, month after month, into one finding: the newest month speaks, and the repair is that of all. */
function overMonths(findings: readonly OpenFinding[]): OpenFinding[] {
  const same = Map.groupBy(findings, ({ said }) => said.id)
  return [...same.values()].map((months) => {
    const sorted = months.toSorted((a, b) => ((a.said.month ?? '') < (b.said.month ?? '') ? 1 : -1))
    const newest = sorted[0]!
    const repairs = sorted.flatMap(({ repair }) => repair ?? [])
    const [edits, of] = [repairs.flatMap((repair) => repair.edits), repairs.reduce((sum, repair) => sum + repair.edits.length * repair.scale, 0)]
    const sentence = months.length === 1 ? newest.said.sentence : `${newest.said.sentence} (and in ${months.length - 1} other ${months.length === 2 ? 'file' : 'files'})`
    return { ...newest, said: { ...newest.said, sentence }, repair: repairs.length === 0 ? null : { ...repairs[0]!, edits, of, scale: of / edits.length }, places: newest.places, why: repairs.length === 0 ? newest.why : null, months: sorted }
  })
}

const missingMonth = 'missing-month'

/** Code of the organisation that sent a return; null for published files. */
export function senderOf({ sender, source }: Pick<CataloguedFile, 'sender' | 'source'>): string | null {
  return sender ?? /^[a-z-]+-return-([A-Z0-9-]+)$/.exec(source)?.[1] ?? null
}

function repairInside(repair: Repair | null, inside: (level: string, code: string) => boolean): OpenFinding['repair'] {
  if (repair === null) return null
  const edits = repair.edits.filter(({ level, organisation }) => inside(level, organisation))
  return edits.length === 0 ? null : { ...repair, edits, scale: repair.of / repair.edits.length }
}

function whyNot(file: CataloguedFile, repair: Repair | null): string | null {
  if (repair !== null) return null
  return file.table === 'staff' || file.table === 'staff_count' ? 'no repair of these rows is plausible without asking' : 'the plan does not read this table'
}

function sayOfFile(file: CataloguedFile, finding: CataloguedFile['findings'][number], sender: string | null, place: Place, position: number): OpenFinding['said'] {
  const { rule, severity, count, row, column, found, expected, fte, says } = finding
  return {
    id: `${sender ?? file.source} ${file.table} ${rule}${rule === 'publisher-note' ? ` ${file.id} ${position}` : ''}`, sentence: says, because: becauseOf(rule), organisation: sender === null ? null : nameOf(place, sender), rule, severity, table: file.table, month: file.periodTo,
    file: { id: file.id, name: file.name }, rows: count, row, column, found, expected, fte,
  }
}

function becauseOf(rule: string): string {
  return rules.find(({ id }) => id === rule)?.because ?? declaredBecause.get(rule) ?? ''
}

function nameOf({ map }: Place, code: string): { code: string; name: string } {
  return { code, name: map.nodes.get(`organisation:${code}`)?.name ?? code }
}

/** Months that were due and are not held, one finding for each run of them; staff records are carried over from the month before. */
async function monthsNotSent(house: House, viewer: Viewer, place: Place, planEnds: readonly string[]): Promise<OpenFinding[]> {
  const matrix = await answerGapMatrix(house, viewer, { area: `${place.area.level}:${place.area.code}`, map: place.mapAsked ?? undefined, months: 24, most: 5000 })
  if (isRefusal(matrix)) return []
  const held = await heldInArea(house, viewer, place)
  const heldByLine = Map.groupBy(held, ({ organisation, table }) => `${organisation}\n${table}`)
  const findings: OpenFinding[] = []
  for (const line of matrix.rows) {
    for (const run of runsOf(line.cells)) {
      const last = (heldByLine.get(`${line.organisation.code}\n${line.table}`) ?? []).filter(({ month }) => month < run.from).sort((a, b) => (a.month < b.month ? 1 : -1))[0]
      const read = planEnds.filter((end) => end >= run.from && end <= run.to)
      const repair = line.table === 'staff' && last && run.months <= mostCarried ? await carriedOver(house, viewer, place.snapshot, line.organisation.code, last.month, read) : null
      findings.push({
        said: {
          id: `${line.organisation.code} ${line.table} ${run.from}`, sentence: sayRun(line.organisation.name, line.title, run, last?.month ?? null), because: becauseOf(missingMonth), organisation: { code: line.organisation.code, name: line.organisation.name }, rule: missingMonth, severity: 'gap',
          table: line.table, month: run.to, file: null, rows: last?.rows ?? 0, row: null, column: null, found: 'nothing', expected: `${run.months === 1 ? 'a file' : `${run.months} files`} of ${line.title.toLowerCase()}`, fte: last?.fte ?? null,
        },
        places: [], repair, why: repair !== null ? null : line.table !== 'staff' ? 'the plan does not read this table' : last ? `more than ${mostCarried} months are missing` : 'nothing was ever sent that could be carried over',
      })
    }
  }
  return findings
}

/** A month older than this says too little to be carried over. */
const mostCarried = 12

interface Run { readonly from: string; readonly to: string; readonly months: number; readonly open: boolean }

/** Absent months that follow one another; `open` when nothing was sent after them. */
function runsOf(cells: readonly { readonly month: string; readonly state: string }[]): Run[] {
  const runs: Run[] = []
  for (const [at, { month, state }] of cells.entries()) {
    if (state !== 'absent') continue
    const before = runs.at(-1)
    if (before && cells[at - 1]?.state === 'absent') runs[runs.length - 1] = { ...before, to: month, months: before.months + 1 }
    else runs.push({ from: month, to: month, months: 1, open: false })
  }
  const last = cells.findLastIndex(({ state }) => state !== 'absent' && state !== 'not-due')
  return runs.map((run) => ({ ...run, open: last < 0 || run.from > cells[last]!.month }))
}

function sayRun(name: string, title: string, { from, to, months, open }: Run, last: string | null): string {
  const what = title.toLowerCase()
  if (last === null) return `${name} has never sent ${what}; others of its kind do`
  if (open) return `${name} has not sent ${what} since ${sayMonth(last)}: ${months} ${months === 1 ? 'month is' : 'months are'} missing`
  return months === 1 ? `${name} did not send ${what} for ${sayMonth(from)}` : `${name} did not send ${what} from ${sayMonth(from)} to ${sayMonth(to)}`
}

/** The posts of the last month sent, at each month-end of those missing that the plan reads. */
async function carriedOver(house: House, viewer: Viewer, snapshot: string, organisation: string, last: string, read: readonly string[]): Promise<OpenFinding['repair']> {
  const rows = read.length === 0 ? [] : await house.lake.select(viewer, snapshot, `SELECT assignment, person, staff_group, profession, age, fte FROM staff WHERE at_level = 'organisation' AND at_code = $1 AND period_to = $2::DATE ORDER BY ALL`, [organisation, last])
  const edits = read.flatMap((month) => rows.map((row): RowEdit => ({
    level: 'organisation', organisation, month, assignment: String(row['assignment']), before: null,
    after: { person: String(row['person']), group: String(row['staff_group']), profession: String(row['profession']), age: row['age'] === null ? null : Number(row['age']) + Math.floor(monthsBetween(last, month) / 12), fte: Number(row['fte']) },
  })))
  return { says: `carry over the posts of ${sayMonth(last)}`, table: 'staff', of: edits.length, edits, scale: 1 }
}

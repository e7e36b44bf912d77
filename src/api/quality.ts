import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { QualityAnswer, QualityRequest, ScoresAnswer, type RankedFinding } from '../contract/quality.ts'
import { actionFor, byEffect, changesNoNumber, type Action } from '../quality/rank.ts'
import { nobodyKnown, type RowEdit } from '../quality/repair-edit.ts'
import type { HeldPost } from '../quality/repair-history.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { acceptanceOf } from './quality/accepted-findings.ts'
import { writeCsv } from './csv.ts'
import { findRecordPlace, type Place } from './map/find-place.ts'
import { keepReading } from './kept.ts'
import { insideOf } from './gap-matrix.ts'
import { openFindings, type OpenFinding } from './quality/quality-findings.ts'
import { answerScores } from './quality/quality-scores.ts'
import { repairablePlan, type RepairablePlan } from './quality/repaired-plan.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'
import { sayCount } from './say.ts'

/** Say what is worth fixing first in an area: findings by how far their repair moves the plan. Kept per snapshot; who accepted what is read anew. */
export async function answerQuality(house: House, viewer: Viewer, request: QualityRequest, today: string): Promise<QualityAnswer | Refusal> {
  const place = await findRecordPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  const ranked = await rankFindings(house, viewer, place, request.years)
  if (isRefusal(ranked)) return ranked
  const accepted = await house.accepted.list(viewer)
  const lines = ranked.findings.map((line) => {
    const by = acceptanceOf(accepted, { rule: line.rule, fileId: line.file?.id ?? null, organisation: line.organisation?.code ?? null }, today)
    return by === null ? line : { ...line, action: 'accept' as const, accepted: { by: by.by, reason: by.because, at: by.at } }
  })
  // What somebody answers for stays counted and comes last.
  const ordered = [...lines.filter(({ accepted: by }) => by === null), ...lines.filter(({ accepted: by }) => by !== null)].map((line, at) => ({ ...line, rank: at + 1 }))
  const [first, others] = [ordered.slice(0, request.top), ordered.slice(request.top)]
  return {
    area: { level: place.area.level, code: place.area.code, name: place.area.name }, snapshot: place.snapshot, summary: sayRanked(place, ordered, ranked.plan), plan: ranked.plan, findings: first,
    others: { count: others.length, moved: others.reduce((sum, { effect }) => sum + (effect.moved ?? 0), 0) }, notes: ranked.notes,
  }
}

interface Ranked { readonly findings: readonly RankedFinding[]; readonly plan: QualityAnswer['plan']; readonly notes: string[] }

/** Rank the findings of an area, whoever accepted them. Kept per snapshot. */
export function rankFindings(house: House, viewer: Viewer, place: Place, years: number): Promise<Ranked | Refusal> {
  return keepReading(house, viewer, place.snapshot, { work: 'quality', asked: { area: `${place.area.level}:${place.area.code}`, map: place.mapAsked, years } }, () => rank(house, viewer, place, years))
}

async function rank(house: House, viewer: Viewer, place: Place, years: number): Promise<Ranked | Refusal> {
  const plan = await repairablePlan(house, viewer, place, years)
  if (isRefusal(plan)) return plan
  const open = await withHolders(house, viewer, place, plan, await openFindings(house, viewer, place, plan.ends))
  const tried = mostWorth(open)
  const held = await heldPosts(house, viewer, place, plan, [...tried])
  const lines: RankedFinding[] = []
  for (const finding of open) {
    lines.push({ ...finding.said, rank: 0, effect: tried.has(finding) ? effectOf(finding, plan, held) : notTried(finding), action: actionFor(finding.said.rule, finding.said.severity, isPublished(finding)), accepted: null })
    if (tried.has(finding) && lines.length % 8 === 0) await nextTurn()
  }
  const order = lines.map((line) => ({ line, id: line.id, moved: line.effect.moved, fte: line.fte, rows: line.rows })).sort(byEffect)
  return { findings: order.map(({ line }) => line), plan: sayPlan(plan, years), notes: notesOf(open, tried, plan) }
}

/** Most findings whose repair is run: those with most FTE on the rows of the repair. */
const mostRuns = 200

function mostWorth(open: readonly OpenFinding[]): ReadonlySet<OpenFinding> {
  return new Set(open.filter(({ repair }) => repair !== null).map((finding) => ({ finding, weight: weightOf(finding) })).sort((a, b) => b.weight - a.weight).slice(0, mostRuns).map(({ finding }) => finding))
}

/** FTE on the rows of a repair. */
function weightOf({ repair }: OpenFinding): number {
  return (repair?.edits ?? []).reduce((sum, { before, after }) => sum + Math.max(before?.fte ?? 0, after?.fte ?? 0), 0) * (repair?.scale ?? 1)
}

/** The posts, at the year-ends the plan reads, of everybody whom a repair touches. */
async function heldPosts(house: House, viewer: Viewer, place: Place, { ends }: RepairablePlan, tried: readonly OpenFinding[]): Promise<ReadonlyMap<string, readonly HeldPost[]>> {
  const people = new Set(tried.flatMap(({ repair }) => (repair?.table === 'staff' ? repair.edits : [])).flatMap(({ before, after }) => [before?.person ?? [], after?.person ?? []].flat()))
  if (people.size === 0 || ends.length === 0) return new Map()
  const inside = await placesInside(house, viewer, place)
  const rows = await house.lake.select(viewer, place.snapshot, `SELECT at_level, at_code, period_to::VARCHAR AS period_to, assignment, person, staff_group, profession, age, fte FROM staff
    WHERE source = 'staff-return' AND period_to IN (SELECT unnest(string_split($1, ' '))::DATE) AND person IN (SELECT unnest(string_split($2, chr(31)))) ORDER BY ALL`, [ends.join(' '), [...people].join('\u001f')])
  const posts = rows.filter((row) => inside.has(`${String(row['at_level'])}:${String(row['at_code'])}`)).map((row): HeldPost => ({
    organisation: String(row['at_code']), month: String(row['period_to']), assignment: String(row['assignment']), person: String(row['person']), group: String(row['staff_group']), profession: String(row['profession']), age: row['age'] === null ? null : Number(row['age']), fte: Number(row['fte']),
  }))
  return Map.groupBy(posts, ({ person }) => person)
}

/** Name the people of rows that name nobody: whoever held the position at another year-end that the plan reads. Others stay people of their own. */
async function withHolders(house: House, viewer: Viewer, place: Place, { ends }: RepairablePlan, open: readonly OpenFinding[]): Promise<OpenFinding[]> {
  const unnamed = open.flatMap(({ repair }) => repair?.edits ?? []).filter(({ after }) => after?.person.startsWith(nobodyKnown))
  if (unnamed.length === 0 || ends.length === 0) return [...open]
  const rows = await house.lake.select(viewer, place.snapshot, `SELECT at_code, assignment, arg_max(person, period_to) AS person FROM staff
    WHERE source = 'staff-return' AND period_to IN (SELECT unnest(string_split($1, ' '))::DATE) AND assignment IN (SELECT unnest(string_split($2, chr(31)))) AND period_to < $3::DATE GROUP BY ALL ORDER BY ALL`,
  [ends.join(' '), [...new Set(unnamed.map(({ assignment }) => assignment))].join('\u001f'), unnamed.map(({ month }) => month).sort().at(-1)!])
  const holders = new Map(rows.map((row) => [`${String(row['at_code'])}\n${String(row['assignment'])}`, String(row['person'])]))
  const named = (edit: RowEdit): RowEdit => {
    const holder = holders.get(`${edit.organisation}\n${edit.assignment}`)
    return edit.after?.person.startsWith(nobodyKnown) && holder !== undefined ? { ...edit, after: { ...edit.after, person: holder } } : edit
  }
  return open.map((finding) => (finding.repair === null ? finding : { ...finding, repair: { ...finding.repair, edits: finding.repair.edits.map(named) } }))
}

async function placesInside(house: House, viewer: Viewer, place: Place): Promise<ReadonlySet<string>> {
  const inside = insideOf(place)
  const rows = await house.lake.select(viewer, place.snapshot, "SELECT DISTINCT at_level, at_code FROM staff WHERE source = 'staff-return'")
  return new Set(rows.filter((row) => inside(String(row['at_level']), String(row['at_code']))).map((row) => `${String(row['at_level'])}:${String(row['at_code'])}`))
}

function effectOf({ repair, said }: OpenFinding, plan: RepairablePlan, held: ReadonlyMap<string, readonly HeldPost[]>): RankedFinding['effect'] {
  const { says, table, edits, scale } = repair!
  if (table !== 'staff') return { fteToday: scale * edits.reduce((sum, { before, after }) => sum + (after?.fte ?? 0) - (before?.fte ?? 0), 0), gap: null, moved: null, repair: says, why: `the plan of this area does not read ${table === 'staff_count' ? 'these counts' : 'this table'}; the change is that of ${said.month ?? 'the file'}` }
  const people = new Set(edits.flatMap(({ before, after }) => [before?.person ?? [], after?.person ?? []].flat()))
  const effect = plan.ends.length === 0 ? null : plan.effect(edits, [...people].flatMap((person) => held.get(person) ?? []))
  if (effect === null) return { fteToday: null, gap: null, moved: null, repair: says, why: plan.why ?? (plan.ends.length === 0 ? 'the plan of this area rests on published counts: it does not read these records' : 'with the repair, the plan could no longer be run') }
  return { fteToday: scale * effect.fteToday, gap: scale * effect.gap, moved: scale * effect.moved, repair: scale === 1 ? says : `${says}; scaled up from ${formatNumber(edits.length, 0)} rows`, why: null }
}

/** Whether it is of a published file, which nobody here can correct. */
function isPublished({ said }: Pick<OpenFinding, 'said'>): boolean {
  return said.file !== null && said.organisation === null
}

function notTried({ repair, why, said }: OpenFinding): RankedFinding['effect'] {
  if (changesNoNumber(said.rule)) return { fteToday: 0, gap: 0, moved: 0, repair: 'none is needed: the cells were read as they are meant', why: null }
  return { fteToday: null, gap: null, moved: null, repair: repair?.says ?? null, why: repair === null ? why : `only the ${mostRuns} findings with most FTE on their rows are run` }
}

function nextTurn(): Promise<void> {
  return new Promise((done) => { setImmediate(done) })
}

function sayPlan({ plan, why }: RepairablePlan, years: number): QualityAnswer['plan'] {
  if (plan === null) return { horizon: null, gap: null, groups: 0, why }
  return { horizon: Number(plan.openingDate.slice(0, 4)) + years, gap: plan.gaps.get('All staff groups') ?? null, groups: plan.gaps.size, why: null }
}

function notesOf(open: readonly OpenFinding[], tried: ReadonlySet<OpenFinding>, plan: RepairablePlan): string[] {
  if (open.length === 0) return []
  return [
    'Each effect is the plan run again, with median rates, as if the rows were put right; nothing is changed. The plan reads staff records at its year-ends: rows of other months move nothing.',
    `The repair of ${sayCount(tried.size, 'finding')} of ${sayCount(open.length)} was run${plan.ends.length === 0 ? '' : ` at the year-ends ${plan.ends.join(', ')}`}. Those without an estimate come after, by FTE on their rows, then by count.`,
  ]
}

function sayRanked({ area }: Place, lines: readonly RankedFinding[], plan: QualityAnswer['plan']): string {
  if (lines.length === 0) return `Nothing was found wrong with what is held of ${area.name}.`
  const moving = lines.filter(({ effect }) => (effect.moved ?? 0) > 0)
  const [first] = moving
  if (!first) return `${sayCount(lines.length, 'finding')} in ${area.name}; ${plan.why === null ? 'none of them moves the plan' : 'there is no plan here that a repair could move'}.`
  return `${sayCount(lines.length, 'finding')} in ${area.name}; the repair of ${sayCount(moving.length)} would move the gaps of ${plan.horizon}, ${moving.length === 1 ? 'by' : 'most of all one, by'} ${formatNumber(first.effect.moved ?? 0, 1)} FTE: ${first.organisation && !first.sentence.startsWith(first.organisation.name) ? `${first.organisation.name}: ` : ''}${first.sentence}.`
}

/** The ranking as csv. */
export function writeQualityCsv({ area, findings }: QualityAnswer): CsvFile {
  const header = ['rank', 'organisation', 'name', 'rule', 'severity', 'sentence', 'table', 'month', 'rows', 'fte', 'fte_today', 'gap', 'moved', 'repair', 'not_estimated_because', 'action', 'accepted_by', 'file', 'row', 'column', 'found', 'expected']
  const rows = findings.map((line) => [line.rank, line.organisation?.code ?? null, line.organisation?.name ?? null, line.rule, line.severity, line.sentence, line.table, line.month, line.rows, line.fte, line.effect.fteToday, line.effect.gap, line.effect.moved, line.effect.repair, line.effect.why, line.action, line.accepted?.by ?? null, line.file?.name ?? null, line.row, line.column, line.found, line.expected])
  return { name: `quality-${area.code}.csv`, text: writeCsv(header, rows) }
}

const whatToDo: Readonly<Record<Action, string>> = {
  chase: 'Send the file', fix: 'Correct the cell at the source and send the whole file again', decide: 'Say which of the two is right, correct the other and send the whole file again', accept: 'Nothing, if it is meant; else correct it',
}

/**
 * List every place where a finding speaks, to send back to whoever sent the files: row, their heading, found, expected, what to do. No person is in it but by row number.
 * Errors: refuses `nothing-loaded` and `unknown-area`.
 */
export async function answerExceptions(house: House, viewer: Viewer, area: string | undefined, today: string, map: string | null = null): Promise<CsvFile | Refusal> {
  const place = await findRecordPlace(house, viewer, area, map)
  if (isRefusal(place)) return place
  const accepted = await house.accepted.list(viewer)
  const open = (await openFindings(house, viewer, place, [])).filter(({ said }) => said.severity !== 'declare' && acceptanceOf(accepted, { rule: said.rule, fileId: said.file?.id ?? null, organisation: said.organisation?.code ?? null }, today) === null)
  const rows = open.flatMap((finding) => finding.months ?? [finding]).flatMap(({ said, places }) => (places.length > 0 ? places : [said]).map(({ row, column, found, expected }) =>
    [said.organisation?.code ?? null, said.file?.name ?? null, said.month, row, column, found, expected, said.rule, said.sentence, said.severity === 'stop-row' ? 'held back' : said.severity === 'gap' ? 'not sent' : 'loaded', whatToDo[actionFor(said.rule, said.severity, isPublished({ said }))]] as const))
  return { name: `exceptions-${place.area.code}.csv`, text: writeCsv(['organisation', 'file', 'month', 'row', 'column', 'found', 'expected', 'rule', 'finding', 'row_is', 'what_to_do'], rows) }
}

const refuses = ['nothing-loaded', 'unknown-area']
const areaOnMap = QualityRequest.pick({ area: true, map: true })
const day = (): string => new Date().toISOString().slice(0, 10)

export const qualityRoutes: readonly Route[] = [
  readRoute({
    url: '/api/quality', policy: 'records', says: 'What is worth fixing first: findings by how far their plausible repair moves the plan of an area', group: 'Data', query: QualityRequest, answer: QualityAnswer, refuses,
    handle: ({ house, viewer }, query) => answerQuality(house, viewer, query, day()),
  }),
  readRoute({
    url: '/api/quality/scores', policy: 'records', says: 'Quality score of each organisation of an area, by field and month, and its place among others of its kind', group: 'Data', query: areaOnMap, answer: ScoresAnswer, refuses,
    handle: ({ house, viewer }, { area, map }) => answerScores(house, viewer, area, map ?? null),
  }),
  fileRoute({
    url: '/api/quality/exceptions.csv', policy: 'record-export', says: 'Every row that a rule speaks of, to send back to the source', group: 'Data', query: areaOnMap, params: z.object({}), refuses,
    handle: ({ house, viewer }, { area, map }) => answerExceptions(house, viewer, area, day(), map ?? null),
  }),
]

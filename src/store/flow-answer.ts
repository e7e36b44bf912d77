import type { Provenance } from '../dataset/cube.ts'
import type { FlowAccount, FlowAmount, FlowCoverage, FlowRow, FlowsFound, ReturnedFlow } from '../dataset/flows.ts'
import { compareText } from '../reference/in-force.ts'
import { canonicalGroup } from '../reference/staff-group-tree.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isFileOf } from './cube-answer.ts'
import type { CubeContext } from './cube-context.ts'
import type { FlowGround } from './flow-ground.ts'
import { readLabel, readMismatch } from './flow-labels.ts'
import { fteUnits } from './flow-posts.ts'
import type { FlowsAsked, FlowsHeld } from './flow-question.ts'
import { betweenValues } from './flow-stock.ts'
import type { Stock } from './flow-stock.ts'
import { netOf, noFlows } from './flow-tally.ts'
import type { FlowSums, Labelled, Weight } from './flow-tally.ts'
import type { MoveSums, TransferSums } from './flow-transfers.ts'

/** What was counted for an answer: FTE in billionths. Labels of the totals are reasons, destinations, origins and mismatches, in this order. */
export interface FlowParts {
  readonly stock: readonly Stock[]
  readonly splitStock: readonly Stock[]
  readonly whole: FlowGround
  readonly split: FlowGround
  readonly totals: { readonly sums: readonly FlowSums[]; readonly labelled: readonly (readonly Labelled[])[] }
  readonly rows: { readonly sums: readonly FlowSums[]; readonly labelled: readonly (readonly Labelled[])[] }
  readonly moved: { readonly moves: readonly MoveSums[]; readonly transfers: readonly TransferSums[] }
  readonly coverage: FlowCoverage
  readonly returned: readonly ReturnedFlow[]
}

/** Write the answer people see from what was counted. */
export async function writeFlows(context: CubeContext, asked: FlowsAsked, held: FlowsHeld, parts: FlowParts): Promise<FlowsFound> {
  const [from, to] = [held.days[0]!, held.days.at(-1)!]
  const stockOn = (day: string) => parts.stock.find((stock) => stock.day === day) ?? { heads: 0, fte: 0 }
  const account = accountOf(stockOn(from), parts.totals.sums[0]?.lines ?? noFlows(), stockOn(to))
  const [reasons = [], destinations = [], origins = [], mismatches = []] = parts.totals.labelled
  const area = asked.inside[0]
  const provenance = await provenanceOf(context, asked, { from, to }, [held.holding.source, ...parts.returned.map(({ source }) => source)], notesOf(asked, held, parts))
  return {
    area: area?.code ?? '', areaName: area?.name ?? 'All areas held', level: area?.level ?? '', from, to, step: asked.question.step, basis: asked.question.basis,
    summary: sayFlows(`${area?.name ?? 'all areas held'}${asked.group === null ? '' : `, ${asked.group.name},`}`, from, to, account, parts.coverage), account, rows: asked.ending === null ? accountRows(asked, held, parts) : endingRows(asked, held, parts),
    reasons: inOrder(reasons).map((found) => ({ reason: found.label, ...amount(found) })),
    destinations: inOrder(destinations).map((found) => ({ destination: readLabel(found.label).words, known: readLabel(found.label).known, ...amount(found) })),
    origins: inOrder(origins).map((found) => ({ origin: readLabel(found.label).words, known: readLabel(found.label).known, ...amount(found) })),
    mismatches: inOrder(mismatches.filter(({ label }) => label !== '')).map((found) => ({ ...readMismatch(found.label), ...amount(found) })),
    moves: parts.moved.moves.map((moves) => ({ dimension: moves.dimension, ...amount(moves), up: moves.up, down: moves.down })),
    between: asked.question.between, transfers: parts.moved.transfers.map(({ fromName, toName, ...line }) => ({ from: line.from, fromName, to: line.to, toName, ...amount(line) })),
    coverage: parts.coverage, returned: parts.returned, provenance,
  }
}

/** Write an answer that holds counts given to us and nothing else. */
export async function writeReturnedOnly(context: CubeContext, asked: FlowsAsked, returned: readonly ReturnedFlow[]): Promise<FlowsFound> {
  const from = returned.map((flow) => flow.from).toSorted(compareText)[0]!
  const to = returned.map((flow) => flow.to).toSorted(compareText).at(-1)!
  const area = asked.inside[0]
  const note = 'No staff records are held for the area: these are counts as published or returned, and nobody can be followed behind them.'
  return {
    area: area?.code ?? '', areaName: area?.name ?? 'All areas held', level: area?.level ?? '', from, to, step: asked.question.step, basis: asked.question.basis,
    summary: `No staff records are held for ${area?.name ?? 'the area'}; ${returned.length} counts of joiners and leavers are held that others made.`,
    account: null, rows: [], reasons: [], destinations: [], origins: [], mismatches: [], moves: [], between: asked.question.between, transfers: [],
    coverage: { organisations: 0, compared: 0, share: null, pairs: [], exclusions: [] }, returned,
    provenance: await provenanceOf(context, asked, { from, to }, returned.map(({ source }) => source), [note]),
  }
}

function accountOf(opening: Weight, lines: FlowSums['lines'], closing: Weight): FlowAccount {
  return {
    opening: amount(opening), joiners: amount(lines.joiners), leavers: amount(lines.leavers), movedIn: amount(lines.movedIn), movedOut: amount(lines.movedOut),
    takenUp: amount(lines.takenUp), givenUp: amount(lines.givenUp), hours: amount(lines.hours), coverage: amount(lines.coverage), closing: amount(closing),
  }
}

function amount({ heads, fte }: Weight): FlowAmount {
  return { heads, fte: fte / fteUnits }
}

/** One row for each cell and group of the split; by period, each pair opens where the last one closed. */
function accountRows(asked: FlowsAsked, held: FlowsHeld, { split, splitStock, rows }: FlowParts): FlowRow[] {
  const keys = new Map([...splitStock, ...rows.sums].map(({ cell, group }) => [`${cell} ${group}`, { cell, group }]))
  const sums = new Map(rows.sums.map((found) => [`${found.cell} ${found.group} ${found.pair}`, found.lines]))
  const stock = new Map(splitStock.map((found) => [`${found.cell} ${found.group} ${found.day}`, found]))
  const none = { heads: 0, fte: 0 }
  const found = [...keys].flatMap(([key, { cell, group }]) => {
    const opening: Weight = stock.get(`${key} ${held.days[0]}`) ?? none
    if (!asked.byPeriod) return [{ ...dimensionsOf(asked, split, cell, group, null), account: accountOf(opening, sums.get(`${key} -1`) ?? noFlows(), stock.get(`${key} ${held.days.at(-1)}`) ?? none), flow: null }]
    let before = opening
    return held.pairs.map(({ to }, pair): FlowRow => {
      const lines = sums.get(`${key} ${pair}`) ?? noFlows()
      const net = netOf(lines)
      const after = { heads: before.heads + net.heads, fte: before.fte + net.fte }
      const row = { ...dimensionsOf(asked, split, cell, group, held.days[to]!), account: accountOf(before, lines, after), flow: null }
      before = after
      return row
    })
  })
  return found.toSorted(byDimensions(asked))
}

function endingRows(asked: FlowsAsked, held: FlowsHeld, { split, rows }: FlowParts): FlowRow[] {
  const { ending } = asked
  if (ending === null) return []
  const found = (rows.labelled[0] ?? []).map((one): FlowRow => {
    const pair = held.pairs[one.pair]
    const words: Record<string, string> = ending === 'reason' ? { reason: one.label } : { [ending]: readLabel(one.label).words, known: readLabel(one.label).known }
    return { ...dimensionsOf(asked, split, one.cell, one.group, pair ? held.days[pair.to]! : null), ...words, account: null, flow: amount(one) }
  })
  return found.toSorted((a, b) => byDimensions(asked)(a, b) || (b.flow?.heads ?? 0) - (a.flow?.heads ?? 0) || compareText(String(a[ending]), String(b[ending])))
}

function dimensionsOf(asked: FlowsAsked, split: FlowGround, cell: number, group: string, period: string | null): Record<string, string | null> {
  const values = group.split(betweenValues)
  const found: Record<string, string | null> = {}
  for (const dimension of asked.question.by) {
    const [level, column] = [asked.areaDimensions.findIndex((one) => one === dimension), asked.columns.findIndex((one) => one === dimension)]
    if (dimension === 'period') found.period = period
    if (level >= 0) {
      const area = split.areas[cell]?.[level] ?? null
      found[dimension] = area?.code ?? null
      found[`${dimension}_name`] = area?.name ?? 'Not placed on this map'
    }
    if (column >= 0) found[dimension] = dimension === 'staff_group' ? canonicalGroup(values[column] ?? '') : values[column] || null
  }
  return found
}

/** Dates first, then each dimension as asked. */
function byDimensions({ question }: FlowsAsked): (a: FlowRow, b: FlowRow) => number {
  const dimensions = ['period', ...question.by.filter((dimension) => !['period', 'reason', 'destination', 'origin'].includes(dimension))]
  return (a, b) => dimensions.map((dimension) => compareText(String(a[dimension] ?? '\uffff'), String(b[dimension] ?? '\uffff'))).find((order) => order !== 0) ?? 0
}

function inOrder(labelled: readonly Labelled[]): Labelled[] {
  return labelled.toSorted((a, b) => b.heads - a.heads || compareText(a.label, b.label))
}

function sayFlows(area: string, from: string, to: string, account: FlowAccount, coverage: FlowCoverage): string {
  const left = coverage.compared < coverage.organisations ? ` ${coverage.organisations - coverage.compared} of ${coverage.organisations} organisations could not be followed throughout.` : ''
  return `In ${area} from ${sayDate(from)} to ${sayDate(to)}, ${sayPeople(account.joiners.heads)} people joined and ${sayPeople(account.leavers.heads)} left; ${sayPeople(account.opening.heads)} in post became ${sayPeople(account.closing.heads)}.${left}`
}

/** Parts of people are of those in places divided between areas. */
function sayPeople(value: number): string {
  return formatNumber(value, Number.isInteger(value) ? 0 : 1)
}

function notesOf({ question, columns, group }: FlowsAsked, held: FlowsHeld, { coverage, returned, stock }: FlowParts): string[] {
  const notes = [`Rests on staff records, ${question.step === 'month' ? 'every two month-ends held one after the other' : 'the first and the last month-end only'} (source ${held.holding.source}); people count with ${question.basis === 'host' ? 'the organisation they work at' : 'their employer'}.`]
  if (question.step === 'month') notes.push('Whoever joins and leaves again within the period counts as both; yearly rates compare the two ends only.')
  if (group !== null) notes.push(`Of ${group.name} only: who comes from or goes to another group in the area has moved, and is neither joiner nor leaver.`)
  if (columns.length > 0) notes.push('A person with posts in two groups counts once in each; a further post taken up or given up stands apart from moves.')
  const away = coverage.exclusions.filter(({ kind }) => kind !== 'gap')
  if (away.length > 0) notes.push(`${away.length === 1 ? 'One stretch is' : `${away.length} stretches are`} left out and stand under coverage: ${away.slice(0, 4).map((one) => `${one.name}, ${one.from} to ${one.to} (${one.says})`).join('; ')}${away.length > 4 ? ' …' : ''}. Moves from and to them may look like joining and leaving.`)
  const gaps = coverage.exclusions.filter(({ kind }) => kind === 'gap')
  if (gaps.length > 0) notes.push(`Months without records: ${gaps.slice(0, 4).map((one) => `${one.name}, between ${one.from} and ${one.to}`).join('; ')}${gaps.length > 4 ? ' …' : ''}; nobody joins or leaves because of them.`)
  if (returned.length > 0) notes.push('Counts that others made stand apart and are not part of the account.')
  if (stock.length === 0) notes.push('Nobody is in post at either end.')
  return notes
}

async function provenanceOf(context: CubeContext, asked: FlowsAsked, period: { from: string; to: string }, sources: readonly string[], notes: readonly string[]): Promise<Provenance> {
  const used = (await context.files()).filter((file) => sources.some((source) => isFileOf(source, file.source)) && file.periodFrom <= period.to && file.periodTo >= period.from
    && (file.table === 'staff' || file.table === 'flow_count' || file.parts.some((part) => part.table === 'staff' || part.table === 'flow_count')))
  return {
    measure: 'flows', definition: 'People followed from month-end to month-end: who joined, left, moved and changed hours, seen from the area.',
    formula: 'Opening + joiners − leavers + moves in − moves out + posts taken up − given up + hours + coverage = closing', snapshot: context.snapshot, asOf: period.to,
    sources: used.toSorted((a, b) => compareText(a.source, b.source) || compareText(a.periodFrom, b.periodFrom) || compareText(a.name, b.name))
      .map((file) => ({ id: file.source, title: file.title, file: file.name, fileSha256: file.sha256, licence: file.licence, importedAt: file.importedAt, periodFrom: file.periodFrom, periodTo: file.periodTo })),
    map: `Areas as of ${sayDate(asked.map.date)}${asked.question.map === null ? ', the date of the data' : ', as asked'}`, notes,
  }
}

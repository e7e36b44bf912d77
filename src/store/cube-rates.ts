import { bases } from '../dataset/basis.ts'
import { measureNamed } from '../dataset/measures.ts'
import { addMonths, monthsBetween } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { areaLevelsOf, chooseBasis, columnsOf } from './cube-choose.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import type { FrameRow } from './cube-frame.ts'
import { wordsToAnswer } from './cube-groups.ts'
import { mapNotes } from './cube-map-notes.ts'
import { placeRows } from './cube-places.ts'
import { readMoves, yearsEnding } from './cube-moves.ts'
import type { Moves } from './cube-moves.ts'
import type { Question } from './cube-question.ts'
import { refuseDate, refuseNothing } from './cube-refusals.ts'

/** Leavers, joiners or stability: from records twelve months apart where they are held, else from published counts. */
export async function readRate(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const records = await chooseBasis(context, question, [bases.recordsPeople])
  if (!isRefusal(records)) {
    const years = yearsEnding(records)
    if (years.length > 0) return fromRecords(context, question, { ...records, dates: years })
    const possible = records.holding.dates.map((date) => date.to).filter((date) => records.holding.dates.some((other) => other.to === addMonths(date, -12)))
    if (possible.length > 0) return refuseDate(question, [...new Set(possible)])
  }
  if (['stability', 'turnover', 'moves'].includes(question.measure.kind)) return isRefusal(records) ? records : refuseNothing(question)
  const published = await readPublished(context, question)
  return isRefusal(published) && !isRefusal(records) ? refuseNothing(question) : isRefusal(published) && isRefusal(records) && records.code !== 'measure-not-available' ? records : published
}

function readPublished(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  if (question.measure.kind === 'leavers') return readDirect(context, question, [bases.leavers])
  return question.measure.kind === 'leaver-rate' ? publishedLeavers(context, question) : publishedJoiners(context, question)
}

async function fromRecords(context: CubeContext, question: Question, choice: Choice): Promise<Figures> {
  const [areaLevels, columns] = [areaLevelsOf(question), columnsOf(question)]
  const words = question.group ? [{ dimension: 'staff_group' as const, values: wordsToAnswer(choice.holding, question.group).words }] : []
  const conditions = [...choice.conditions, ...words]
  const { rows, excluded } = await readMoves(context, question, choice, { areaLevels, columns, conditions })
  const whole = areaLevels.length + columns.length === 0 ? [] : (await readMoves(context, question, choice, { areaLevels: [], columns: [], conditions })).rows
  const area = question.inside.at(-1) ?? null
  const totals = whole.map((row) => ({ ...row, areas: areaLevels.map(() => area), values: columns.map((column) => (column === 'staff_group' && question.group ? question.group.name : 'All')) }))
  const toRow = (moves: Moves) => rateRow(question, moves, excluded > 0)
  const leftOut = excluded === 0 ? [] : [`${excluded === 1 ? 'One employer' : `${excluded} employers`} could not be followed over the twelve months and ${excluded === 1 ? 'is' : 'are'} left out at both ends: cadre flows says which and why.`]
  const overall = totals.map(toRow)
  const placing = placeRows(choice.map, choice.holding, question, areaLevels)
  return { rows: rows.map(toRow), totals: overall, overall, choices: [choice], unplaced: [], notes: [...(placing ? mapNotes(choice, placing, question) : []), ...leftOut, 'Each area is seen on its own: a move from one area to another leaves the first, joins the second, and is neither for an area that holds both.'] }
}

/** Nobody in post who could be followed is no figure; where that is for want of records it is not available. */
function rateRow(question: Question, moves: Moves, isExcluded: boolean): FrameRow {
  const value = moves.opening + moves.closing === 0 ? null : amountOf(question, moves)
  return { areas: moves.areas, values: moves.values, from: moves.from, date: moves.date, value, status: value !== null ? 'ok' : isExcluded ? 'not-available' : 'not-applicable', missing: 0 }
}

function amountOf({ measure }: Question, { opening, closing, leavers, joiners, moved }: Moves): number | null {
  const mean = (opening + closing) / 2
  switch (measure.kind) {
    case 'leavers': return leavers
    case 'joiners': return joiners
    case 'moves': return moved
    case 'stability': return share(opening - leavers, opening)
    case 'turnover': return share(leavers + moved, mean)
    case 'joiner-rate': return share(joiners, mean)
    default: return share(leavers, mean)
  }
}

/** Per cent; null over nothing. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100
}

async function publishedLeavers(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const leavers = await readDirect(context, question, [bases.leavers])
  return isRefusal(leavers) ? leavers : overStock(context, question, leavers, (flow) => flow, [], null)
}

/** Published joiners where every date asked has them; else change in stock plus leavers, net of moves between groups. */
async function publishedJoiners(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  const [joiners, leavers] = [await readDirect(context, question, [bases.joiners]), await readDirect(context, question, [bases.leavers])]
  const isCount = question.measure.kind === 'joiners'
  if (!isRefusal(joiners) && (isRefusal(leavers) || countDates(joiners) >= countDates(leavers))) return isCount ? joiners : overStock(context, question, joiners, (flow) => flow, ['Joiners as published.'], null)
  if (isRefusal(leavers)) return leavers
  const note = 'Joiners are not published for these years: they are the change in headcount plus leavers, which for one staff group also holds moves from and to other groups.'
  return overStock(context, question, leavers, (flow, opening, closing) => closing - opening + flow, [note], 'estimated')
}

function countDates(figures: Figures): number {
  return figures.choices.flatMap((choice) => choice.dates).length
}

type Flow = (flow: number, opening: number, closing: number) => number

/** Divide flows by the mean of the headcounts at both ends, of the same source; a measure that counts people is not divided. */
async function overStock(context: CubeContext, question: Question, flows: Figures, flowOf: Flow, notes: readonly string[], status: 'estimated' | null): Promise<Figures | Refusal> {
  const dates = flows.choices.flatMap((choice) => choice.dates)
  const ends = [...flows.rows, ...flows.totals].flatMap((row) => [openingOf(row), row.date]).toSorted()
  const headcount = measureNamed('headcount')
  if (!headcount || dates.length === 0) return refuseNothing(question)
  const by = question.by.includes('period') ? question.by : [...question.by, 'period' as const]
  const stocks = await readDirect(context, { ...question, measure: headcount, by, source: flows.choices[0]?.holding.source ?? null, when: { kind: 'range', from: ends[0] ?? '', to: ends.at(-1) ?? '' } }, [bases.countsHeads])
  if (isRefusal(stocks)) return stocks
  const toRates = (rows: readonly FrameRow[], held: readonly FrameRow[]) => {
    const stock = new Map(held.map((row) => [keyOf(row, row.date), row.value]))
    return rows.map((row): FrameRow => {
      const [opening, closing] = [stock.get(keyOf(row, openingOf(row))) ?? null, stock.get(keyOf(row, row.date)) ?? null]
      const flow = row.value === null || opening === null || closing === null ? null : flowOf(row.value, opening, closing)
      const value = flow === null || question.measure.kind === 'joiners' ? flow : share(flow, ((opening ?? 0) + (closing ?? 0)) / 2)
      return { ...row, value, status: value === null ? 'not-available' : (status ?? row.status) }
    })
  }
  return { ...flows, rows: toRates(flows.rows, stocks.rows), totals: toRates(flows.totals, stocks.totals), overall: toRates(flows.overall, stocks.overall), choices: [...flows.choices, ...stocks.choices], notes: [...new Set([...flows.notes, ...notes])] }
}

/** The stock date at the start of a flow's period. */
function openingOf(row: FrameRow): CalendarDate {
  const startsOnFirst = row.from.endsWith('-01')
  return addMonths(row.date, -(monthsBetween(row.from, row.date) + (startsOnFirst ? 1 : 0)))
}

/** Rows of two frames that belong together. */
export function keyOf(row: FrameRow, date: CalendarDate): string {
  return [...row.areas.map((area) => area?.code ?? ''), ...row.values, date].join('\u001f')
}

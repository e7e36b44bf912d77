import type { Viewer } from '../access/viewer.ts'
import { bases } from '../dataset/basis.ts'
import { dimensionWords } from '../dataset/describe.ts'
import { groupOf } from '../dataset/measure-groups.ts'
import { measures } from '../dataset/measures.ts'
import type { Measure } from '../dataset/measures.ts'
import type { Row } from '../dataset/table.ts'
import { compareText } from '../reference/in-force.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { between, holdingsOf } from './cube-holdings.ts'
import { pricedDates, priceSpans } from './cube-pay.ts'
import type { House } from './house.ts'

/** A measure as listed: what it is, and whether what is loaded can answer it. */
export interface MeasureListing {
  readonly id: string
  readonly name: string
  /** Where people look for it. */
  readonly group: string
  readonly definition: string
  readonly formula: string
  readonly numerator: string
  readonly denominator: string | null
  readonly unit: string
  readonly source: string
  readonly limits: readonly string[]
  readonly aggregates: string
  readonly needs: readonly string[]
  readonly dimensions: readonly string[]
  /** The same in words. */
  readonly splitBy: readonly string[]
  readonly available: boolean
  readonly why: string | null
  readonly periods: { readonly from: CalendarDate; readonly to: CalendarDate } | null
}

/** List every measure, and for which dates it can be answered or why it cannot. */
export async function listMeasures(house: House, viewer: Viewer): Promise<MeasureListing[]> {
  const context = await openCube(house, viewer)
  return Promise.all(measures.map(async (measure) => listing(measure, isRefusal(context) ? [] : await datesFor(context, measure))))
}

function listing(measure: Measure, dates: readonly CalendarDate[]): MeasureListing {
  const sorted = dates.toSorted(compareText)
  const [from, to] = [sorted[0], sorted.at(-1)]
  const { id, name, definition, formula, numerator, denominator, unit, source, limits, aggregates, needs, dimensions } = measure
  const periods = from !== undefined && to !== undefined ? { from, to } : null
  const why = measure.kind === 'agreed-run' ? 'No run has been agreed' : 'Nothing loaded can answer it'
  return {
    id, name, group: groupOf(id), definition, formula, numerator, denominator, unit, source, limits, aggregates, needs, dimensions, splitBy: dimensions.map((dimension) => dimensionWords[dimension]),
    available: periods !== null, why: periods ? null : `${why}: it needs ${needs.join(', and ')}`, periods,
  }
}

/** Dates on which everything the measure needs is held. */
async function datesFor(context: CubeContext, measure: Measure): Promise<CalendarDate[]> {
  const held = async (basis: Measure['bases'][number]) => (await holdingsOf(context, basis)).flatMap((holding) => holding.dates.map((date) => date.to))
  const own = (await Promise.all(measure.bases.map(held))).flat()
  const records = measure.bases.includes(bases.recordsPeople) && measure.kind !== 'direct' ? await held(bases.recordsPeople) : []
  switch (measure.kind) {
    case 'direct': return own
    case 'stability':
    case 'turnover':
    case 'moves': return aYearAfter(records)
    case 'leavers': return [...aYearAfter(records), ...await held(bases.leavers)]
    case 'skill-mix': return own
    case 'participation': return [...await held(bases.recordsFte), ...(await held(bases.countsHeads)).filter((date) => own.includes(date))]
    case 'share': return datesAnswered(context, measure)
    case 'pay-bill': return pricedDates(own, await priceSpans(context))
    case 'per-need': return measure.per !== undefined && (await held(measure.per.basis)).length > 0 ? own : []
    case 'per-register': return (await held(bases.registers)).length > 0 && (await held(bases.population)).length > 0 ? own : []
    case 'agreed-run': return []
    case 'temporary-share':
    case 'vacancy': {
      const inPost = new Set(measure.id === 'vacancy_rate' ? [...await held(bases.recordsFte), ...await held(bases.countsFte)] : await datesWithStatus(context))
      const cover = measure.id === 'vacancy_rate_covered' ? new Set(await held(bases.temporaryCover)) : null
      return own.filter((date) => inPost.has(date) && (cover === null || cover.has(date)))
    }
    case 'leaver-rate':
    case 'joiners':
    case 'joiner-rate': {
      const stocks = await held(bases.countsHeads)
      const flows = [...await held(bases.leavers), ...(measure.kind === 'leaver-rate' ? [] : await held(bases.joiners))]
      return [...aYearAfter(records), ...flows.filter((date) => stocks.includes(date) && stocks.includes(addMonths(date, -12)))]
    }
  }
}

/** Month-ends at which somebody's staff record says who is away. */
function datesWithStatus(context: CubeContext): Promise<CalendarDate[]> {
  return context.once('dates with assignment status', async () => (await context.select('SELECT DISTINCT period_to::VARCHAR AS date FROM staff WHERE assignment_status IS NOT NULL ORDER BY 1')).map((row) => String(row.date)))
}

/** Dates on which staff records have the column a share rests on, or counts are published by it. */
async function datesAnswered(context: CubeContext, { share, bases: own }: Measure): Promise<CalendarDate[]> {
  const held = await context.once('dates of answers', () => readAnswered(context))
  const published = own.find(({ table }) => table !== 'staff')
  const counted = published === undefined ? [] : (await holdingsOf(context, published)).flatMap(({ dates }) => dates.map(({ to }) => to))
  return [...held.get(share?.column ?? '') ?? [], ...counted]
}

/** Dates on which each such column has any value. What is there at the first date and at the last is taken to be there in between; only for the others all rows are read. */
async function readAnswered(context: CubeContext): Promise<ReadonlyMap<string, readonly CalendarDate[]>> {
  const dates = [...new Set((await holdingsOf(context, bases.recordsPeople)).flatMap((holding) => holding.dates.map(({ to }) => to)))].toSorted(compareText)
  const columns = [...new Set(measures.flatMap(({ share }) => share?.column ?? []))]
  const ends = [dates[0], dates.at(-1)].flatMap((date) => date ?? [])
  const atEnds = await readColumns(context, columns, ends)
  const others = columns.filter((column) => !ends.every((date) => atEnds.get(date)?.[column] === true))
  const all = others.length === 0 ? atEnds : await readColumns(context, others, dates)
  return new Map(columns.map((column) => [column, others.includes(column) ? dates.filter((date) => all.get(date)?.[column] === true) : dates]))
}

async function readColumns(context: CubeContext, columns: readonly string[], dates: readonly CalendarDate[]): Promise<ReadonlyMap<string, Row>> {
  if (dates.length === 0) return new Map()
  const rows = await context.select(`SELECT period_to::VARCHAR AS date, ${columns.map((column) => `count(${column}) > 0 AS ${column}`).join(', ')} FROM staff WHERE period_to IN (SELECT unnest(string_split($1, chr(31)))::DATE) GROUP BY 1 ORDER BY 1`, [dates.join(between)])
  return new Map(rows.map((row) => [String(row.date), row]))
}

/** Dates whose month-end twelve months before is also held. */
function aYearAfter(dates: readonly CalendarDate[]): CalendarDate[] {
  return dates.filter((date) => dates.includes(addMonths(date, -12)))
}

import type { Viewer } from '../access/viewer.ts'
import { bases } from '../dataset/basis.ts'
import { measures } from '../dataset/measures.ts'
import type { Measure } from '../dataset/measures.ts'
import { compareText } from '../reference/in-force.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { holdingsOf } from './cube-holdings.ts'
import type { House } from './house.ts'

/** A measure as listed: what it is, and whether what is loaded can answer it. */
export interface MeasureListing {
  readonly id: string
  readonly name: string
  readonly definition: string
  readonly formula: string
  readonly unit: string
  readonly needs: readonly string[]
  readonly dimensions: readonly string[]
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
  const { id, name, definition, formula, unit, needs, dimensions } = measure
  const periods = from !== undefined && to !== undefined ? { from, to } : null
  return { id, name, definition, formula, unit, needs, dimensions, available: periods !== null, why: periods ? null : `Nothing loaded can answer it: it needs ${needs.join(', and ')}`, periods }
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
    case 'per-population': return (await held(bases.population)).length > 0 ? own : []
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

/** Dates whose month-end twelve months before is also held. */
function aYearAfter(dates: readonly CalendarDate[]): CalendarDate[] {
  return dates.filter((date) => dates.includes(addMonths(date, -12)))
}

import type { FlowObserved, GroupHistory } from '../dataset/history.ts'
import { addMonths } from '../units/calendar-date.ts'
import { countedInOf, yearsOf } from '../supply/calibrate-years.ts'

/** A series that past projections can be scored on. */
export interface BacktestSeries {
  /** Id of its source (ingest/sources). */
  readonly source: string
  /** What is forecast, and what one of them is called: one and several. */
  readonly title: string
  readonly called: readonly [one: string, several: string]
  /** Level of the areas that are the parts; null where the parts are staff groups of a nation. */
  readonly by: 'organisation' | 'state' | null
  /** Code of the nation that the parts make up. */
  readonly nation: string
  readonly unit: 'fte' | 'headcount'
  readonly firstYear: number
  /** Fewest staff at an origin: below that a few people are a large share of the stock. */
  readonly fewestStaff: number
}

/** The three series of published history: staff groups of England, consultants and managers by trust, and nurses by state of the United States. */
export const backtestSeries: readonly BacktestSeries[] = [
  { source: 'turnover', title: 'England, staff groups', called: ['staff group', 'staff groups'], by: null, nation: 'E92000001', unit: 'fte', firstYear: 2016, fewestStaff: 0 },
  { source: 'history-consultants', title: 'England, consultants by organisation', called: ['organisation', 'organisations'], by: 'organisation', nation: 'E92000001', unit: 'fte', firstYear: 2012, fewestStaff: 20 },
  { source: 'history-managers', title: 'England, managers by organisation', called: ['organisation', 'organisations'], by: 'organisation', nation: 'E92000001', unit: 'fte', firstYear: 2012, fewestStaff: 20 },
  { source: 'us-nurses', title: 'United States, registered nurses by state', called: ['state', 'states'], by: 'state', nation: 'US', unit: 'headcount', firstYear: 2002, fewestStaff: 20 },
]

/** The series of a source; a source that is not listed is scored by staff group of the nation. */
export function backtestSeriesOf(source: string): BacktestSeries {
  return backtestSeries.find((series) => series.source === source) ?? { ...backtestSeries[0]!, source, title: source }
}

/**
 * Give a series that shows stocks only the leavers it lacks, by judgement: a tenth of the stock a year.
 *
 * Without ages this decides nothing but how fast growth fades beyond five years ahead; the growth of every year stays as observed.
 */
export function withJudgedLeavers(history: GroupHistory): GroupHistory {
  const countedIn = countedInOf(history)
  if (history.flows.length > 0 || countedIn === null) return history
  const unknown = { heads: null, fte: null }
  const flows = yearsOf(history, countedIn, true).map((year): FlowObserved => {
    const gone = judgedLeaving * year.opening
    return { from: addMonths(year.from, 0), to: addMonths(year.to, 0), leavers: countedIn === 'people' ? { heads: gone, fte: null } : { heads: null, fte: gone }, joiners: unknown, joinersBasis: 'net-of-moves' }
  })
  return { ...history, flows }
}

/** Share of the stock taken to leave in a year where no leavers are published: about what left England's published groups in a year. */
const judgedLeaving = 0.1

import type { GroupHistory } from '../dataset/history.ts'
import { calibrate } from '../supply/calibrate.ts'
import { breaksWithin } from '../supply/calibrate-years.ts'
import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { asKnownAt, stockAt } from './backtest-origins.ts'
import { stocksAhead } from './backtest-paths.ts'
import { withJudgedLeavers } from './backtest-series.ts'
import { drawFutures, percentile } from './uncertainty.ts'

/** What a run made in an earlier year expected of the latest date, and on which side of its 80 % range the figure came. */
export interface PastRun {
  readonly from: CalendarDate
  readonly ahead: number
  readonly expected: { readonly p10: number; readonly p50: number; readonly p90: number }
  readonly verdict: 'inside' | 'above' | 'below'
}

/** Past runs of one group beside what came. `why` says which years could not be run. */
export interface PastRuns { readonly date: CalendarDate; readonly actual: number; readonly runs: readonly PastRun[]; readonly why: string | null }

/** Years back that a run is made from, the earliest first. */
const yearsBack = [3, 2, 1] as const

/**
 * Run the projection again from one, two and three years before the latest date, each with only what was known by then, and set it beside what came.
 *
 * Shape:  `histories` are all groups of the area and source, for small groups lean on the whole.
 * Units:  FTE or people, as asked.
 * Errors: null when nothing of the group is held in that unit.
 * Source: docs/method/accuracy.md; the same forecast that the back-test scores.
 */
export function pastRuns(histories: readonly GroupHistory[], group: string, { unit, draws, seed }: { readonly unit: 'fte' | 'headcount'; readonly draws: number; readonly seed: number }): PastRuns | null {
  const judged = histories.map(withJudgedLeavers)
  const place = judged.findIndex((history) => history.group === group)
  const counted = unit === 'fte' ? 'fte' as const : 'people' as const
  const last = judged[place]?.stocks.findLast(({ date }) => stockAt(judged[place]!, date, counted) !== null)
  if (last === undefined) return null
  const history = judged[place]!
  const date = addMonths(last.date, 0)
  const actual = stockAt(history, date, counted)!
  const left: string[] = []
  const runs = yearsBack.flatMap((ahead): PastRun[] => {
    const from = addMonths(date, -12 * ahead)
    if (breaksWithin(history, from, date, 'stock')) return say(left, from, 'counting changed since')
    const parameters = calibrate(judged.map((one) => asKnownAt(one, from)))[place]!
    if (isRefusal(parameters) || addMonths(parameters.openingDate, 0) !== from) return say(left, from, 'too little was known by then')
    const stocks = stocksAhead(parameters, drawFutures(parameters, { years: ahead, draws, seed }), unit)
    const sorted = Float64Array.from(stocks, (stock) => stock[ahead]!).sort()
    const expected = { p10: percentile(sorted, 0.1), p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9) }
    return [{ from, ahead, expected, verdict: actual < expected.p10 ? 'below' : actual > expected.p90 ? 'above' : 'inside' }]
  })
  return { date, actual, runs, why: left.length === 0 ? null : left.join('; ') }
}

function say(left: string[], from: CalendarDate, why: string): [] {
  left.push(`${from.slice(0, 4)}: ${why}`)
  return []
}

import { breaksWithin, type CountedIn } from '../supply/calibrate-years.ts'
import type { GroupHistory } from '../dataset/history.ts'
import { addMonths, monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import type { Stretch } from './backtest-baselines.ts'

/** Keep only what was published by a date: stocks up to it, flows that had ended by it. Age structure is dropped: it is known for the latest records only. */
export function asKnownAt(history: GroupHistory, date: CalendarDate): GroupHistory {
  return {
    ...history,
    stocks: history.stocks.filter((stock) => stock.date <= date),
    flows: history.flows.filter((flow) => flow.to <= date),
    breaks: history.breaks.filter((found) => found.from < date),
    byAge: null,
  }
}

/** List the dates to forecast from: every anniversary of the last date, from the first origin on, that leaves at least one year to come. */
export function originsOf(histories: readonly GroupHistory[], firstYear: number): CalendarDate[] {
  const last = histories.flatMap((history) => history.stocks.map((stock) => stock.date)).sort().at(-1)
  if (last === undefined) return []
  const origins: CalendarDate[] = []
  for (let origin = addMonths(last, -12); Number(origin.slice(0, 4)) >= firstYear; origin = addMonths(origin, -12)) origins.push(origin)
  return origins.reverse()
}

/** Find the stock of a month; null where it is not known. */
export function stockAt(history: GroupHistory, date: CalendarDate, countedIn: CountedIn): number | null {
  const found = history.stocks.find((stock) => stock.date.slice(0, 7) === date.slice(0, 7))
  return (countedIn === 'people' ? found?.heads : found?.fte) ?? null
}

/** Cut a series into stretches between the anniversaries of its last date; a stretch over a break of the stock is left out, and so is a date with nobody: growth from or to nobody has no rate. */
export function stretchesOf(history: GroupHistory, countedIn: CountedIn, keepBreaks: boolean): Stretch[] {
  const dates = history.stocks.map((stock) => addMonths(stock.date, 0)).sort()
  const last = dates.at(-1)
  const yearly = dates.filter((date) => monthsBetween(date, last!) % 12 === 0 && (stockAt(history, date, countedIn) ?? 0) > 0)
  const stretches: Stretch[] = []
  let ended = ''
  for (let at = 1; at < yearly.length; at++) {
    const [from, to] = [yearly[at - 1]!, yearly[at]!]
    if (!keepBreaks && breaksWithin(history, from, to, 'stock')) continue
    stretches.push({ from: stockAt(history, from, countedIn)!, to: stockAt(history, to, countedIn)!, years: monthsBetween(from, to) / 12, follows: from === ended })
    ended = to
  }
  return stretches
}

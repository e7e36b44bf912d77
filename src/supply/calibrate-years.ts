import { exactLog } from '../random/log.ts'
import { addMonths, monthsBetween, type CalendarDate } from '../units/calendar-date.ts'
import type { FlowObserved, GroupHistory } from '../dataset/history.ts'

/** One year of one group, ready to be turned into rates. A null could not be observed; a break explains why a change was not used. */
export interface YearObserved {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly opening: number
  readonly closing: number
  readonly leavers: number | null
  /** Natural logarithm of closing ÷ opening; null when the stock breaks within the year. */
  readonly growth: number | null
}

/** What people were counted in: people where headcount is published throughout, FTE where only FTE is. */
export type CountedIn = 'people' | 'fte'

/**
 * Cut a history into years that end on the anniversaries of its last date, newest last.
 *
 * A year needs a stock at both ends. Growth across a declared break of the stock is left out; leavers are left out across any declared break.
 * Flows of shorter periods are added up only where they cover the year without a hole.
 *
 * Units:  people or FTE, per year; growth is a logarithm.
 * Source: docs/method/uncertainty.md, years.
 */
export function yearsOf(history: GroupHistory, countedIn: CountedIn, keepBreaks = false): YearObserved[] {
  const stocks = new Map(history.stocks.map((stock) => [monthOf(stock.date), amountOf(stock, countedIn)]))
  const last = lastDate(history, countedIn)
  if (last === null) return []
  const first = history.stocks.reduce((least, stock) => (stock.date < least ? stock.date : least), last)
  const years: YearObserved[] = []
  for (let to = addMonths(last, 0); monthsBetween(first, to) >= 12; to = addMonths(to, -12)) {
    const from = addMonths(to, -12)
    const [opening, closing] = [stocks.get(monthOf(from)) ?? null, stocks.get(monthOf(to)) ?? null]
    if (opening === null || closing === null || opening <= 0 || closing <= 0) continue
    const stockBroken = !keepBreaks && breaksWithin(history, from, to, 'stock')
    const leaversBroken = stockBroken || (!keepBreaks && breaksWithin(history, from, to, 'leavers'))
    years.push({ from, to, opening, closing, leavers: leaversBroken ? null : leaversBetween(history.flows, from, to, countedIn), growth: stockBroken ? null : exactLog(closing / opening) })
  }
  return years.reverse()
}

/** Choose what to count in: people, unless the newest stock is published in FTE only. */
export function countedInOf(history: GroupHistory): CountedIn | null {
  const newest = [...history.stocks].sort((a, b) => (a.date < b.date ? -1 : 1)).filter((stock) => stock.heads !== null || stock.fte !== null).at(-1)
  if (!newest) return null
  return newest.heads === null ? 'fte' : 'people'
}

/** Newest date with a stock. */
export function lastDate(history: GroupHistory, countedIn: CountedIn): CalendarDate | null {
  let last: CalendarDate | null = null
  for (const stock of history.stocks) if (amountOf(stock, countedIn) !== null && (last === null || stock.date > last)) last = stock.date
  return last
}

/** Say whether a declared break of the stock, or of the leavers, touches the time from one month-end to another. */
export function breaksWithin(history: GroupHistory, from: CalendarDate, to: CalendarDate, measure: 'stock' | 'leavers'): boolean {
  return history.breaks.some((found) => (found.measure ?? 'stock') === measure && monthsBetween(startMonth(found.from), to) > 0 && monthsBetween(from, found.to) > 0)
}

/** Leavers between two month-ends, if the flows cover the time without a hole or an overlap; else null. */
function leaversBetween(flows: readonly FlowObserved[], from: CalendarDate, to: CalendarDate, countedIn: CountedIn): number | null {
  const starting = new Map(flows.map((flow) => [monthOf(startMonth(flow.from)), flow]))
  let total = 0
  let at = from
  while (monthsBetween(at, to) > 0) {
    const flow = starting.get(monthOf(at))
    const amount = flow ? amountOf(flow.leavers, countedIn) : null
    if (!flow || amount === null || monthsBetween(flow.to, to) < 0 || monthsBetween(at, flow.to) <= 0) return null
    total += amount
    at = addMonths(flow.to, 0)
  }
  return total
}

/** Month-end a period starts from: a period from 1 October starts from the stock at the end of September. */
function startMonth(from: CalendarDate): CalendarDate {
  return from.slice(8, 10) === '01' ? addMonths(from, -1) : addMonths(from, 0)
}

function monthOf(date: CalendarDate): string {
  return date.slice(0, 7)
}

function amountOf(amount: { readonly heads: number | null; readonly fte: number | null }, countedIn: CountedIn): number | null {
  return countedIn === 'people' ? amount.heads : amount.fte
}

import type { CalendarDate } from '../units/calendar-date.ts'

/**
 * What was observed of one area × staff group, oldest first: all that calibration may see.
 * People and FTE are kept apart; a number that is not available is null.
 */
export interface GroupHistory {
  readonly area: string
  readonly group: string
  readonly stocks: readonly { readonly date: CalendarDate; readonly heads: number | null; readonly fte: number | null }[]
  readonly flows: readonly FlowObserved[]
  /** Periods whose change is a re-grading or re-coding: their rates are not used, and the answer says so. */
  readonly breaks: readonly { readonly from: CalendarDate; readonly to: CalendarDate; readonly why: string; readonly measure?: 'stock' | 'leavers' }[]
  /** Age structure, where records show it; null for published totals. */
  readonly byAge: AgeHistory | null
  /** Source the history was read from, shown beside each rate; where published years go before records that agree with them, both, with the date between. */
  readonly source: string
}

export interface FlowObserved {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly leavers: { readonly heads: number | null; readonly fte: number | null }
  readonly joiners: { readonly heads: number | null; readonly fte: number | null }
  /** `net-of-moves`: change in stock + leavers, so it also holds moves between groups. */
  readonly joinersBasis: 'published' | 'net-of-moves' | 'records'
}

/** Shape: one entry per age of `ages`, consecutive. Units: people, FTE at the latest date; person-years, leavers and joiners over all pairs of month-ends. */
export interface AgeHistory {
  readonly ages: readonly number[]
  readonly heads: readonly number[]
  readonly fte: readonly number[]
  readonly exposure: readonly number[]
  readonly leavers: readonly number[]
  readonly joiners: readonly number[]
}

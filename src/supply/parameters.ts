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
  /** Source the history was read from, shown beside each rate. */
  readonly source?: string
}

export interface FlowObserved {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly leavers: { readonly heads: number | null; readonly fte: number | null }
  readonly joiners: { readonly heads: number | null; readonly fte: number | null }
  /** `net-of-moves`: change in stock + leavers, so it also holds moves between groups. */
  readonly joinersBasis: 'published' | 'net-of-moves' | 'records'
}

/** Shape: every array has one entry per age of `ages`. Units: people, person-years of exposure, FTE. */
export interface AgeHistory {
  readonly ages: readonly number[]
  readonly heads: readonly number[]
  readonly fte: readonly number[]
  readonly exposure: readonly number[]
  readonly leavers: readonly number[]
  readonly joiners: readonly number[]
}

/** A number somebody could dispute: value, how sure we are, the years it rests on and where it is from. */
export interface CalibratedRate {
  readonly value: number
  /** Standard error of the mean level (parameter uncertainty), same unit. */
  readonly standardError: number
  readonly unit: string
  readonly years: string
  readonly source: string
  /** A: records, B: published counts, C: derived or borrowed from a parent, D: judgement. */
  readonly grade: 'A' | 'B' | 'C' | 'D'
}

/** AR(1) swings of a rate from year to year, as logarithms of a multiplier. */
export interface YearEffect {
  readonly persistence: number
  /** Standard deviation of the national part and of the group's own part. */
  readonly nationalSd: number
  readonly groupSd: number
  /** Swing of the last year observed, which fades by `persistence` a year; 0 where it is not known. */
  readonly openingNational?: number
  readonly openingGroup?: number
}

/**
 * Everything the engine needs to project one area × staff group.
 * Shape: arrays by age have one entry per age of `ages`; one entry, and `ageing` false, where ages are not known.
 */
export interface SupplyParameters {
  readonly area: string
  readonly group: string
  readonly openingDate: CalendarDate
  readonly ages: readonly number[]
  readonly ageing: boolean
  readonly openingHeads: readonly number[]
  /** FTE per head. */
  readonly participation: readonly number[]
  /** Annual share of the stock that leaves; `leaveByAge` multiplies it for each age. */
  readonly leave: CalibratedRate
  readonly leaveByAge: readonly number[]
  /** Annual joiners as a share of the opening stock; its standard error is that of joining less leaving. Below 0 when moves to other groups outweigh joining. */
  readonly join: CalibratedRate
  readonly joinersBasis: FlowObserved['joinersBasis']
  readonly joinAges: readonly number[]
  /** Each year ahead the excess of joining over leaving shrinks by this factor (1 = keeps growing, 0 = replacement only). */
  readonly damping: number
  /** Years ahead that keep the full excess before it starts to shrink; absent means the first only. */
  readonly dampingAfter?: number
  readonly leaveYearEffect: YearEffect
  /** Swings of joining less leaving, as logarithms of a multiplier on the stock at the end of each year. */
  readonly joinYearEffect: YearEffect
  /** What the source counts: people and FTE (the rule), people only, or FTE only. Absent means both. */
  readonly measured?: 'both' | 'people' | 'fte'
  /** Caveats that must be shown with the answer. */
  readonly notes: readonly string[]
}

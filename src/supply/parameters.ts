import type { FlowObserved } from '../dataset/history.ts'
import type { CalendarDate } from '../units/calendar-date.ts'

/**
 * What a rate stands on: people followed between month-ends; staff records a year apart; published stock and leavers; or, where only those are
 * published, change in stock plus leavers, which also holds moves between groups.
 */
export type RateBasis = 'pairs' | 'year-ends' | 'published' | 'net-of-moves'

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
  /** Absent in models written by hand. */
  readonly basis?: RateBasis
  /** How futures draw its level: about the value, with the standard error. */
  readonly distribution?: 'logit-normal' | 'normal'
}

/** AR(1) swings of a rate from year to year, as logarithms of a multiplier. */
export interface YearEffect {
  readonly persistence: number
  /** The same of the group's own part, learnt from all groups of its whole; absent means as the national part. */
  readonly groupPersistence?: number
  /** Standard deviation of the national part and of the group's own part. */
  readonly nationalSd: number
  readonly groupSd: number
  /** Share of the group's own variance that is chance among the people of the opening stock; it shrinks as they become more. Absent means 0. */
  readonly groupChance?: number
  /** Swing of the last year observed, which fades by `persistence` a year; 0 where it is not known. */
  readonly openingNational?: number
  readonly openingGroup?: number
}

/** Levers of one number each, as a share of change from what happens without them, from the first year ahead on: −0.1 is a tenth less, 0 leaves it. Joiners are people: docs/decisions/0026. */
export interface SimpleLevers {
  /** The share who leave by rate in a year; as many people join as without it. */
  readonly leaving: number
  /** People who join. */
  readonly joining: number
  /** FTE per head; people do not change, and what is in post today does not. */
  readonly participation: number
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
  /** Levers moved by hand; absent means none. */
  readonly levers?: SimpleLevers
  /** Where people are followed between month-ends: who came from outside, and who came from and went to other groups. `join` less leaving is growth: of people followed where `join` stands on pairs, else learnt from stocks. */
  readonly seen?: { readonly joiners: CalibratedRate; readonly movedIn: CalibratedRate; readonly movedOut: CalibratedRate }
  /** Caveats that must be shown with the answer. */
  readonly notes: readonly string[]
}

import type { CalendarDate } from '../units/calendar-date.ts'

/** People who were in one profession at a month-end and in another, in the same place, at the next. */
export interface PairMove { readonly to: string; readonly heads: number }

/**
 * What calibration may see of one place, profession, age band and month-end. Units: people.
 * `exposure`, `leavers` and `moves` are of those in post at `day`, over the time to the next month-end; `joiners` came since the last one.
 */
export interface PairCell {
  readonly area: string | null
  readonly profession: string
  /** Youngest age of the five years; null where no age is recorded. */
  readonly ageFrom: number | null
  readonly day: CalendarDate
  readonly exposure: number
  readonly leavers: number
  readonly joiners: number
  readonly moves: readonly PairMove[]
}

/** Person-level pairs of consecutive month-ends. `gaps` counts months that single employers lack: their people are left out before and after. */
export interface FlowPairs { readonly source: string; readonly gaps: number; readonly cells: readonly PairCell[] }

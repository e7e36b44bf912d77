import type { CalendarDate } from '../units/calendar-date.ts'

/** People who were in one profession at a month-end and in another, in the same place, at the next. */
export interface PairMove { readonly group: string; readonly to: string; readonly heads: number }

/**
 * What calibration may see of one place, profession, age band and year of month-ends. Units: people, and person-months of exposure.
 * `exposure`, `leavers` and `moves` are of those in post at the opening of each pair of month-ends; `joiners` came since the last one.
 * `heads` and `fte` are those in post at the last day of the year. A place shared between areas counts by its share.
 */
export interface PairCell {
  readonly area: string | null
  readonly group: string
  readonly profession: string
  /** Youngest age of the five years; null where no age is recorded. */
  readonly ageFrom: number | null
  /** Last day of the year. */
  readonly year: CalendarDate
  readonly exposure: number
  readonly leavers: number
  readonly joiners: number
  readonly moves: readonly PairMove[]
  readonly heads: number
  readonly fte: number
}

/** A year counted back from the newest month-end, and how many months of it pairs of month-ends cover. */
export interface PairYear { readonly to: CalendarDate; readonly months: number }

/** Person-level pairs of consecutive month-ends, years oldest first. `gaps` counts months that single employers lack: their people are left out before and after. */
export interface FlowPairs { readonly source: string; readonly gaps: number; readonly years: readonly PairYear[]; readonly cells: readonly PairCell[] }

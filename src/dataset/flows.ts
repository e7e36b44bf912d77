import type { CalendarDate } from '../units/calendar-date.ts'
import type { Provenance } from './cube.ts'

/** One question about joiners, leavers and moves. */
export interface FlowsQuestion {
  /** Code or name of an area or organisation; null for the whole nation. */
  readonly area: string | null
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
  /** Staff group or profession, in words; everybody when left out. */
  readonly group?: string | null
  /** Dimensions to split by; at most one of reason, destination and origin. */
  readonly by: readonly string[]
  /** Dimension of the table of moves. */
  readonly between: string
  /** month: every pair of consecutive month-ends. whole: the first and the last only. */
  readonly step: 'month' | 'whole'
  readonly basis: 'employer' | 'host'
  readonly map: CalendarDate | null
}

/** People, and their contracted full-time equivalents. */
export interface FlowAmount { readonly heads: number; readonly fte: number }

/** opening + joiners − leavers + movedIn − movedOut + takenUp − givenUp + hours + coverage = closing, in people and in FTE. */
export interface FlowAccount {
  readonly opening: FlowAmount
  readonly joiners: FlowAmount
  readonly leavers: FlowAmount
  readonly movedIn: FlowAmount
  readonly movedOut: FlowAmount
  readonly takenUp: FlowAmount
  readonly givenUp: FlowAmount
  readonly hours: FlowAmount
  readonly coverage: FlowAmount
  readonly closing: FlowAmount
}

/** One row: a key for each dimension, and the account; or, split by reason, destination or origin, that flow. */
export interface FlowRow {
  readonly [dimension: string]: string | number | null | FlowAccount | FlowAmount
  readonly account: FlowAccount | null
  readonly flow: FlowAmount | null
}

export interface FlowExclusion {
  readonly code: string
  readonly name: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly kind: 'no-records' | 'gap' | 'identifiers-changed' | 'not-on-map'
  readonly says: string
}

export interface FlowCoverage {
  readonly organisations: number
  readonly compared: number
  readonly share: number | null
  readonly pairs: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[]
  readonly exclusions: readonly FlowExclusion[]
}

export interface ReturnedFlow {
  readonly source: string
  readonly level: string
  readonly code: string
  readonly name: string
  readonly staffGroup: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly flow: 'joiners' | 'leavers'
  readonly basis: string
  readonly heads: number | null
  readonly fte: number | null
  readonly total: boolean
}

type Known = 'observed' | 'declared' | 'unknown'

export interface FlowsFound {
  readonly area: string
  readonly areaName: string
  readonly level: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly step: 'month' | 'whole'
  readonly basis: 'employer' | 'host'
  readonly summary: string
  readonly account: FlowAccount | null
  readonly rows: readonly FlowRow[]
  readonly reasons: readonly (FlowAmount & { readonly reason: string })[]
  readonly destinations: readonly (FlowAmount & { readonly destination: string; readonly known: Known })[]
  readonly origins: readonly (FlowAmount & { readonly origin: string; readonly known: Known })[]
  readonly mismatches: readonly (FlowAmount & { readonly declared: string; readonly observed: string })[]
  readonly moves: readonly (FlowAmount & { readonly dimension: string; readonly up: number | null; readonly down: number | null })[]
  readonly between: string
  readonly transfers: readonly (FlowAmount & { readonly from: string; readonly fromName: string; readonly to: string; readonly toName: string })[]
  readonly coverage: FlowCoverage
  readonly returned: readonly ReturnedFlow[]
  readonly provenance: Provenance
}

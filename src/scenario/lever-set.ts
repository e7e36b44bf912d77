import type { LeverKind } from '../supply/lever-list.ts'
import type { LeverTimes } from '../supply/lever-ramp.ts'
import type { CalendarDate } from '../units/calendar-date.ts'

/** A lever as a planner states it; eight times in ten its change lies in `range`, which is no wider than the change where left out. `profession` and `area` are those projected when left out. Dates as YYYY-MM-DD, ramp in months. */
export interface Lever {
  readonly kind: string
  readonly change: number
  readonly range?: { readonly low: number; readonly high: number } | undefined
  readonly unit?: string | undefined
  readonly profession?: string | undefined
  readonly area?: string | undefined
  readonly programme?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly ramp: number
  readonly toProfession?: string | undefined
  readonly toArea?: string | undefined
  readonly toSector?: string | undefined
  readonly now?: number | undefined
  readonly fillMonths?: number | undefined
  /** Share of the staff that a lever on leaving reaches. */
  readonly reaches?: number | undefined
  /** Of work that moves: FTE of whoever takes it for one FTE, and the largest share that may move. */
  readonly coefficient?: number | undefined
  readonly ceiling?: number | undefined
  readonly members?: readonly { readonly profession?: string | undefined; readonly area?: string | undefined; readonly attractiveness: number }[] | undefined
}

/** Where recent joiners came from, as shares; what is missing to 1 is not known. */
export interface OriginShares {
  readonly profession?: string | undefined
  readonly area?: string | undefined
  readonly training?: number | undefined
  readonly abroad?: number | undefined
  readonly returners?: number | undefined
  readonly widerMarket?: number | undefined
  readonly otherSector?: number | undefined
  readonly otherArea?: number | undefined
  readonly source: string
}

/** What is known of a programme at a provider. Units: people and learner-weeks a year; shares from 0 to 1. */
export interface ProgrammeFacts {
  readonly id: string
  readonly provider: string
  readonly profession: string
  readonly startsAYear: number
  readonly startMonth?: number | undefined
  readonly stages: readonly { readonly months: number; readonly dropOut: number; readonly interruption?: number | undefined; readonly interruptionMonths?: number | undefined; readonly learnerWeeks?: number | undefined }[]
  readonly completion: number
  readonly joinShare: number
  readonly settlement: readonly { readonly area: string; readonly share: number }[]
  readonly placementCapacity?: number | undefined
  readonly source: string
}

/** Levers with the facts they need. */
export interface LeverSet {
  readonly programmes: readonly ProgrammeFacts[]
  readonly origins: readonly OriginShares[]
  readonly levers: readonly Lever[]
}

export const origins = ['training', 'abroad', 'returners', 'widerMarket', 'otherSector', 'otherArea', 'unknown'] as const
export type Origin = (typeof origins)[number]

/** A lever ready to act: its kind, where and when. `node` is its place in the run; -1 where it acts on a programme or a pool. */
export interface PlannedLever {
  readonly lever: Lever
  readonly kind: LeverKind
  readonly unit: string
  readonly node: number
  readonly times: LeverTimes
}

/** Where and when a plan is made: how many nodes, which node a profession and area stand for (null: not in the run), from when, how far. */
export interface PlanFrame {
  readonly nodes: number
  readonly nodeOf: (profession: string | undefined, area: string | undefined) => number | null
  readonly opening: CalendarDate
  readonly years: number
}

/** How levers name the nodes of a run: the profession and area projected, meant where a lever names none, and the place of every name used. */
export interface NodeNames {
  readonly profession: string
  readonly area: string
  /** Keys as `nameKey` writes them. */
  readonly places: ReadonlyMap<string, number>
}

/** Write a profession and area, as somebody named them, in one way only. */
export function nameKey(profession: string, area: string): string {
  return `${profession.trim().toLowerCase()}\n${area.trim().toLowerCase()}`
}

/** Find nodes by the names that levers use. */
export function nodesNamed({ profession: own, area: here, places }: NodeNames): PlanFrame['nodeOf'] {
  return (profession = own, area = here) => places.get(nameKey(profession, area)) ?? null
}

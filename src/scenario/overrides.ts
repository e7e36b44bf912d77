import { addMonths } from '../units/calendar-date.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import type { Lever } from './lever-set.ts'

/** A figure that somebody put by hand in place of the model's. */
export interface Override {
  readonly id: string
  readonly what: string
  readonly value: number | string
  readonly who: string
  readonly when: string
  readonly why: string
  /** False: switched off by hand; it is reported all the same. */
  readonly on: boolean
}

/** What an override acts on: those who join in a year of the median run, and what is assumed of demand. */
export interface Overridden {
  readonly opening: string
  readonly joiners: readonly { readonly year: number; readonly joiners: number }[]
  readonly demand: DemandAssumptions
}

/**
 * Say what an override does as a lever of its own, so that it can be switched off and its part is told; null where the model has no such figure.
 *
 * `Joiners in 2027` puts so many people in place of those of the year that ends in 2027, at the middle of the futures; the swings of a draw stay. `productivity` and `demand growth` put a share a year.
 */
export function overrideLever({ what, value }: Override, { opening, joiners, demand }: Overridden): Lever | null {
  if (typeof value !== 'number') return null
  const plain = what.trim().toLowerCase()
  const [, named] = /^joiners in (\d{4})$/.exec(plain) ?? []
  const ahead = named === undefined ? -1 : joiners.findIndex(({ year }) => year === Number(named))
  if (ahead >= 0) return { kind: 'wider-market', change: value - joiners[ahead]!.joiners, ramp: 0, from: addMonths(opening, 12 * ahead + 1), to: addMonths(opening, 12 * ahead + 13) }
  if (plain === 'productivity') return { kind: 'productivity', change: 100 * (value - demand.productivity.value), ramp: 0 }
  if (plain === 'demand growth' && demand.growth.by === 'stated') return { kind: 'demand-growth', change: 100 * (value - demand.growth.perYear), ramp: 0 }
  return null
}

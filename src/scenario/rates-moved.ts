import type { SupplyParameters } from '../supply/parameters.ts'
import { walkFutures } from './supply-ensemble.ts'
import { medianFuture } from './uncertainty.ts'

/** A rate of a group as it was learnt, with what it rests on. */
export interface KeptRate { readonly value: number; readonly basis: string | null; readonly years: string }

export const movedRates = ['leaving', 'growth', 'participation', 'stock'] as const
export type MovedRateName = (typeof movedRates)[number]

/** What is kept of the parameters of one group: enough to say later what moved, and what it does to the plan. Units: annual shares; FTE per head; FTE, or people where FTE is not published. */
export interface KeptRates { readonly group: string; readonly rates: Readonly<Record<MovedRateName, KeptRate>> }

export interface MovedRate {
  readonly group: string
  readonly rate: MovedRateName
  /** Null: the group was not there, or is no longer. */
  readonly before: KeptRate | null
  readonly after: KeptRate | null
  /** Change of the projected FTE at the end of year `movedYears` because this rate moved, with the other rates as they are now; null where it cannot be run. */
  readonly effect: number | null
}

/** Years ahead at which the effect of a moved rate is told. */
export const movedYears = 5

/** Keep what is needed of the parameters of a group. */
export function keptRates({ group, leave, join, openingHeads, participation, openingDate }: SupplyParameters): KeptRates {
  const heads = sum(openingHeads)
  const fte = sum(openingHeads.map((count, at) => count * participation[at]!))
  return {
    group,
    rates: {
      leaving: { value: leave.value, basis: leave.basis ?? null, years: leave.years }, growth: { value: join.value - leave.value, basis: join.basis ?? null, years: join.years },
      participation: { value: fte / heads, basis: null, years: openingDate }, stock: { value: fte, basis: null, years: openingDate },
    },
  }
}

/**
 * Compare rates learnt from two snapshots, the largest effect on the plan first; what did not move is left out.
 *
 * The effect of a rate is the plan as it is now less the plan with that one rate as it was, median rates, nothing drawn.
 */
export function compareRates(before: readonly KeptRates[], after: readonly SupplyParameters[]): MovedRate[] {
  const was = new Map(before.map((one) => [one.group, one]))
  const is = new Map(after.map((one) => [one.group, one]))
  const moved = [...new Set([...was.keys(), ...is.keys()])].flatMap((group) => groupMoved(group, was.get(group) ?? null, is.get(group) ?? null))
  return moved.toSorted((a, b) => Math.abs(b.effect ?? 0) - Math.abs(a.effect ?? 0) || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0))
}

function groupMoved(group: string, was: KeptRates | null, parameters: SupplyParameters | null): MovedRate[] {
  if (was === null || parameters === null) {
    const rates = was?.rates ?? keptRates(parameters!).rates
    return [{ group, rate: 'stock', before: was === null ? null : rates.stock, after: was === null ? rates.stock : null, effect: null }]
  }
  const is = keptRates(parameters).rates
  const changed = movedRates.filter((rate) => Math.abs(is[rate].value - was.rates[rate].value) > 1e-12 * Math.max(1, Math.abs(is[rate].value)))
  const now = parameters.measured === 'people' || changed.length === 0 ? null : fteAhead(parameters)
  return changed.map((rate) => ({ group, rate, before: was.rates[rate], after: is[rate], effect: now === null ? null : now - fteAhead(withRate(parameters, rate, was.rates[rate].value, is[rate].value)) }))
}

/** The parameters with one rate as it was; growth stays when leaving changes, because leavers are replaced. */
function withRate(parameters: SupplyParameters, rate: MovedRateName, was: number, is: number): SupplyParameters {
  const { leave, join, openingHeads, participation } = parameters
  if (rate === 'leaving') return { ...parameters, leave: { ...leave, value: was }, join: { ...join, value: join.value + was - leave.value } }
  if (rate === 'growth') return { ...parameters, join: { ...join, value: leave.value + was } }
  if (rate === 'participation') return { ...parameters, participation: participation.map((share) => (share * was) / is) }
  return { ...parameters, openingHeads: openingHeads.map((heads) => (heads * was) / is) }
}

function fteAhead(parameters: SupplyParameters): number {
  return walkFutures(parameters, [medianFuture(parameters, movedYears)])[0]!.fte.stock[movedYears]!
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

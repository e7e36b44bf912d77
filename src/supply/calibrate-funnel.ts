import { exactSqrt } from '../random/sqrt.ts'

/** Limits of chance alone about a mean rate, for a place of some exposure. Units: as the rate. */
export interface FunnelLimits { readonly low95: number; readonly high95: number; readonly low998: number; readonly high998: number }

/**
 * Say how far a place's rate may lie from the mean of its peers by chance alone: two places in 20, and two in 1,000, lie outside.
 *
 * Counts of events as Poisson, by the square root that makes their spread the same whatever their number; never below 0.
 *
 * Units:  events for each unit of exposure.
 * Source: Spiegelhalter 2005, Statistics in Medicine 24:1185–1202 (funnel plots); Anscombe 1948, Biometrika 35:246–254 (√(events + 3/8)).
 */
export function funnelLimits(mean: number, exposure: number): FunnelLimits {
  const root = exactSqrt(mean * exposure + 3 / 8)
  const at = (deviations: number): number => {
    const moved = Math.max(root + deviations / 2, 0)
    return Math.max(moved * moved - 3 / 8, 0) / exposure
  }
  return { low95: at(-z95), high95: at(z95), low998: at(-z998), high998: at(z998) }
}

const z95 = 1.959963984540054
const z998 = 3.090232306167813

export type Beyond = 'inside' | 'above-95' | 'below-95' | 'above-99.8' | 'below-99.8'

/** Say whether a rate lies outside the limits, and by how much. */
export function beyondLimits(value: number, limits: FunnelLimits): Beyond {
  if (value > limits.high998) return 'above-99.8'
  if (value < limits.low998) return 'below-99.8'
  if (value > limits.high95) return 'above-95'
  return value < limits.low95 ? 'below-95' : 'inside'
}

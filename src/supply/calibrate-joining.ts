import type { JoiningShare } from './calibrate-pairs.ts'
import { sum } from './calibrate-shrinkage.ts'

/**
 * Spread joiners by five years of age over single ages: within five years as those seen to join, one person more at each age so that chance does not empty any.
 *
 * Joiners of ages that nobody in post has are put at the nearest age there is.
 *
 * Shape:  one entry per age of `ages`, consecutive; adds up to 1.
 * Source: docs/method/uncertainty.md, ages.
 */
export function joinAgesOf(joining: readonly JoiningShare[], ages: readonly number[], seen: readonly number[]): number[] {
  const shares = ages.map(() => 0)
  for (const { ageFrom, share } of joining) {
    const within = ages.map((age, at) => ({ at, weight: age >= ageFrom && age < ageFrom + 5 ? seen[at]! + 1 : 0 })).filter(({ weight }) => weight > 0)
    const all = sum(within.map(({ weight }) => weight))
    for (const { at, weight } of within) shares[at]! += (share * weight) / all
    if (within.length === 0) shares[ageFrom < ages[0]! ? 0 : ages.length - 1]! += share
  }
  return shares
}

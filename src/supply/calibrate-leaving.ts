import { exactSqrt } from '../random/sqrt.ts'
import { sum } from './calibrate-shrinkage.ts'
import { annualRate } from './monthly-rate.ts'
import type { MonthlyLeaving, PairEvidence } from './calibrate-pairs.ts'
import type { RateBasis } from './parameters.ts'

/** Annual share of the stock that leaves, and each age as a multiple of it. */
export interface Leaving { readonly value: number; readonly standardError: number; readonly byAge: readonly number[]; readonly basis: RateBasis }

/**
 * Turn monthly leaving by age into the annual share that leaves of the people now in post, and each age's multiple of it.
 *
 * Twelve months of the month's rate at each age: the months of the run then lose what the months of the record lost.
 *
 * Shape:  `byAge` has one entry per age of `stock`.
 * Units:  annual shares. `levelError` is the standard error of the logarithm of the level over the years.
 */
export function leavingOf({ leavingByAge, rates }: PairEvidence, stock: { readonly ages: readonly number[]; readonly openingHeads: readonly number[] }, levelError: number, most: number): Leaving {
  const annual = stock.ages.map((age) => Math.min(most, annualRate(Math.min(1, monthlyAt(leavingByAge, age)))))
  const people = sum(stock.openingHeads)
  const value = people > 0 ? sum(annual.map((rate, at) => rate * stock.openingHeads[at]!)) / people : 0
  const { value: mean, standardError } = rates.leavers
  const counted = mean > 0 ? standardError / mean : 0
  return { value, standardError: value * exactSqrt(levelError ** 2 + counted ** 2), byAge: annual.map((rate) => (value > 0 ? rate / value : 1)), basis: 'pairs' }
}

/** The rate of the five years an age lies in; of the nearest five years where nobody of the age was followed. */
function monthlyAt(bands: readonly MonthlyLeaving[], age: number): number {
  const known = bands.filter((band): band is MonthlyLeaving & { ageFrom: number } => band.ageFrom !== null)
  const distance = ({ ageFrom }: { ageFrom: number }) => Math.max(ageFrom - age, age - ageFrom - 4, 0)
  const [nearest] = known.toSorted((a, b) => distance(a) - distance(b) || a.ageFrom - b.ageFrom)
  return nearest?.rate ?? bands[0]?.rate ?? 0
}

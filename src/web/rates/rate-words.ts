import type { Basis, RateName } from '../../contract/rates.ts'
import { sayNumber } from '../format.ts'

export const rateNames: Readonly<Record<RateName, string>> = {
  leaving: 'Leaving', joining: 'Joining', growth: 'Growth', participation: 'FTE for each person', 'moves-in': 'Moves in from other groups', 'moves-out': 'Moves out to other groups',
}

export const basisNames: Readonly<Record<Basis, string>> = {
  pairs: 'people followed from month to month', 'year-ends': 'staff records a year apart', published: 'published stock and flows', 'net-of-moves': 'change in stock plus leavers: holds moves between groups too',
}

/** Say a rate in its unit: shares as per cent, FTE per head as it is. */
export function sayRate(value: number | null, unit: string, decimals = 1): string {
  if (value === null) return '[x]'
  return unit === 'FTE per head' ? sayNumber(value, decimals + 1) : `${sayNumber(100 * value, decimals)} %`
}

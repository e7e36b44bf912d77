import { exactExp } from './exp.ts'

/**
 * Move a share by a standard normal number on the log-odds scale; the answer stays between 0 and 1.
 *
 * Shares of exactly 0 and 1 stay where they are.
 *
 * Units:  `share` from 0 to 1, the median of the answers; `spread` is the standard deviation of the log-odds.
 * Errors: RangeError when the share is outside 0 to 1 or the spread is negative.
 */
export function logitNormal(share: number, spread: number, z: number): number {
  if (!(share >= 0 && share <= 1) || !(spread >= 0)) {
    throw new RangeError(`Drawing a share: share ${share}, spread ${spread}. The share must lie between 0 and 1 and the spread be 0 or more.`)
  }
  if (share === 0 || share === 1) return share
  const odds = (share / (1 - share)) * exactExp(spread * z)
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
}

/** The spread on the log-odds scale that goes with a standard error of a share between 0 and 1 (first-order delta method). */
export function logitSpread(share: number, standardError: number): number {
  return share > 0 && share < 1 ? standardError / (share * (1 - share)) : 0
}

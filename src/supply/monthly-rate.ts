import { exactPow } from '../random/pow.ts'

/**
 * Turn an annual rate into the monthly rate that, twelve times over, leaves the same share in post.
 *
 * Units:  share of the opening stock, per year in, per month out.
 * Errors: RangeError when the rate is not between 0 and 1.
 * Source: docs/method/supply.md, S5: monthly = 1 − (1 − annual)^(1/12).
 */
export function monthlyRate(annual: number): number {
  if (!(annual >= 0 && annual <= 1)) {
    throw new RangeError(`Turning an annual rate into a monthly one: the rate is ${annual}. It must lie between 0 and 1.`)
  }
  return 1 - exactPow(1 - annual, 1 / 12)
}

/**
 * Turn a monthly rate into the annual rate: the inverse of `monthlyRate`.
 *
 * Units:  share of the opening stock, per month in, per year out.
 * Errors: RangeError when the rate is not between 0 and 1.
 */
export function annualRate(monthly: number): number {
  if (!(monthly >= 0 && monthly <= 1)) {
    throw new RangeError(`Turning a monthly rate into an annual one: the rate is ${monthly}. It must lie between 0 and 1.`)
  }
  return 1 - exactPow(1 - monthly, 12)
}

import { fanOf } from './uncertainty.ts'

/** Whether there are enough draws: how far the percentiles of one half of them lie from those of the other. */
export interface Convergence {
  /** Largest difference of p10, p50 and p90 between the two halves, as a share of the 80 % range. */
  readonly largestDifference: number
  /** The difference is under a tenth of the 80 % range: another seed would tell the same story. */
  readonly settled: boolean
  readonly says: string
}

// A tenth of the range between p10 and p90 is about the least that shows in a fan chart.
const settledBelow = 0.1

/** Compare the percentiles of the first and the second half of the draws at the last year. Errors: RangeError under two draws. */
export function convergenceOf(draws: readonly number[]): Convergence {
  const half = Math.floor(draws.length / 2)
  const [first, second] = [fanOf(draws.slice(0, half)), fanOf(draws.slice(half))]
  const all = fanOf(draws)
  const range = all.p90 - all.p10
  const differences = (['p10', 'p50', 'p90'] as const).map((share) => Math.abs(first[share] - second[share]))
  const largestDifference = range > 0 ? Math.max(...differences) / range : 0
  const settled = largestDifference < settledBelow
  const percent = (100 * largestDifference).toFixed(1)
  return { largestDifference, settled, says: settled ? `Enough draws: two halves of them differ by ${percent} % of the 80 % range at most.` : `More draws would help: two halves of them differ by ${percent} % of the 80 % range.` }
}

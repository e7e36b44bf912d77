/** What each policy would cost in each future. Shape: one row per policy, one column per future. */
export interface RegretTable {
  readonly policies: readonly string[]
  readonly futures: readonly string[]
  readonly cost: readonly (readonly number[])[]
  /** Cost less that of the policy that would have been best in that future. */
  readonly regret: readonly (readonly number[])[]
  /** Largest regret of each policy over the futures. */
  readonly worst: readonly number[]
  /** Place of the policy whose largest regret is smallest; the first of several alike. */
  readonly choice: number
}

/**
 * Set policies against futures: how much each would be regretted, and which would be regretted least at worst.
 *
 * No future is called likelier than another.
 *
 * Units:  those of `cost`, in which less is better.
 * Errors: RangeError when there is no policy or no future, a cost is missing or is not a number.
 * Source: docs/method/sensitivity.md, N5; L. J. Savage, Journal of the American Statistical Association 46 (1951).
 */
export function regretTable(policies: readonly string[], futures: readonly string[], cost: readonly (readonly number[])[]): RegretTable {
  const whole = policies.length > 0 && futures.length > 0 && cost.length === policies.length && cost.every((row) => row.length === futures.length && row.every(Number.isFinite))
  if (!whole) throw new RangeError(`Setting ${policies.length} policies against ${futures.length} futures: every policy needs a cost, a finite number, in every future, and there must be at least one of both`)
  const best = futures.map((_, future) => Math.min(...cost.map((row) => row[future]!)))
  const regret = cost.map((row) => row.map((value, future) => value - best[future]!))
  const worst = regret.map((row) => Math.max(...row))
  return { policies, futures, cost, regret, worst, choice: worst.indexOf(Math.min(...worst)) }
}

/**
 * Limits of ordinary variation for a short series: mean ± 2.66 × mean step between neighbours.
 * Null when there are too few points to judge.
 *
 * Source: the individuals and moving range chart (XmR), Shewhart; 2.66 = 3 ÷ 1.128. Six points are the fewest used here.
 */
export function limitsOf(values: readonly number[]): { mean: number; low: number; high: number } | null {
  if (values.length < 6) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const steps = values.slice(1).map((value, index) => Math.abs(value - values[index]!))
  const reach = 2.66 * (steps.reduce((sum, step) => sum + step, 0) / steps.length)
  return { mean, low: mean - reach, high: mean + reach }
}

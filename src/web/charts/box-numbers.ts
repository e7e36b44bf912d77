/** A group of figures as a box: quartiles, whiskers, and those that lie far out. */
export interface BoxNumbers {
  readonly low: number
  readonly lower: number
  readonly median: number
  readonly upper: number
  readonly high: number
  /** Values beyond the whiskers. */
  readonly outside: readonly number[]
}

/**
 * Sum a group up as a box: whiskers reach the furthest value within one and a half box lengths. Null when there is no value.
 *
 * Source: Tukey 1977; quartiles by linear interpolation (Hyndman and Fan 1996, type 7).
 */
export function boxOf(values: readonly number[]): BoxNumbers | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const [lower, median, upper] = [quantileOf(sorted, 0.25), quantileOf(sorted, 0.5), quantileOf(sorted, 0.75)]
  const reach = 1.5 * (upper - lower)
  const inside = sorted.filter((value) => value >= lower - reach && value <= upper + reach)
  return { low: inside[0] ?? median, lower, median, upper, high: inside.at(-1) ?? median, outside: sorted.filter((value) => value < lower - reach || value > upper + reach) }
}

function quantileOf(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [before, after] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return before + (after - before) * (at - Math.floor(at))
}

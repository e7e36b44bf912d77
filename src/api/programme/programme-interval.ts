/**
 * How far a count may lie from what it stands for by chance alone, as if each came and went independently of the others (Byar’s method).
 *
 * Units:  as the count; for FTE it takes each full-time equivalent for one who comes and goes.
 * Errors: RangeError when the count is negative.
 * Source: Breslow and Day, Statistical methods in cancer research, volume II (1987), page 69; Public Health England, Technical guide: confidence intervals (2018).
 */
export function chanceRange(count: number, z: number): { readonly low: number; readonly high: number } {
  if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) throw new RangeError(`Reckoning the range of a count: ${count} is none.`)
  const above = count + 1
  return { low: count === 0 ? 0 : count * cube(Math.max(0, 1 - 1 / (9 * count) - z / (3 * Math.sqrt(count)))), high: above * cube(1 - 1 / (9 * above) + z / (3 * Math.sqrt(above))) }
}

/** Eight in ten lie within so many standard deviations. */
export const eightInTen = 1.2815515655446004

function cube(value: number): number {
  return value * value * value
}

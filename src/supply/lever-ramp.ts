/** When a lever acts. Units: months after the opening, from 0; a month counts from the first day of it. */
export interface LeverTimes {
  readonly from: number
  /** First month in which it no longer acts; absent means it stays. */
  readonly to?: number
  /** Months in which it grows to its full size, by straight line; 0 is at once. */
  readonly ramp: number
}

/**
 * Say what share of a lever is in force in a month: nothing before it starts, all of it when its ramp is through, nothing once it ends.
 *
 * Source: docs/method/levers.md, V1.
 */
export function inForce({ from, to, ramp }: LeverTimes, month: number): number {
  if (month < from || (to !== undefined && month >= to)) return 0
  return ramp <= 0 ? 1 : Math.min(1, (month - from + 1) / ramp)
}

/** The same for a year ahead, from 0, as rates are held for a year: the mean of its twelve months. */
export function inForceInYear(times: LeverTimes, year: number): number {
  let sum = 0
  for (let month = 12 * year; month < 12 * year + 12; month++) sum += inForce(times, month)
  return sum / 12
}

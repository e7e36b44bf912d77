/** How many of a yearly intake work in the year looked at, and for how much. */
export interface IntakeYield {
  /** Yearly cohorts that have qualified by then. */
  readonly cohorts: number
  /** Share of starters who work then. */
  readonly working: number
  readonly ftePerHead: number
}

/**
 * Say what one more place a year adds by the year looked at: cohorts × share who work × FTE per head.
 *
 * Units:  FTE per place a year.
 * Errors: RangeError when a number is negative or missing.
 * Source: docs/method/supply.md, S13.
 */
export function ftePerYearlyPlace({ cohorts, working, ftePerHead }: IntakeYield): number {
  if (!(cohorts >= 0 && working >= 0 && working <= 1 && ftePerHead >= 0)) throw new RangeError(`Reckoning what a place a year adds: ${cohorts} cohorts, ${working} of whom work, at ${ftePerHead} FTE. All must be numbers from 0, the share at most 1.`)
  return cohorts * working * ftePerHead
}

/**
 * Find the yearly intake that leaves neither shortage nor surplus: today's, less the surplus over what a place a year adds.
 *
 * Units:  people a year; `surplus` in FTE, below 0 where staff are short.
 * Errors: RangeError when a place adds nothing: no intake then closes a gap.
 * Source: docs/method/supply.md, S13.
 */
export function balancingIntake(intake: number, surplus: number, perPlace: number): number {
  if (!(perPlace > 0)) throw new RangeError(`Finding the intake that balances: a place a year adds ${perPlace} FTE by then. It must be above 0.`)
  return intake - surplus / perPlace
}

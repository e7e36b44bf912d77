import { exactPow } from '../random/pow.ts'

/**
 * Say by how much productivity shrinks the staff required after some years: 1 ÷ (1 + π)^years.
 *
 * Units:  `perYear` a share per year (0.015 is 1.5 %); years may be a fraction.
 * Errors: RangeError when productivity falls by all or more, or a number is missing.
 * Source: docs/method/demand.md, D3.
 */
export function productivityFactor(perYear: number, years: number): number {
  return 1 / droppingProductivity(perYear, years)
}

/**
 * Say by how much the staff required is multiplied when an assumed productivity does not come: (1 + π)^years.
 *
 * Units and errors: as `productivityFactor`.
 * Source: docs/method/demand.md, D4.
 */
export function droppingProductivity(perYear: number, years: number): number {
  if (!(perYear > -1 && perYear < Number.POSITIVE_INFINITY) || !Number.isFinite(years)) {
    throw new RangeError(`Reckoning productivity: ${perYear} a year over ${years} years. It must be a share above -1 and a finite number of years.`)
  }
  return exactPow(1 + perYear, years)
}

/**
 * Work out the staff that a ratio requires: so many FTE for every so many people, beds, patients on a list or with a disease.
 *
 * Shape:  `base` has one entry per year end, today first.
 * Units:  FTE out; `per` in the unit of `base`.
 * Errors: RangeError when a number is negative or missing, or `per` is 0.
 * Source: docs/method/demand.md, D6.
 */
export function ratioDemand({ base, fte, per }: { readonly base: readonly number[]; readonly fte: number; readonly per: number }): Float64Array {
  if (!(fte >= 0 && per > 0 && base.every((amount) => amount >= 0 && amount < Number.POSITIVE_INFINITY))) {
    throw new RangeError(`Reckoning demand by a ratio: ${fte} FTE for every ${per}. Both must be numbers from 0, the second above it, and so must what they are set against.`)
  }
  return Float64Array.from(base, (amount) => (amount / per) * fte)
}

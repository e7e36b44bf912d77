import { exactSqrt } from '../random/sqrt.ts'

/**
 * Pull a small cell's rate towards its parent's, the more the fewer people it rests on.
 *
 * Units:  events; person-years of exposure; `kappa` is the exposure the parent's rate is worth. Infinite kappa gives the parent's rate.
 * Source: r̃ = (events + κ · parent) ÷ (exposure + κ), docs/method/uncertainty.md.
 */
export function shrinkRate(events: number, exposure: number, parent: number, kappa: number): number {
  if (kappa === Number.POSITIVE_INFINITY || exposure + kappa === 0) return parent
  return (events + kappa * parent) / (exposure + kappa)
}

/**
 * Find how much exposure the parent's rate is worth, from how much more the cells differ than chance alone would make them.
 *
 * No more difference than chance gives infinity: the cells all take the parent's rate.
 *
 * Source: method of moments for a Poisson count with a gamma-distributed rate (Marshall 1991, Applied Statistics 40:283–294).
 */
export function momentKappa(cells: readonly { readonly events: number; readonly exposure: number }[]): number {
  const exposure = sum(cells.map((cell) => cell.exposure))
  if (exposure <= 0 || cells.length < 2) return Number.POSITIVE_INFINITY
  const rate = sum(cells.map((cell) => cell.events)) / exposure
  const scatter = sum(cells.map((cell) => (cell.exposure > 0 ? cell.exposure * (cell.events / cell.exposure - rate) ** 2 : 0)))
  const size = exposure - sum(cells.map((cell) => cell.exposure * cell.exposure)) / exposure
  const between = size > 0 ? (scatter - (cells.length - 1) * rate) / size : 0
  return between > 0 ? rate / between : Number.POSITIVE_INFINITY
}

/**
 * Find how much exposure the parent's rate is worth at most, when cells differ no more than chance makes them: chance also hides differences,
 * and the error of a rate must say so.
 *
 * Source: the variance between cells found by `momentKappa` has, where there is none, a standard error of √(2 (n − 1)) · rate ÷ size; the mean of a half-normal with it is taken.
 */
export function hiddenKappa(cells: readonly { readonly events: number; readonly exposure: number }[]): number {
  const exposure = sum(cells.map((cell) => cell.exposure))
  if (exposure <= 0 || cells.length < 2) return Number.POSITIVE_INFINITY
  const size = exposure - sum(cells.map((cell) => cell.exposure * cell.exposure)) / exposure
  return size / (exactSqrt(2 * (cells.length - 1)) * halfNormalMean)
}

/** √(2 ÷ π). */
const halfNormalMean = 0.7978845608028654

/**
 * Find how much group means truly differ about zero, beyond the noise of each: the variance between groups.
 *
 * Source: method of moments, as in meta-analysis (DerSimonian and Laird 1986), with the centre known to be zero.
 */
export function varianceBetween(means: readonly { readonly mean: number; readonly noise: number }[]): number {
  const usable = means.filter((each) => each.noise > 0)
  const weight = sum(usable.map((each) => 1 / each.noise))
  if (weight === 0) return 0
  const scatter = sum(usable.map((each) => (each.mean * each.mean) / each.noise))
  return Math.max(0, (scatter - usable.length) / weight)
}

/** Add up in the order given, so that the same numbers give the same bytes. */
export function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

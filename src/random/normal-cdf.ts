import { exactExp } from './exp.ts'

// Rational approximation of the upper tail over e^(−x²/2), highest power first.
const top = [3.52624965998911e-2, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931, 220.206867912376]
const bottom = [8.83883476483184e-2, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831, 793.826512519948, 440.413735824752]
const rootTwoPi = 2.5066282746310002

/**
 * Find the probability that a standard normal draw stays at or below a value.
 *
 * Units:  absolute error below 1e-14.
 * Source: J. F. Hart et al., Computer approximations (1968), as set out by G. West, Better approximations to cumulative
 *         normal functions, Wilmott (2005).
 */
export function normalCdf(at: number): number {
  const tail = upperTail(Math.abs(at))
  return at > 0 ? 1 - tail : tail
}

/** Probability of a draw above a value from 0 up. */
function upperTail(x: number): number {
  const bell = exactExp(-0.5 * x * x)
  if (x < 7.07106781186547) return (bell * horner(top, x)) / horner(bottom, x)
  let fraction = x + 0.65
  for (let term = 4; term >= 1; term--) fraction = x + term / fraction
  return bell / fraction / rootTwoPi
}

/** Horner's rule, highest power first. */
function horner(coefficients: readonly number[], at: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * at + coefficient
  return sum
}

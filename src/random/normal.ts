import { exactExp } from './exp.ts'
import { exactLog } from './log.ts'
import { exactSqrt } from './sqrt.ts'
import type { Stream } from './stream.ts'

/** Draw from the standard normal distribution: one uniform number, one draw. */
export function normal(chance: Stream): number {
  return normalQuantile(chance.next())
}

// Wichura's coefficients, numerator and denominator, lowest power first: centre, shoulder and tail.
const centreTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
  45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
]
const centreBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751,
  21213.794301586597, 39307.89580009271, 28729.085735721943, 5226.495278852854,
]
const shoulderTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
  1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
]
const shoulderBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851,
  0.14810397642748008, 0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
]
const tailTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
  0.026532189526576124, 0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
]
const tailBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615,
  0.0007868691311456133, 0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
]

/**
 * Find the value that a standard normal draw stays below with the given probability.
 *
 * Units:  probability from 0 to 1 in; relative error about 1e-16; 0 and 1 answer with minus and plus infinity.
 * Errors: RangeError when the probability is outside 0 to 1.
 * Source: M. J. Wichura, Algorithm AS 241: the percentage points of the normal distribution, Appl. Statist. 37 (1988), PPND16.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`Finding a normal quantile: the probability is ${probability}. It must lie between 0 and 1.`)
  }
  if (probability === 0) return Number.NEGATIVE_INFINITY
  if (probability === 1) return Number.POSITIVE_INFINITY
  const q = probability - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(centreTop, centreBottom, 0.180625 - q * q)
  const depth = exactSqrt(-exactLog(q < 0 ? probability : 1 - probability))
  const size = depth <= 5 ? ratio(shoulderTop, shoulderBottom, depth - 1.6) : ratio(tailTop, tailBottom, depth - 5)
  return q < 0 ? -size : size
}

function ratio(top: readonly number[], bottom: readonly number[], at: number): number {
  return polynomial(top, at) / polynomial(bottom, at)
}

/** Horner's rule, lowest power first. */
function polynomial(coefficients: readonly number[], at: number): number {
  let sum = 0
  for (let index = coefficients.length - 1; index >= 0; index--) sum = sum * at + coefficients[index]!
  return sum
}

const rootTwoPi = 2.5066282746310002

/** Say how dense the standard normal distribution is at a value. */
export function normalDensity(at: number): number {
  return exactExp(-0.5 * at * at) / rootTwoPi
}

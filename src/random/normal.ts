import { exactExp } from './exp.ts'
import { exactLog } from './log.ts'
import { exactSqrt } from './sqrt.ts'
import type { Stream } from './stream.ts'

/** Draw from the standard normal distribution: one uniform number, one draw. */
export function normal(chance: Stream): number {
  return normalQuantile(chance.next())
}

// Wichura's coefficients, numerator and denominator, lowest power first: centre, shoulder and tail.
const centreTop = [3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3]
const centreBottom = [1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3]
const shoulderTop = [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4]
const shoulderBottom = [1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9]
const tailTop = [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7]
const tailBottom = [1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15]

/**
 * Find the value that a standard normal draw stays below with the given probability.
 *
 * Units:  probability from 0 to 1 in; relative error about 1e-16; 0 and 1 answer with minus and plus infinity.
 * Errors: RangeError when the probability is outside 0 to 1.
 * Source: M. J. Wichura, Algorithm AS 241: the percentage points of the normal distribution, Appl. Statist. 37 (1988), PPND16.
 */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) throw new RangeError(`Finding a normal quantile: the probability is ${probability}. It must lie between 0 and 1.`)
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

import { fromWords, highWord, lowWord, timesPowerOfTwo } from './bits.ts'

// 2^27 + 1 cuts a double into two halves whose products are exact (Dekker 1971).
const splitter = 134217729
const twoTo54 = 18014398509481984
// Spacing of the doubles from 1 to 2, where every root is taken.
const spacing = 2.220446049250313e-16

/**
 * Take the square root, rounded to the nearest double, with only + − × ÷.
 *
 * Newton's steps run on a number from 1 to 4; the exact remainder x − root² then decides between neighbouring doubles.
 *
 * Units:  the root of a negative number is NaN.
 * Source: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971).
 */
export function exactSqrt(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0 || x === Number.POSITIVE_INFINITY) return x
  const subnormal = highWord(x) < 0x00100000
  const scaled = subnormal ? x * twoTo54 : x
  const power = (highWord(scaled) >>> 20) - 1023
  const odd = power & 1
  const reduced = fromWords((highWord(scaled) & 0xfffff) | ((1023 + odd) << 20), lowWord(scaled))
  return timesPowerOfTwo(nearestRoot(reduced), (power - odd) / 2 - (subnormal ? 27 : 0))
}

/** The nearest double to the root of a number from 1 to 4. */
function nearestRoot(x: number): number {
  let root = 0.5 + 0.5 * x
  for (let step = 0; step < 6; step++) root = 0.5 * (root + x / root)
  const left = remainder(x, root)
  if (left <= -root * spacing) return root - spacing
  return left > root * spacing ? root + spacing : root
}

/** `x − root²`, exact for a root within two doubles of the answer. */
function remainder(x: number, root: number): number {
  const cut = splitter * root
  const high = cut - (cut - root)
  const low = root - high
  const square = root * root
  const lost = high * high - square + 2 * high * low + low * low
  return x - square - lost
}

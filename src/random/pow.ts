import { exactSqrt } from './sqrt.ts'
import { fromWords, highWord, lowWord, timesPowerOfTwo, withoutLowWord } from './bits.ts'

// Polynomial for (3/2)·(log x − 2s − 2/3·s³), s = (x − b)/(x + b), in powers of s².
const l1 = 0.5999999999999946
const l2 = 0.4285714285785502
const l3 = 0.33333332981837743
const l4 = 0.272728123808534
const l5 = 0.23066074577556175
const l6 = 0.20697501780033842

// As in exp.ts.
const p1 = 0.16666666666666602
const p2 = -0.0027777777777015593
const p3 = 0.00006613756321437934
const p4 = -0.0000016533902205465252
const p5 = 4.1381367970572385e-8

const ln2 = 0.6931471805599453
const ln2High = 0.6931471824645996
const ln2Low = -1.904654299957768e-9

// 2 / (3 ln 2), whole and in two parts.
const cp = 0.9617966939259756
const cpHigh = 0.9617967009544373
const cpLow = -7.028461650952758e-9

// log2 of the nearer of the bases 1 and 3/2, in two parts.
const baseLogHigh = [0, 0.5849624872207642] as const
const baseLogLow = [0, 1.350039202129749e-8] as const

/**
 * Raise a number to a power with the same bytes on every engine; built-in `Math.pow` may differ in the last digit.
 *
 * Zero, infinite and NaN arguments answer as `Math.pow` does; a negative base needs a whole exponent, else the answer is NaN.
 *
 * Units:  error below 1 unit in the last place.
 * Source: FDLIBM 5.3, e_pow.c (Sun Microsystems, 1993, freely distributable).
 */
export function exactPow(base: number, exponent: number): number {
  if (exponent === 0) return 1
  if (Number.isNaN(base) || Number.isNaN(exponent)) return Number.NaN
  if (!Number.isFinite(exponent)) return towardsLimit(Math.abs(base), exponent)
  const negative = base < 0 || Object.is(base, -0)
  const odd = isOdd(exponent)
  const sign = negative && odd ? -1 : 1
  if (base === 0 || !Number.isFinite(base)) return sign * ((base === 0) === exponent > 0 ? 0 : Number.POSITIVE_INFINITY)
  if (negative && !Number.isInteger(exponent)) return Number.NaN
  return sign * positivePow(Math.abs(base), exponent)
}

function isOdd(exponent: number): boolean {
  return Number.isInteger(exponent) && Math.abs(exponent) <= Number.MAX_SAFE_INTEGER && exponent % 2 !== 0
}

/** `size ^ ±∞`; a size of 1 has no limit, as ECMAScript says. */
function towardsLimit(size: number, exponent: number): number {
  if (size === 1) return Number.NaN
  return size > 1 === exponent > 0 ? Number.POSITIVE_INFINITY : 0
}

/** `base ^ exponent` for a finite base above 0: 2 to the power exponent · log2 base, both kept in two parts. */
function positivePow(base: number, exponent: number): number {
  if (exponent === 1) return base
  if (exponent === -1) return 1 / base
  if (exponent === 2) return base * base
  if (exponent === 0.5) return exactSqrt(base)
  const bound = exponent * (highWord(base) < 0x3ff00000 ? -1 : 1)
  if (Math.abs(exponent) > 1e20 && base !== 1) return bound > 0 ? Number.POSITIVE_INFINITY : 0
  const [logHigh, logLow] = log2InTwoParts(base)
  const exponentHigh = withoutLowWord(exponent)
  const low = (exponent - exponentHigh) * logHigh + exponent * logLow
  const high = exponentHigh * logHigh
  return twoToThe(high, low)
}

/** log2 of a positive number as high + low, the high part with an empty low word. */
function log2InTwoParts(base: number): [number, number] {
  const subnormal = highWord(base) < 0x00100000
  const scaled = subnormal ? base * 9007199254740992 : base
  const word = highWord(scaled)
  const fraction = word & 0xfffff
  let power = (word >>> 20) - 1023 - (subnormal ? 53 : 0)
  // The nearer base: 1 below √(3/2), 3/2 below √3, else 1 in the next octave.
  let nearer: 0 | 1 = 0
  let high = fraction | 0x3ff00000
  if (fraction > 0x3988e && fraction < 0xbb67a) nearer = 1
  else if (fraction >= 0xbb67a) {
    power += 1
    high -= 0x00100000
  }
  return logNearBase(fromWords(high, lowWord(scaled)), high, nearer, power)
}

function logNearBase(x: number, xHigh: number, nearer: 0 | 1, power: number): [number, number] {
  const near = nearer === 1 ? 1.5 : 1
  const u = x - near
  const v = 1 / (x + near)
  const s = u * v
  const sHigh = withoutLowWord(s)
  // x + near, rounded to a high word only; tLow is the rest.
  const tHigh = fromWords(((xHigh >> 1) | 0x20000000) + 0x00080000 + (nearer << 18), 0)
  const tLow = x - (tHigh - near)
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow)
  const s2 = s * s
  const r = s2 * s2 * (l1 + s2 * (l2 + s2 * (l3 + s2 * (l4 + s2 * (l5 + s2 * l6))))) + sLow * (sHigh + s)
  const sHigh2 = sHigh * sHigh
  const cubeHigh = withoutLowWord(3 + sHigh2 + r)
  const cubeLow = r - (cubeHigh - 3 - sHigh2)
  const firstHigh = sHigh * cubeHigh
  const firstLow = sLow * cubeHigh + cubeLow * s
  const sumHigh = withoutLowWord(firstHigh + firstLow)
  const sumLow = firstLow - (sumHigh - firstHigh)
  const zHigh = cpHigh * sumHigh
  const zLow = cpLow * sumHigh + sumLow * cp + baseLogLow[nearer]
  const total = withoutLowWord(zHigh + zLow + baseLogHigh[nearer] + power)
  return [total, zLow - (total - power - baseLogHigh[nearer] - zHigh)]
}

/** `2 ^ (high + low)`. */
function twoToThe(high: number, low: number): number {
  const z = high + low
  if (z >= 1025) return Number.POSITIVE_INFINITY
  if (z <= -1077) return 0
  const whole = Math.floor(z + 0.5)
  const rest = high - whole
  const t = withoutLowWord(rest + low)
  const u = t * ln2High
  const v = (low - (t - rest)) * ln2 + t * ln2Low
  const sum = u + v
  const lost = v - (sum - u)
  const square = sum * sum
  const t1 = sum - square * (p1 + square * (p2 + square * (p3 + square * (p4 + square * p5))))
  const r = (sum * t1) / (t1 - 2) - (lost + sum * lost)
  return timesPowerOfTwo(1 - (r - sum), whole)
}

import { fromWords, highWord, lowWord } from './bits.ts'

const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const twoTo54 = 18014398509481984

// High word of √2/2: fractions are taken from √2/2 to √2, so that the logarithm of a number near 1 keeps its digits.
const halfRootTwo = 0x3fe6a09e

// Remez polynomial for (log(1 + f) − 2s)/s, s = f/(2 + f), in powers of s².
const l1 = 0.6666666666666735
const l2 = 0.3999999999940942
const l3 = 0.2857142874366239
const l4 = 0.22222198432149784
const l5 = 0.1818357216161805
const l6 = 0.15313837699209373
const l7 = 0.14798198605116586

/**
 * Take the natural logarithm with the same bytes on every engine; built-in `Math.log` may differ in the last digit.
 *
 * Units:  error below 1 unit in the last place; `log 0` is minus infinity, of a negative number NaN.
 * Source: FDLIBM 5.3, e_log.c (Sun Microsystems, 1993, freely distributable).
 */
export function exactLog(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN
  if (x === 0) return Number.NEGATIVE_INFINITY
  if (x === Number.POSITIVE_INFINITY) return x
  const subnormal = highWord(x) < 0x00100000
  const scaled = subnormal ? x * twoTo54 : x
  const raised = highWord(scaled) + (0x3ff00000 - halfRootTwo)
  const k = (raised >>> 20) - 1023 - (subnormal ? 54 : 0)
  const f = fromWords((raised & 0xfffff) + halfRootTwo, lowWord(scaled)) - 1
  const half = 0.5 * f * f
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const even = w * (l2 + w * (l4 + w * l6))
  const odd = z * (l1 + w * (l3 + w * (l5 + w * l7)))
  return s * (half + odd + even) + k * ln2Low - half + f + k * ln2High
}

import { timesPowerOfTwo } from './bits.ts'

// ln 2 in two parts: k · ln2High is exact for every k that can occur, so the reduced argument keeps its last digits.
const ln2High = 6.93147180369123816490e-1
const ln2Low = 1.90821492927058770002e-10
const perLn2 = 1.44269504088896338700

// Above the first the answer passes the largest double; below the second it is under half the smallest.
const overflowsAbove = 7.09782712893383973096e2
const vanishesBelow = -7.45133219101941108420e2

// Remez polynomial for r·(e^r + 1)/(e^r − 1) − 2 on |r| ≤ ln 2 / 2, in powers of r².
const p1 = 1.66666666666666019037e-1
const p2 = -2.77777777770155933842e-3
const p3 = 6.61375632143793436117e-5
const p4 = -1.65339022054652515390e-6
const p5 = 4.13813679705723846039e-8

/**
 * Raise e to a power with the same bytes on every engine; built-in `Math.exp` may differ in the last digit.
 *
 * Units:  error below 1 unit in the last place.
 * Source: FDLIBM 5.3, e_exp.c (Sun Microsystems, 1993, freely distributable).
 */
export function exactExp(x: number): number {
  if (Number.isNaN(x)) return Number.NaN
  if (x > overflowsAbove) return Number.POSITIVE_INFINITY
  if (x < vanishesBelow) return 0
  // The polynomial would give the double above e; the nearest one reads better in an account.
  if (x === 1) return Math.E
  const k = Math.abs(x) > 0.5 * ln2High ? Math.trunc(perLn2 * x + (x < 0 ? -0.5 : 0.5)) : 0
  const high = x - k * ln2High
  const low = k * ln2Low
  const r = high - low
  const square = r * r
  const c = r - square * (p1 + square * (p2 + square * (p3 + square * (p4 + square * p5))))
  return timesPowerOfTwo(1 + ((r * c) / (2 - c) - low + high), k)
}

import { timesPowerOfTwo } from './bits.ts'

// ln 2 in two parts: k · ln2High is exact for every k that can occur, so the reduced argument keeps its last digits.
const ln2High = 0.6931471803691238
const ln2Low = 1.9082149292705877e-10
const perLn2 = 1.4426950408889634

// Above the first the answer passes the largest double; below the second it is under half the smallest.
const overflowsAbove = 709.782712893384
const vanishesBelow = -745.1332191019411

// Remez polynomial for r·(e^r + 1)/(e^r − 1) − 2 on |r| ≤ ln 2 / 2, in powers of r².
const p1 = 0.16666666666666602
const p2 = -0.0027777777777015593
const p3 = 0.00006613756321437934
const p4 = -0.0000016533902205465252
const p5 = 4.1381367970572385e-8

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

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactExp } from './exp.ts'
import { exactLog } from './log.ts'
import { exactPow } from './pow.ts'
import { exactSqrt } from './sqrt.ts'
import { judgeExp, judgeLog, judgePow, unitsApart } from './exact-judge.ts'

// Nearest doubles to values at 40 digits (mpmath 1.3).
describe('exp, log and pow against known values', () => {
  test.each([
    [1e-10, 1.0000000001], [0.5, 1.6487212707001282], [1, 2.718281828459045], [-1, 0.36787944117144233], [2.5, 12.182493960703473],
    [10, 22026.465794806718], [-20.25, 1.6052280551856116e-9], [100, 2.6881171418161356e43], [-700, 9.85967654375977e-305],
    [700, 1.0142320547350045e304], [709.75, 1.7398368732641605e308], [709.782712893384, 1.7976931348622732e308],
  ])('e to the power %f is %f to the last digit', (x, expected) => expect(unitsApart(exactExp(x), expected)).toBeLessThanOrEqual(1))

  test.each([
    [5e-324, -744.4400719213812], [1e-310, -713.8013788281542], [1e-300, -690.7755278982137], [0.1, -2.3025850929940455], [0.5, -0.6931471805599453],
    [0.9999999999999999, -1.1102230246251565e-16], [1.0000000000000002, 2.2204460492503128e-16], [1.5, 0.4054651081081644], [3, 1.0986122886681098],
    [12345.678, 9.421061321291832], [1.7976931348623157e308, 709.782712893384],
  ])('the logarithm of %f is %f to the last digit', (x, expected) => expect(unitsApart(exactLog(x), expected)).toBeLessThanOrEqual(1))

  test.each([
    [0.9, 1 / 12, 0.9912583890453033], [0.885, 1 / 12, 0.989871011095924], [1.015, 15, 1.2502320666543678], [1.02, 15, 1.3458683383241299],
    [0.98, -15, 1.353969447703951], [2, 0.5, 1.4142135623730951], [10, -300.5, 3.1622776601683794e-301], [1.0000001, 1e7, 2.7182816941320818],
    [1e-310, 0.3, 1.000000000000007e-93],
  ])('%f to the power %f is %f to the last digit', (base, exponent, expected) => expect(unitsApart(exactPow(base, exponent), expected)).toBeLessThanOrEqual(1))
})

describe('the edges of the numbers', () => {
  test.each([
    [0, 1], [-0, 1], [709.7827128933841, Infinity], [Infinity, Infinity], [-Infinity, 0],
    [-745.1332191019412, 0], [-744.5, 5e-324], [NaN, NaN],
  ])('e to the power %f is %f', (x, expected) => expect(exactExp(x)).toBe(expected))

  test.each([[0, -Infinity], [-0, -Infinity], [1, 0], [-1, NaN], [Infinity, Infinity], [NaN, NaN]])('the logarithm of %f is %f', (x, expected) => expect(exactLog(x)).toBe(expected))

  // As ECMA-262, Number::exponentiate.
  test.each([
    [2, 1023, 8.98846567431158e307], [2, 1024, Infinity], [2, -1074, 5e-324], [2, -1076, 0], [5e-324, 0.5, 2.2227587494850775e-162], [5e-324, -1, Infinity],
    [-2, 3, -8], [-2, 2, 4], [-2, 0.5, NaN], [0, -1, Infinity], [-0, -1, -Infinity], [-0, 3, -0], [-0, 2, 0], [-Infinity, -3, -0], [-Infinity, 3, -Infinity],
    [Infinity, 0, 1], [NaN, 0, 1], [1, NaN, NaN], [1, Infinity, NaN], [0.5, Infinity, 0], [0.5, -Infinity, Infinity], [-1, 1e300, 1], [3, 646.125, Infinity],
  ])('%f to the power %f is %f', (base, exponent, expected) => expect(exactPow(base, exponent)).toBe(expected))

  test.each([[0, 0], [-0, -0], [4, 2], [1.7976931348623157e308, 1.3407807929942596e154], [5e-324, 2.2227587494850775e-162], [-1, NaN], [Infinity, Infinity]])('the root of %f is %f', (x, expected) => expect(exactSqrt(x)).toBe(expected))
})

// The judge works with 200 binary digits, so it is right to far more than the last digit of a double.
describe('for all numbers', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
  const positive = fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true })

  test('the judge sees an answer that is two doubles off', () => {
    expect(judgeExp(2.7182818284590446, 1)).toBeGreaterThan(1)
    expect(judgeExp(2.718281828459045, 1)).toBeLessThan(0.5)
    expect(judgeLog(0.6931471805599455, 2)).toBeGreaterThan(1)
    expect(judgePow(1.4142135623730947, 2, 0.5)).toBeGreaterThan(1)
  })

  test('exp is within one unit of the last place', () => {
    fc.assert(fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => judgeExp(exactExp(x), x) < 1))
  })

  test('log is within one unit of the last place', () => {
    fc.assert(fc.property(positive, (x) => judgeLog(exactLog(x), x) < 1))
  })

  test('pow is within one unit of the last place', () => {
    const exponents = fc.double({ min: -60, max: 60, noNaN: true })
    fc.assert(fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), exponents, (base, exponent) => judgePow(exactPow(base, exponent), base, exponent) < 1))
  })

  test('pow is within one unit for very small and very large bases too', () => {
    fc.assert(fc.property(positive, fc.double({ min: -3, max: 3, noNaN: true }), (base, exponent) => {
      const found = exactPow(base, exponent)
      // Outside the normal numbers the last place is coarser; the edges above cover those.
      fc.pre(found > 1e-307 && found < Number.POSITIVE_INFINITY)
      return judgePow(found, base, exponent) < 1
    }))
  })

  test('the square root is the nearest double', () => {
    // IEEE 754 demands the nearest double of a square root, and every engine in use gives it.
    fc.assert(fc.property(finite, (x) => Object.is(exactSqrt(x), Math.sqrt(x))), { numRuns: 2000 })
  })
})

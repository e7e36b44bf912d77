import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalCdf } from './normal-cdf.ts'
import { normalDensity, normalQuantile } from './normal.ts'

// Quantiles and probabilities: mpmath 1.3 at 30 digits; the first three quantiles are also Wichura's printed checks.
test.each([
  [0.25, -0.6744897501960817], [0.001, -3.090232306167814], [1e-20, -9.262340089798409],
  [0.025, -1.959963984540054], [0.5, 0], [0.9, 1.2815515655446006], [0.975, 1.959963984540054], [0.999999, 4.753424308817088], [1e-10, -6.361340902404056],
])('a normal draw stays below its %f quantile, %f', (probability, expected) => {
  expect(normalQuantile(probability)).toBeCloseTo(expected, 14 - Math.ceil(Math.log10(1 + Math.abs(expected))))
})

test.each([
  [0, 0.5], [1, 0.8413447460685429], [-1, 0.15865525393145705], [1.96, 0.9750021048517795], [-3, 0.0013498980316300946], [3, 0.9986501019683699],
  [-7, 1.279812543885835e-12], [-8, 6.220960574271784e-16], [0.5, 0.6914624612740131],
])('a normal draw stays below %f with probability %f', (at, expected) => expect(Math.abs(normalCdf(at) - expected)).toBeLessThan(1e-14))

test('the density at the centre is one over the root of two pi', () => expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15))

test('nothing and everything lie at minus and plus infinity', () => {
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
})

test.each([-0.1, 1.1, NaN])('a probability of %f is refused', (probability) => expect(() => normalQuantile(probability)).toThrow(RangeError))

describe('laws', () => {
  test('the quantile undoes the probability', () => {
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => Math.abs(normalCdf(normalQuantile(p)) - p) < 1e-13))
  })

  test('a higher probability never has a lower quantile, but for the last digits', () => {
    const shares = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })
    fc.assert(fc.property(shares, shares, (p, q) => normalQuantile(Math.min(p, q)) <= normalQuantile(Math.max(p, q)) + 1e-13))
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bias, coverage, crpsEnsemble, crpsFair, crpsNormal, mape, mase, skill, winkler } from './scores.ts'

// Published and hand-worked values are in tests/spec/scores.spec.ts; here are edges and laws.
test('a spread of nothing scores the absolute error', () => expect(crpsNormal(10, 0, 13)).toBe(3))
test('one draw scores the absolute error', () => expect(crpsEnsemble([10], 13)).toBe(3))
test('bounds count as inside', () => expect(coverage([1, 2, 3, 4], [1, 0, 0, 5], [9, 2, 2, 9])).toBe(0.5))

test.each([
  { what: 'percentage error of nothing', score: () => mape([], []) },
  { what: 'percentage error against an outcome of 0', score: () => mape([0], [1]) },
  { what: 'percentage error with a forecast missing', score: () => mape([1, 2], [1]) },
  { what: 'percentage error with an outcome unknown', score: () => mape([NaN], [1]) },
  { what: 'scaled error on a history that never changes', score: () => mase([1], [1], [5, 5]) },
  { what: 'scaled error on one value of history', score: () => mase([1], [1], [5]) },
  { what: 'a negative spread', score: () => crpsNormal(0, -1, 0) },
  { what: 'an ensemble of nobody', score: () => crpsEnsemble([], 1) },
  { what: 'a fair score of one draw', score: () => crpsFair([1], 1) },
  { what: 'an interval whose bounds cross', score: () => winkler(2, 1, 0.2, 1) },
  { what: 'an interval that leaves nobody out', score: () => winkler(1, 2, 0, 1) },
  { what: 'skill against a perfect baseline', score: () => skill(1, 0) },
])('$what is refused', ({ score }) => expect(score).toThrow(RangeError))

describe('laws', () => {
  const value = fc.double({ min: -1e4, max: 1e4, noNaN: true })
  const draws = fc.array(value, { minLength: 2, maxLength: 30 })

  test('the ensemble score is the mean distance to the outcome less half the mean distance between draws', () => {
    fc.assert(fc.property(draws, value, (ensemble, actual) => {
      const between = mean(ensemble.flatMap((one) => ensemble.map((other) => Math.abs(one - other))))
      expect(crpsEnsemble(ensemble, actual)).toBeCloseTo(mean(ensemble.map((one) => Math.abs(one - actual))) - between / 2, 6)
    }))
  })

  test('no score of a distribution is below 0', () => {
    fc.assert(fc.property(draws, value, fc.double({ min: 0, max: 1e3, noNaN: true }), (ensemble, actual, spread) => {
      expect(crpsEnsemble(ensemble, actual)).toBeGreaterThanOrEqual(-1e-9)
      expect(crpsNormal(ensemble[0]!, spread, actual)).toBeGreaterThanOrEqual(-1e-9)
    }))
  })

  test('a large even ensemble of a normal scores as the closed form', () => {
    const even = Array.from({ length: 400 }, (_, at) => normalQuantileByBisection((at + 0.5) / 400))
    for (const actual of [-2, -0.5, 0, 1, 3]) expect(Math.abs(crpsEnsemble(even, actual) - crpsNormal(0, 1, actual))).toBeLessThan(0.005)
  })

  test('moving forecast and outcome together changes no score', () => {
    fc.assert(fc.property(draws, value, value, (ensemble, actual, shift) => {
      expect(crpsFair(ensemble.map((one) => one + shift), actual + shift)).toBeCloseTo(crpsFair(ensemble, actual), 6)
      expect(bias([actual + shift], [ensemble[0]! + shift])).toBeCloseTo(bias([actual], [ensemble[0]!]), 6)
    }))
  })

  test('a model scored against itself has no skill', () => {
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (score) => {
      expect(skill(score, score)).toBe(0)
    }))
  })
})

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}

/** A slow and separate way to the quantile: halve the interval until the area under the bell up to it is the share. */
function normalQuantileByBisection(share: number): number {
  let [low, high] = [-6, 6]
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (bellBelow(middle) < share) low = middle
    else high = middle
  }
  return low
}

function bellBelow(at: number): number {
  const steps = 400
  const width = (at + 8) / steps
  let area = 0
  for (let step = 0; step < steps; step++) area += Math.exp(-0.5 * (-8 + (step + 0.5) * width) ** 2) * width
  return area / Math.sqrt(2 * Math.PI)
}

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { momentKappa, shrinkRate, varianceBetween } from './calibrate-shrinkage.ts'

describe('shrinkRate', () => {
  test.each([
    // (2 + 10 × .1) ÷ (10 + 10)
    { case: 'equal weight lands half way', events: 2, exposure: 10, parent: 0.1, kappa: 10, rate: 0.15 },
    { case: 'no kappa keeps the own rate', events: 2, exposure: 10, parent: 0.1, kappa: 0, rate: 0.2 },
    { case: 'infinite kappa takes the parent’s rate', events: 2, exposure: 10, parent: 0.1, kappa: Number.POSITIVE_INFINITY, rate: 0.1 },
    { case: 'nobody exposed takes the parent’s rate', events: 0, exposure: 0, parent: 0.1, kappa: 0, rate: 0.1 },
  ])('$case', ({ events, exposure, parent, kappa, rate }) => expect(shrinkRate(events, exposure, parent, kappa)).toBeCloseTo(rate, 12))

  test('lies between the own rate and the parent’s, whatever the cell', () => fc.assert(fc.property(
    fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0.1, max: 1000, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1e6, noNaN: true }),
    (events, exposure, parent, kappa) => {
      const rate = shrinkRate(events, exposure, parent, kappa)
      const own = events / exposure
      return rate >= Math.min(own, parent) - 1e-9 && rate <= Math.max(own, parent) + 1e-9
    },
  )))
})

describe('momentKappa', () => {
  test.each([
    // Rate 30 ÷ 200 = .15; scatter 100 × .05² × 2 = .5; size 200 − 20,000 ÷ 200 = 100; between (.5 − .15) ÷ 100 = .0035; kappa .15 ÷ .0035.
    { case: 'two cells that differ', cells: [{ events: 10, exposure: 100 }, { events: 20, exposure: 100 }], kappa: 0.15 / 0.0035 },
    { case: 'two cells alike', cells: [{ events: 10, exposure: 100 }, { events: 10, exposure: 100 }], kappa: Number.POSITIVE_INFINITY },
    { case: 'one cell alone', cells: [{ events: 10, exposure: 100 }], kappa: Number.POSITIVE_INFINITY },
  ])('$case', ({ cells, kappa }) => (Number.isFinite(kappa) ? expect(momentKappa(cells)).toBeCloseTo(kappa, 9) : expect(momentKappa(cells)).toBe(kappa)))
})

describe('varianceBetween', () => {
  test.each([
    // Weight 1 + 1 = 2; scatter 4 + 4 = 8; (8 − 2) ÷ 2 = 3.
    { case: 'means further apart than their noise', means: [{ mean: 2, noise: 1 }, { mean: -2, noise: 1 }], between: 3 },
    { case: 'means no further apart than their noise', means: [{ mean: 0.5, noise: 1 }, { mean: -0.5, noise: 1 }], between: 0 },
    { case: 'nothing known', means: [], between: 0 },
  ])('$case', ({ means, between }) => expect(varianceBetween(means)).toBeCloseTo(between, 12))
})

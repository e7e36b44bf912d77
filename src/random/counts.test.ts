import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binomial, poisson } from './counts.ts'
import { beta, gamma } from './gamma.ts'
import { logitNormal, logitSpread } from './logit-normal.ts'
import { normal } from './normal.ts'
import { stream } from './stream.ts'

const draws = 20000

function momentsOf(draw: () => number): { mean: number; variance: number } {
  const values = Array.from({ length: draws }, draw)
  const mean = values.reduce((sum, value) => sum + value, 0) / draws
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws }
}

const chance = stream(11, 'moments')

// Mean and variance from the textbook formula of each distribution.
test.each([
  { what: 'binomial, few', draw: () => binomial(chance, 20, 0.3), mean: 6, variance: 4.2 },
  { what: 'binomial, many', draw: () => binomial(chance, 100000, 0.1), mean: 10000, variance: 9000 },
  { what: 'binomial, likely', draw: () => binomial(chance, 500, 0.9), mean: 450, variance: 45 },
  { what: 'Poisson, few', draw: () => poisson(chance, 2.5), mean: 2.5, variance: 2.5 },
  { what: 'Poisson, many', draw: () => poisson(chance, 800), mean: 800, variance: 800 },
  { what: 'gamma', draw: () => gamma(chance, 3.5), mean: 3.5, variance: 3.5 },
  { what: 'gamma, shape below 1', draw: () => gamma(chance, 0.4), mean: 0.4, variance: 0.4 },
  { what: 'beta', draw: () => beta(chance, 3, 7), mean: 0.3, variance: 0.21 / 11 },
  { what: 'normal', draw: () => normal(chance), mean: 0, variance: 1 },
])('$what has the mean and variance of its formula', ({ draw, mean, variance }) => {
  const found = momentsOf(draw)
  // Five standard errors of the mean; the variance within a twelfth.
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / draws))
  expect(Math.abs(found.variance / variance - 1)).toBeLessThan(1 / 12)
})

test('a small binomial has the textbook probabilities', () => {
  // Three coins: 1, 3, 3, 1 eighths.
  const seen = [0, 0, 0, 0]
  for (let draw = 0; draw < draws; draw++) seen[binomial(chance, 3, 0.5)]!++
  for (const [count, share] of [1 / 8, 3 / 8, 3 / 8, 1 / 8].entries()) expect(Math.abs(seen[count]! / draws - share)).toBeLessThan(0.018)
})

test.each([[10, 1.2], [10, -0.1], [2.5, 0.5], [-1, 0.5], [10, NaN]])('%f people with chance %f are refused', (people, probability) => expect(() => binomial(chance, people, probability)).toThrow(RangeError))
test.each([-1, NaN, Infinity])('a mean of %f is refused', (mean) => expect(() => poisson(chance, mean)).toThrow(RangeError))
test.each([0, -1, NaN])('a gamma shape of %f is refused', (shape) => expect(() => gamma(chance, shape)).toThrow(RangeError))

describe('laws', () => {
  test('never more leave than there are, nor fewer than none, and always whole people', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer(), (people, probability, seed) => {
      const leaving = binomial(stream(seed, 'law'), people, probability)
      expect(Number.isInteger(leaving) && leaving >= 0 && leaving <= people).toBe(true)
    }))
  })

  test('with chance 0 nobody leaves, with chance 1 everybody does', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e6 }), (people) => {
      expect(binomial(chance, people, 0)).toBe(0)
      expect(binomial(chance, people, 1)).toBe(people)
    }))
  })

  test('a logit-normal share stays between 0 and 1, its median where it was', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true }), (share, spread, z) => {
      const moved = logitNormal(share, spread, z)
      expect(moved).toBeGreaterThanOrEqual(0)
      expect(moved).toBeLessThanOrEqual(1)
      expect(logitNormal(share, spread, 0)).toBeCloseTo(share, 12)
    }))
  })
})

test('odds of one to four, doubled, give a share of one third', () => expect(logitNormal(0.2, Math.LN2, 1)).toBeCloseTo(1 / 3, 14))
test('a standard error of 0.01 at a share of 0.1 is a spread of 1/9 on the log-odds scale', () => expect(logitSpread(0.1, 0.01)).toBeCloseTo(1 / 9, 14))

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growthAhead } from '../supply/calibrate-spread.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { drawFutures, fanOf, futureOf, medianFuture, percentile } from './uncertainty.ts'

const rate = (value: number, standardError: number) => ({ value, standardError, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const still = { persistence: 0.5, nationalSd: 0, groupSd: 0 }
const parameters: SupplyParameters = {
  area: 'A', group: 'G', openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [1000], participation: [0.9],
  leave: rate(0.1, 0.01), leaveByAge: [1], join: rate(0.15, 0.02), joinersBasis: 'net-of-moves', joinAges: [1], damping: 1,
  leaveYearEffect: { persistence: 0.5, nationalSd: 0.1, groupSd: 0.05 }, joinYearEffect: { persistence: 0.5, nationalSd: 0.01, groupSd: 0.02 }, notes: [],
}
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length
const settings = { years: 5, draws: 64, seed: 7 }

describe('medianFuture', () => {
  test('holds the rates where nothing swings', () => {
    const future = medianFuture({ ...parameters, leaveYearEffect: still, joinYearEffect: still }, 3)
    for (const leave of future.leave) expect(leave).toBeCloseTo(0.1, 14)
    for (const growth of future.growth) expect(growth).toBeCloseTo(Math.log(1.05), 14)
  })

  test('lets the last year’s swing fade by half a year', () => {
    const future = medianFuture({ ...parameters, joinYearEffect: { ...still, openingNational: 0.03, openingGroup: 0.01 } }, 3)
    const above = future.growth.map((growth) => growth - Math.log(1.05))
    expect(above[0]).toBeCloseTo(0.02, 14)
    expect(above[1]).toBeCloseTo(0.01, 14)
    expect(above[2]).toBeCloseTo(0.005, 14)
  })

  test('a group’s own part fades by its own share, the nation’s by its', () => {
    const future = medianFuture({ ...parameters, joinYearEffect: { ...still, groupPersistence: -0.25, openingNational: 0.08, openingGroup: 0.16 } }, 2)
    // .5 × .08 − .25 × .16 is nothing; a year later .25 × .08 + .0625 × .16.
    expect(future.growth[0]! - Math.log(1.05)).toBeCloseTo(0, 14)
    expect(future.growth[1]! - Math.log(1.05)).toBeCloseTo(0.03, 14)
  })

  test.each([
    { case: 'from the second year on', dampingAfter: undefined, shares: [1, 0.5, 0.25, 0.125] },
    { case: 'after two years', dampingAfter: 2, shares: [1, 1, 0.5, 0.25] },
  ])('shrinks the excess of joining $case', ({ dampingAfter, shares }) => {
    const future = medianFuture({ ...parameters, joinYearEffect: still, damping: 0.5, ...(dampingAfter === undefined ? {} : { dampingAfter }) }, 4)
    future.growth.forEach((growth, year) => expect(growth).toBeCloseTo(shares[year]! * Math.log(1.05), 14))
  })
})

/** Growth of two years that swing by chance alone. */
function growing(own: readonly number[], groupChance: number): readonly number[] {
  return futureOf({ ...parameters, join: rate(0.1, 0), joinYearEffect: { persistence: 0, nationalSd: 0, groupSd: 0.2, groupChance }, leaveYearEffect: still }, 2, {
    leaveLevel: 0, growthLevel: 0, national: new Float64Array(4), own: Float64Array.from(own.flatMap((z) => [0, z])),
  }).growth
}

test('chance among few people is as wide as today’s people make it, and shrinks as they become more', () => {
  // Grown by e^.2, chance is √e^.2 smaller; twice as wide at a quarter of the people and below; the part that is no chance stays.
  expect(growing([1, 1], 1)).toEqual([expect.closeTo(0.2, 14), expect.closeTo(0.2 * Math.exp(-0.1), 14)])
  expect(growing([-10, 1], 1)[1]).toBeCloseTo(0.4, 14)
  expect(growing([1, 1], 0.5)[1]).toBeCloseTo(0.2 * Math.sqrt(0.5 + 0.5 * Math.exp(-0.2)), 14)
  expect(growing([1, 1], 0)).toEqual([0.2, 0.2])
})

describe('drawFutures', () => {
  const own = drawFutures(parameters, settings)

  test('more draws repeat the first ones', () => expect(drawFutures(parameters, { ...settings, draws: 200 }).slice(0, 64)).toEqual(own))

  test('more years repeat the first ones', () => {
    expect(drawFutures(parameters, { ...settings, years: 9 }).map((future) => future.growth.slice(0, 5))).toEqual(own.map((future) => future.growth))
  })

  test('the nation’s swings are the same for every group, its own are not', () => {
    const nationOnly = { ...parameters, leave: rate(0.1, 0), join: rate(0.15, 0), leaveYearEffect: { ...still, nationalSd: 0.1 }, joinYearEffect: { ...still, nationalSd: 0.01 } }
    expect(drawFutures({ ...nationOnly, group: 'H' }, settings)).toEqual(drawFutures(nationOnly, settings))
    expect(drawFutures({ ...parameters, group: 'H' }, settings)).not.toEqual(own)
  })

  test('swings have the spread and the persistence they were given', () => {
    const futures = drawFutures({ ...parameters, join: rate(0.15, 0), joinYearEffect: { persistence: 0.5, nationalSd: 0.03, groupSd: 0.04 } }, { years: 4, draws: 4096, seed: 1 })
    const swing = (year: number) => futures.map((future) => future.growth[year]! - Math.log(1.05))
    // Variance .03² + .04² = .05² in every year; half of a swing is left a year later.
    for (const year of [0, 3]) expect(Math.abs(Math.sqrt(mean(swing(year).map((value) => value * value))) / 0.05 - 1)).toBeLessThan(0.03)
    expect(mean(swing(2).map((value, at) => value * swing(1)[at]!)) / 0.0025).toBeCloseTo(0.5, 1)
  })

  test('where the last year is known, the first year ahead swings by what is left given it: √(1 − .5²) of the whole', () => {
    const futures = drawFutures({ ...parameters, join: rate(0.15, 0), joinYearEffect: { persistence: 0.5, nationalSd: 0.03, groupSd: 0.04, openingNational: 0.02, openingGroup: -0.01 } }, { years: 2, draws: 4096, seed: 1 })
    const first = futures.map((future) => future.growth[0]! - Math.log(1.05))
    // Half of .02 − .01 is left; variance .75 × (.03² + .04²).
    expect(mean(first)).toBeCloseTo(0.005, 3)
    expect(Math.abs(mean(first.map((value) => (value - 0.005) ** 2)) / (0.75 * 0.0025) - 1)).toBeLessThan(0.05)
  })

  // Ranges are set by past forecasts worked out on paper (supply/calibrate-spread.ts): they have to be those that are drawn.
  test.each([{ openingNational: 0.02, openingGroup: -0.01 }, { openingNational: 0, openingGroup: 0 }])('growth over three years spreads as it is said to, from $openingNational and $openingGroup', (opening) => {
    const effect = { persistence: 0.5, groupPersistence: 0.2, nationalSd: 0.03, groupSd: 0.04, ...opening }
    const level = { level: Math.log(1.05), standardError: 0.02 / 1.05, kept: 1, yearsUsed: [], ...effect }
    const said = growthAhead(level, { persistence: 0.5, carryLastYear: true }, 3)
    const grown = drawFutures({ ...parameters, joinYearEffect: effect }, { years: 3, draws: 4096, seed: 1 }).map(({ growth }) => growth.reduce((total, year) => total + year, 0))
    // The mean of 4,096 draws of a spread of .1 is unsure by .0016.
    expect(Math.abs(mean(grown) - said.middle)).toBeLessThan(0.003)
    expect(Math.abs(Math.sqrt(mean(grown.map((value) => (value - mean(grown)) ** 2))) / said.spread - 1)).toBeLessThan(0.04)
  })

  test('a share of leavers stays between 0 and 1 however unsure', () => {
    for (const future of drawFutures({ ...parameters, leave: rate(0.9, 0.5), leaveYearEffect: { ...still, groupSd: 3 } }, settings)) for (const leave of future.leave) {
      expect(leave).toBeGreaterThan(0)
      expect(leave).toBeLessThan(1)
    }
  })
})

describe('fanOf', () => {
  test('takes percentiles by straight lines between sorted draws', () => {
    // 41 draws 0 … 40: p2.5 at 1, p10 at 4, p50 at 20, p90 at 36, p97.5 at 39.
    const draws = Array.from({ length: 41 }, (_, at) => (at * 7) % 41)
    expect(fanOf(draws)).toEqual({ p2_5: 1, p10: 4, p50: 20, p90: 36, p97_5: 39 })
    expect(percentile(Float64Array.of(10, 20), 0.25)).toBe(12.5)
  })

  test('percentiles are in order, whatever the draws', () => fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (draws) => {
    const { p2_5, p10, p50, p90, p97_5 } = fanOf(draws)
    return p2_5 <= p10 && p10 <= p50 && p50 <= p90 && p90 <= p97_5
  })))

  test.each([{ case: 'no draws', draws: [], says: 'no draws' }, { case: 'a draw that is no number', draws: [1, Number.NaN], says: 'not a number' }])('refuses $case', ({ draws, says }) => expect(() => fanOf(draws)).toThrow(says))
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demandPath } from './demand-path.ts'
import type { DemandInputs } from './demand-path.ts'
import { droppingProductivity, productivityFactor } from './productivity.ts'

const base: DemandInputs = { openingFte: 900, unmetNeed: 100, growth: { by: 'stated', perYear: 0 }, productivity: 0, years: 2 }
const yearEnds = (path: Float64Array): number[] => Array.from(path).filter((_, month) => month % 12 === 0)

// Worked by hand from a requirement of 900 in post + 100 unmet.
test.each<{ case: string; more: Partial<DemandInputs>; expected: number[] }>([
  { case: 'nothing changes', more: {}, expected: [1000, 1000, 1000] },
  { case: 'need grows by a tenth a year', more: { growth: { by: 'stated', perYear: 0.1 } }, expected: [1000, 1100, 1210] },
  { case: 'need shrinks by a tenth a year', more: { growth: { by: 'stated', perYear: -0.1 } }, expected: [1000, 900, 810] },
  { case: 'need follows the population', more: { growth: { by: 'population', people: [50, 55, 60] } }, expected: [1000, 1100, 1200] },
  // The population gives 1,100 and 1,200; a tenth more for each person makes 1,210 and 1,452.
  { case: 'each person needs a tenth more a year', more: { growth: { by: 'population', people: [50, 55, 60], perPerson: 0.1 } }, expected: [1000, 1210, 1452] },
  // FTE per head 1 and 4: today 10 + 40 = 50, then 10 + 60 = 70, then 5 + 80 = 85.
  { case: 'older people need more', more: { growth: { by: 'population-by-age', people: [[10, 10], [10, 15], [5, 20]], ftePerHead: [1, 4] } }, expected: [1000, 1400, 1700] },
])('$case', ({ more, expected }) => {
  const path = demandPath({ ...base, ...more })
  expect(path.zeroProductivity).toHaveLength(25)
  for (const [year, fte] of yearEnds(path.zeroProductivity).entries()) expect(fte).toBeCloseTo(expected[year]!, 8)
})

test('within a year the same share is added each month', () => {
  const { zeroProductivity } = demandPath({ ...base, growth: { by: 'stated', perYear: 0.21 } })
  // Half a year at 21 % is the root of 1.21.
  expect(zeroProductivity[6]).toBeCloseTo(1100, 8)
})

test('productivity of a quarter a year takes a fifth off the need after a year, and the twin shows it untouched', () => {
  const path = demandPath({ ...base, productivity: 0.25 })
  expect(yearEnds(path.withProductivity)).toEqual([1000, expect.closeTo(800, 8), expect.closeTo(640, 8)])
  expect(yearEnds(path.zeroProductivity)).toEqual([1000, 1000, 1000])
})

test.each<{ what: string; more: Partial<DemandInputs> }>([
  { what: 'negative FTE', more: { openingFte: -1 } },
  { what: 'missing unmet need', more: { unmetNeed: NaN } },
  { what: 'half a year', more: { years: 0.5 } },
  { what: 'growth of minus all', more: { growth: { by: 'stated', perYear: -1 } } },
  { what: 'growth per person of minus all', more: { growth: { by: 'population', people: [1, 1, 1], perPerson: -1 } } },
  { what: 'a population path that stops short', more: { growth: { by: 'population', people: [1, 1] } } },
  { what: 'a population that starts at nobody', more: { growth: { by: 'population', people: [0, 1, 1] } } },
  { what: 'a missing year of population', more: { growth: { by: 'population', people: [1, NaN, 1] } } },
  { what: 'more ages than rates', more: { growth: { by: 'population-by-age', people: [[1, 1], [1, 1], [1, 1]], ftePerHead: [1] } } },
  { what: 'productivity of minus all', more: { productivity: -1 } },
])('$what is refused', ({ more }) => expect(() => demandPath({ ...base, ...more })).toThrow(RangeError))

describe('laws', () => {
  const inputs = fc.record({
    openingFte: fc.double({ min: 0, max: 1e6, noNaN: true }),
    unmetNeed: fc.double({ min: 0, max: 1e5, noNaN: true }),
    growth: fc.double({ min: -0.2, max: 0.2, noNaN: true }).map((perYear) => ({ by: 'stated' as const, perYear })),
    productivity: fc.double({ min: 0, max: 0.1, noNaN: true }),
    years: fc.integer({ min: 1, max: 15 }),
  })

  test('productivity never raises the need', () => {
    fc.assert(fc.property(inputs, (drawn) => {
      const { withProductivity, zeroProductivity } = demandPath(drawn)
      for (const [month, fte] of withProductivity.entries()) expect(fte).toBeLessThanOrEqual(zeroProductivity[month]!)
    }))
  })

  test('dropping productivity undoes it', () => {
    fc.assert(fc.property(inputs, fc.double({ min: 0, max: 15, noNaN: true }), ({ productivity }, years) => {
      expect(productivityFactor(productivity, years) * droppingProductivity(productivity, years)).toBeCloseTo(1, 12)
    }))
  })

  test('one age is the same as the whole population', () => {
    const people = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 })
    fc.assert(fc.property(people, fc.double({ min: 0.001, max: 5, noNaN: true }), (path, rate) => {
      const whole = demandPath({ ...base, growth: { by: 'population', people: path } }).zeroProductivity
      const byAge = demandPath({ ...base, growth: { by: 'population-by-age', people: path.map((heads) => [heads]), ftePerHead: [rate] } }).zeroProductivity
      for (const [month, fte] of whole.entries()) expect(Math.abs(byAge[month]! / fte - 1)).toBeLessThan(1e-12)
    }))
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { statedDemand, withPopulation, type DemandAssumptions } from './demand-assumptions.ts'
import { demandByChance } from './gap.ts'
import { gapByChance } from './sensitivity-gap.ts'
import { column, columnsOver } from './sensitivity-inputs.ts'
import { sensitivityOf, type Sensitivity } from './sensitivity.ts'
import { walkFuture } from './supply-draws.ts'
import { futureOf } from './uncertainty.ts'

const rate = (value: number, standardError: number) => ({ value, standardError, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = (nationalSd: number, groupSd: number) => ({ persistence: 0.5, nationalSd, groupSd })
const noAges: SupplyParameters = {
  area: 'A', group: 'G', openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [1000], participation: [0.8], leave: rate(0.1, 0.01), leaveByAge: [1],
  join: rate(0.11, 0.01), joinersBasis: 'net-of-moves', joinAges: [1], damping: 1, leaveYearEffect: swing(0.1, 0.1), joinYearEffect: swing(0.02, 0.01), notes: [],
}
const ages = Array.from({ length: 30 }, (_, at) => 36 + at)
const byAge: SupplyParameters = { ...noAges, ageing: true, ages, openingHeads: ages.map(() => 30), participation: ages.map(() => 0.8), leaveByAge: ages.map((age) => (age < 60 ? 0.7 : 2)), joinAges: ages.map((_, at) => (at < 20 ? 0.05 : 0)) }
const settings = { years: 1, draws: 100, seed: 1, unit: 'headcount' as const, points: 512 }
const input = ({ inputs }: Sensitivity, id: string) => inputs.find((each) => each.id === id)!

// 1,000 people of whom a tenth leaves and 11 % join: 1,010 after a year. Need 1,000 × 1.07 × 1.03 ÷ 1.01; with unmet need at 4 and 10 % instead of 7.
describe('a group whose answer is known on paper', () => {
  const found = sensitivityOf(noAges, statedDemand(), settings)

  test('the middle is the gap with everything at its value', () => expect(found.middle).toBeCloseTo(81.188119, 6))

  test('unmet need goes from 4 to 10 %, and the gap with it', () => {
    const { p10, p90, gapAtP10, gapAtP90 } = input(found, 'unmet-need')
    expect([p10, p90]).toEqual([expect.closeTo(0.04, 12), expect.closeTo(0.1, 12)])
    expect(gapAtP10).toBeCloseTo(50.594059, 6)
    expect(gapAtP90).toBeCloseTo(111.782178, 6)
  })

  // Growth of the stock has the error 0.01 ÷ 1.01 as a logarithm: 1.01 · exp(∓1.2815516 × 0.01 ÷ 1.01) less 1.
  test('growth of joining over leaving says what it is at both ends', () => {
    const { p10, p90, gapAtP10 } = input(found, 'joining-over-leaving')
    expect(p10).toBeCloseTo(-0.002734, 5)
    expect(p90).toBeCloseTo(0.022897, 5)
    expect(gapAtP10).toBeCloseTo(1091.188119 - 1000 * (1 + p10!), 5)
  })

  test('where leavers are replaced, the leaver rate moves nothing', () => {
    expect(Math.abs(input(found, 'leaver-rate').width)).toBeLessThan(1e-9)
    expect(Math.abs(input(found, 'leaver-rate').total)).toBeLessThan(1e-12)
  })

  // Next year's leavers of 1,000 at a tenth: √(1,000 × 0.1 × 0.9) = 9.4868, times 1.2815516.
  test('chance from person to person is said by its size', () => {
    expect(found.chanceAlone).toBeCloseTo(12.1579, 3)
    expect(sensitivityOf({ ...noAges, measured: 'fte' }, statedDemand(), { ...settings, unit: 'fte' }).chanceAlone).toBeNull()
  })

  // Nearly a sum: unmet need moves the gap by 23.87 a standard deviation, growth of need by 8.51, productivity by 8.43, the level of growth by 10, swings by 20.2 and 10.1.
  test('the shares of a sum are those of its variances', () => {
    const sizes = { 'unmet-need': 23.87, 'need-growth': 8.51, productivity: 8.43, 'joining-over-leaving': 10, 'swings-nation': 20.2, 'swings-group': 10.1 }
    const variance = Object.values(sizes).reduce((sum, size) => sum + size ** 2, 0)
    for (const [id, size] of Object.entries(sizes)) for (const share of ['first', 'total'] as const) expect(Math.abs(input(found, id)[share] - size ** 2 / variance), `${id} ${share}`).toBeLessThan(0.05)
    expect(Math.abs(found.spread - Math.sqrt(variance))).toBeLessThan(1)
  })

  test('the three kinds share the variance out, and methods stand beside them', () => {
    expect(Math.abs(found.kinds.reduce((sum, { first }) => sum + first, 0) - 1)).toBeLessThan(0.06)
    expect(found.methods.map(({ id }) => id)).toEqual(['as-projected', 'excess-stays', 'leavers-replaced', 'no-productivity'])
    // Nobody beyond the leavers joins: 10 fewer. No productivity: 1,102.1 are needed instead of 1,091.19.
    const [projected, , replaced, unproductive] = found.methods.map(({ gap }) => gap.p50)
    expect(Math.abs(replaced! - projected! - 10)).toBeLessThan(2)
    expect(Math.abs(unproductive! - projected! - 10.91)).toBeLessThan(3)
  })
})

describe('laws', () => {
  test('same inputs and seed, same bytes; another seed, other shares', () => {
    const once = JSON.stringify(sensitivityOf(byAge, statedDemand(), { ...settings, points: 64 }))
    expect(JSON.stringify(sensitivityOf(byAge, statedDemand(), { ...settings, points: 64 }))).toBe(once)
    expect(JSON.stringify(sensitivityOf(byAge, statedDemand(), { ...settings, points: 64, seed: 2 }))).not.toBe(once)
  })

  test('an input without a range has no width and no share', () => {
    const demand: DemandAssumptions = { ...statedDemand(), productivity: { value: 0.01, low: 0.01, high: 0.01, source: 'test' } }
    const found = sensitivityOf({ ...byAge, joinYearEffect: swing(0, 0.02), leaveYearEffect: swing(0, 0.1), join: rate(0.11, 0) }, demand, { ...settings, points: 64 })
    for (const id of ['productivity', 'swings-nation', 'joining-over-leaving']) expect(input(found, id)).toMatchObject({ width: 0, first: 0, total: 0 })
  })

  test('with others an input does as much as alone, or more, within chance; shares alone add up to no more than all', () => fc.assert(fc.property(
    fc.record({ levels: fc.double({ min: 0.001, max: 0.03, noNaN: true }), national: fc.double({ min: 0, max: 0.06, noNaN: true }), own: fc.double({ min: 0, max: 0.06, noNaN: true }), years: fc.integer({ min: 1, max: 6 }), aged: fc.boolean() }),
    ({ levels, national, own, years, aged }) => {
      const parameters = { ...(aged ? byAge : noAges), join: rate(0.11, levels), leave: rate(0.1, levels), joinYearEffect: swing(national, own) }
      const { inputs, kinds } = sensitivityOf(parameters, statedDemand(), { ...settings, years, points: 128 })
      for (const { first, total } of [...inputs, ...kinds]) expect(total - first).toBeGreaterThan(-0.2)
      for (const { total, width } of inputs) {
        expect(total).toBeGreaterThanOrEqual(0)
        expect(width).toBeGreaterThanOrEqual(0)
      }
      expect(inputs.reduce((sum, { first }) => sum + first, 0)).toBeLessThan(1.3)
    }), { numRuns: 15 }))

  test('without ages the gap is that of the months walked one by one', () => {
    const years = 4
    const { width } = columnsOver(years)
    const chance = Float64Array.from({ length: 6 * width }, (_, at) => ((at * 7919) % 13) / 5 - 1.2)
    const quick = gapByChance(noAges, statedDemand(), { years, unit: 'fte' })(chance)
    const walked = walkedGaps(chance, years)
    quick.forEach((gap, row) => expect(Math.abs(gap - walked[row]!)).toBeLessThan(1e-6))
  })

  test('a projection with a population is also set beside need that grows by a stated share', () => {
    const grown = withPopulation(statedDemand(), { by: 'population', people: [100, 101] }, 'projection')
    expect(sensitivityOf(noAges, grown, { ...settings, points: 16 }).methods.map(({ id }) => id)).toContain('need-by-judged-share')
  })
})

/** The gap in FTE of each row of chance, its supply walked month by month. */
function walkedGaps(chance: Float64Array, years: number): number[] {
  const { own, width } = columnsOver(years)
  return Array.from({ length: chance.length / width }, (_, row) => {
    const at = (which: number): number => chance[row * width + which]!
    const numbers = chance.subarray(row * width, (row + 1) * width)
    const future = futureOf(noAges, years, { leaveLevel: at(column.leaveLevel), growthLevel: at(column.growthLevel), national: numbers.subarray(column.nation, own), own: numbers.subarray(own) })
    const needed = demandByChance(800, statedDemand(), years)({ unmetNeed: at(column.unmetNeed), growth: at(column.needGrowth), productivity: at(column.productivity) })
    return needed.withProductivity[years]! - walkFuture(noAges, future).fte.stock[years]!
  })
}

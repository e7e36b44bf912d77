import { describe, expect, test } from 'vitest'
import { statedDemand, withPopulation, type DemandAssumptions } from './demand-assumptions.ts'
import { drawDemand, gapYears } from './gap.ts'
import type { SupplyPath, Totals } from './supply-draws.ts'

const sure = (value: number) => ({ value, low: value, high: value, source: 'test' })
const demand: DemandAssumptions = { growth: { by: 'stated', perYear: 0.02 }, growthError: sure(0), productivity: sure(0.01), unmetNeed: sure(0.1) }
const settings = { years: 2, draws: 32, seed: 3, name: 'A/G' }

const totals = (stock: number[]): Totals => ({ stock: Float64Array.from(stock), leavers: new Float64Array(1), agedOut: new Float64Array(1), joiners: new Float64Array(1) })

describe('drawDemand', () => {
  test('without doubt every draw is need today, grown, less productivity', () => {
    for (const draw of drawDemand(1000, demand, settings)) {
      // 1,000 in post and a tenth unmet: 1,100; after two years × 1.02² and ÷ 1.01².
      expect(draw.zeroProductivity[0]).toBeCloseTo(1100, 9)
      expect(draw.zeroProductivity[2]).toBeCloseTo(1144.44, 9)
      expect(draw.withProductivity[2]).toBeCloseTo(1144.44 / 1.0201, 9)
    }
  })

  test('need can follow the population', () => {
    const followed = withPopulation(demand, { by: 'population', people: [50, 55, 60], perPerson: 0 }, 'projection')
    expect(drawDemand(1000, followed, settings)[0]!.zeroProductivity[2]).toBeCloseTo(1320, 9)
  })

  test('each person is taken to need 2.3 % more a year unless somebody says otherwise', () => {
    // 1,100 × 60 ÷ 50 × 1.023²
    const followed = withPopulation(demand, { by: 'population', people: [50, 55, 60] }, 'projection')
    expect(drawDemand(1000, followed, settings)[0]!.zeroProductivity[2]).toBeCloseTo(1381.41828, 9)
  })

  test('an unmet need that might be below nothing is nothing', () => {
    for (const draw of drawDemand(1000, { ...demand, unmetNeed: { value: 0, low: -0.1, high: 0.1, source: 'test' } }, settings)) expect(draw.zeroProductivity[0]).toBeGreaterThanOrEqual(1000 - 1e-9)
  })

  test('eight draws in ten lie within the stated range', () => {
    const drawn = drawDemand(1000, { ...demand, unmetNeed: { value: 0.1, low: 0.05, high: 0.15, source: 'test' } }, { ...settings, draws: 1000 })
    const inside = drawn.filter((draw) => draw.zeroProductivity[0]! >= 1050 && draw.zeroProductivity[0]! <= 1150).length
    expect(Math.abs(inside - 800)).toBeLessThan(15)
  })

  test('a stated unmet need keeps the judged range in proportion', () => {
    expect(statedDemand({ unmetNeed: 0.14 }).unmetNeed).toMatchObject({ value: 0.14, low: 0.08, high: 0.2 })
    expect(statedDemand({ productivity: 0.015 }).productivity).toMatchObject({ value: 0.015, low: 0.015, high: 0.015 })
  })
})

test('the gap is demand less supply, draw by draw', () => {
  const supply: SupplyPath[] = [[100, 90], [100, 120]].map((stock) => ({ heads: totals(stock), fte: totals(stock.map((heads) => heads / 2)) }))
  const needed = [[110, 100], [110, 100]].map((need) => ({ withProductivity: Float64Array.from(need), zeroProductivity: Float64Array.from(need, (each) => each + 5) }))
  const [today, next] = gapYears(supply, needed, 'headcount', 1)
  expect(today!.gap).toEqual({ p2_5: 10, p10: 10, p50: 10, p90: 10, p97_5: 10 })
  // Gaps 10 and −20: the middle lies at −5, a tenth of the way up at −17.
  expect(next!.gap.p50).toBe(-5)
  expect(next!.gap.p10).toBe(-17)
  expect(next!.gapZeroProductivity.p50).toBe(0)
  expect(gapYears(supply, needed, 'fte', 1)[0]!.supply.p50).toBe(50)
})

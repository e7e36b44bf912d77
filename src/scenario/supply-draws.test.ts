import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { walkFuture } from './supply-draws.ts'

const rate = (value: number) => ({ value, standardError: 0, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const still = { persistence: 0.5, nationalSd: 0, groupSd: 0 }
const one: SupplyParameters = {
  area: 'A', group: 'G', openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [1000], participation: [0.9],
  leave: rate(0.1), leaveByAge: [1], join: rate(0.15), joinersBasis: 'net-of-moves', joinAges: [1], damping: 1, leaveYearEffect: still, joinYearEffect: still, notes: [],
}
const aged: SupplyParameters = { ...one, ages: [60, 61], ageing: true, openingHeads: [600, 400], participation: [0.9, 0.5], leaveByAge: [0.5, 1.75], joinAges: [1, 0] }

const moved = (levers: Partial<SupplyParameters['levers']>) => walkFuture({ ...one, levers: { leaving: 0, joining: 0, participation: 0, ...levers } }, { leave: [0.19], growth: [0] })

describe('walkFuture', () => {
  test('a stock grows in a year by exactly the future’s growth', () => {
    const { heads, fte } = walkFuture(one, { leave: [0.1, 0.1], growth: [Math.log(1.05), Math.log(1.02)] })
    expect(heads.stock[1]).toBeCloseTo(1050, 9)
    expect(heads.stock[2]).toBeCloseTo(1071, 9)
    expect(fte.stock[2]).toBeCloseTo(963.9, 9)
    expect(heads.joiners[0]! - heads.leavers[0]!).toBeCloseTo(50, 9)
  })

  test('without growth leavers are replaced, month by month', () => {
    const { heads } = walkFuture(one, { leave: [0.19], growth: [0] })
    // Monthly leaving of a constant 1,000: 12 × (1 − .81^(1/12)).
    expect(heads.leavers[0]).toBeCloseTo(12000 * (1 - 0.81 ** (1 / 12)), 9)
    expect(heads.joiners[0]).toBeCloseTo(heads.leavers[0]!, 9)
  })

  test('a fall beyond leaving takes the rest out as leavers, and nobody joins', () => {
    const { heads } = walkFuture(one, { leave: [0.1], growth: [Math.log(0.5)] })
    expect(heads.stock[1]).toBeCloseTo(500, 9)
    expect(heads.joiners[0]).toBe(0)
    expect(heads.leavers[0]).toBeCloseTo(500, 9)
  })

  test('a fall where nobody leaves by rate still takes people out', () => {
    expect(walkFuture({ ...one, leave: rate(0) }, { leave: [0], growth: [Math.log(0.9)] }).heads.stock[1]).toBeCloseTo(900, 9)
  })

  test('the oldest pass out of the oldest age and are counted', () => {
    const { heads } = walkFuture({ ...aged, joinAges: [0, 1] }, { leave: [0], growth: [0] })
    // Nobody leaves or joins: 1 − (11/12)^12 of those at 61 pass 62, and some of those at 60 after them.
    expect(heads.agedOut[0]).toBeGreaterThan(400 * (1 - (11 / 12) ** 12))
    expect(1000 - heads.agedOut[0]!).toBeCloseTo(heads.stock[1]!, 9)
  })

  describe('levers', () => {
    test('where nobody joins any more, a year takes the share that leaves', () => {
      expect(moved({ joining: -1 }).heads.stock[1]).toBeCloseTo(810, 9)
    })

    test('where nobody leaves any more, joiners still come as they came', () => {
      expect(moved({ leaving: -1 }).heads.leavers[0]).toBe(0)
      // A constant 1,000 without levers: 1,000 × (1 − .81^(1/12)) join each month, and as many people join now.
      expect(moved({ leaving: -1 }).heads.stock[1]).toBeCloseTo(1000 + 12000 * (1 - 0.81 ** (1 / 12)), 9)
    })

    test('a tenth fewer leavers is a tenth off the share who leave in a year, and joiners stay the people they were', () => {
      // 17.1 % leave instead of 19 %: each month .829^(1/12) stay, and 1,000 × (1 − .81^(1/12)) join.
      const [stay, join] = [0.829 ** (1 / 12), 1000 * (1 - 0.81 ** (1 / 12))]
      const { heads } = moved({ leaving: -0.1 })
      expect(heads.stock[1]).toBeCloseTo(829 + (join * (1 - 0.829)) / (1 - stay), 9)
      expect(heads.joiners[0]).toBeCloseTo(12 * join, 9)
    })

    test('a tenth more hours moves FTE from the first year on, and neither people nor today', () => {
      const { heads, fte } = moved({ participation: 0.1 })
      expect([heads.stock[1], fte.stock[0], fte.stock[1]]).toEqual([expect.closeTo(1000, 9), 900, expect.closeTo(990, 9)])
    })
  })

  const future = fc.array(fc.record({ leave: fc.double({ min: 0, max: 0.9, noNaN: true }), growth: fc.double({ min: -1, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 4 })
    .map((years) => ({ leave: years.map((year) => year.leave), growth: years.map((year) => year.growth) }))

  test('every account balances and nobody is negative, whatever the future', () => fc.assert(fc.property(future, fc.boolean(), (rates, withAges) => {
    const { heads, fte } = walkFuture(withAges ? aged : one, rates)
    rates.leave.forEach((_, year) => {
      for (const totals of [heads, fte]) for (const count of [totals.stock[year + 1]!, totals.leavers[year]!, totals.agedOut[year]!, totals.joiners[year]!]) expect(count).toBeGreaterThanOrEqual(0)
      expect(heads.stock[year]! - heads.leavers[year]! - heads.agedOut[year]! + heads.joiners[year]!).toBeCloseTo(heads.stock[year + 1]!, 6)
    })
  })))

  test('twice the people give twice of everything', () => fc.assert(fc.property(future, (rates) => {
    const [single, double] = [walkFuture(aged, rates), walkFuture({ ...aged, openingHeads: aged.openingHeads.map((heads) => 2 * heads) }, rates)]
    for (const what of ['stock', 'leavers', 'agedOut', 'joiners'] as const) expect([...double.fte[what]]).toEqual(Array.from(single.fte[what], (value) => 2 * value))
  })))
})

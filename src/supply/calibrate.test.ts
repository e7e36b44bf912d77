import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isRefusal } from '../units/refusal.ts'
import { calibrate } from './calibrate.ts'
import type { PairEvidence, PairRate } from './calibrate-pairs.ts'
import type { GroupHistory } from '../dataset/history.ts'
import type { SupplyParameters } from './parameters.ts'

const date = (at: number) => `${2019 + at}-09-30`
const double = (amount: { heads: number | null; fte: number | null }) => ({ heads: 2 * amount.heads!, fte: 2 * amount.fte! })

/** A group of the given stocks, a year apart from September 2019, FTE nine tenths of heads, a tenth leaving each year. */
function group(name: string, heads: readonly number[], parts: Partial<GroupHistory> = {}): GroupHistory {
  return {
    area: 'A', group: name, source: 'test', breaks: [], byAge: null,
    stocks: heads.map((count, at) => ({ date: date(at), heads: count, fte: 0.9 * count })),
    flows: heads.slice(1).map((_, at) => ({ from: date(at), to: date(at + 1), leavers: { heads: 0.1 * heads[at]!, fte: 0.09 * heads[at]! }, joiners: { heads: null, fte: null }, joinersBasis: 'net-of-moves' as const })),
    ...parts,
  }
}

function calibrated(histories: readonly GroupHistory[]): SupplyParameters[] {
  return calibrate(histories).map((each) => {
    if (isRefusal(each)) throw new Error(each.found)
    return each
  })
}

describe('calibrate', () => {
  test('steady growth and leaving give exactly those rates', () => {
    const [found] = calibrated([group('All staff groups', [1000, 1100, 1210, 1331])])
    expect(found!.leave.value).toBeCloseTo(0.1, 12)
    expect(found!.join.value).toBeCloseTo(0.2, 12)
    expect(found!.openingHeads).toEqual([1331])
    expect(found!.participation[0]).toBeCloseTo(0.9, 12)
    expect(found!.openingDate).toBe('2022-09-30')
    expect(found!.joinYearEffect.openingNational).toBeCloseTo(0, 12)
    // No year differed from another: what is left of the judged 1.5 %, worth 3 years beside 2 degrees of freedom: √(3 × .015² ÷ 5).
    expect(found!.joinYearEffect.nationalSd).toBeCloseTo(0.015 * Math.sqrt(3 / 5), 12)
    expect(found!.join.standardError).toBeCloseTo(1.1 * 0.015 * Math.sqrt(3 / 5) / Math.sqrt(3), 12)
    expect(found!.notes.some((note) => note.includes('moves between groups'))).toBe(true)
    expect(found!.leave).toMatchObject({ years: '3 years to 2022-09-30', grade: 'B', unit: 'share of the stock a year' })
  })

  test.each([
    { case: 'two years', history: group('G', [1000, 1100, 1210]), found: '2 usable years' },
    { case: 'nobody left', history: group('G', [1000, 1100, 1210, 0]), found: 'nobody in post' },
    { case: 'no stock', history: group('G', []), found: 'no stock is known' },
    { case: 'leavers never published', history: group('G', [1000, 1100, 1210, 1331], { flows: [] }), found: '0 usable years' },
    { case: 'a break that leaves two years', history: group('G', [1000, 1100, 1210, 1331], { breaks: [{ from: '2019-09-30', to: '2020-09-30', why: 're-graded' }] }), found: '2 usable years' },
  ])('refuses a group with $case, and only that group', ({ history, found }) => {
    const [refused, other] = calibrate([history, group('H', [500, 550, 605, 665.5])])
    expect(refused).toMatchObject({ refused: true, code: 'too-little-history', found: expect.stringContaining(found) })
    expect(isRefusal(other)).toBe(false)
  })

  test('a year in which nobody left counts as none, not as unknown', () => {
    const quiet = group('All staff groups', [1000, 1000, 1000, 1000])
    const flows = quiet.flows.map((flow, at) => (at === 1 ? { ...flow, leavers: { heads: 0, fte: 0 } } : flow))
    // 100 + 0 + 100 of 3,000.
    expect(calibrated([{ ...quiet, flows }])[0]!.leave.value).toBeCloseTo(200 / 3000, 12)
  })

  test('a stock that jumps about is refused: it says nothing about the years ahead', () => {
    const [refused] = calibrate([group('All staff groups', [10, 40, 8, 50, 12])])
    expect(refused).toMatchObject({ refused: true, code: 'too-erratic-history', found: expect.stringContaining('in an ordinary year') })
  })

  test('a change across a declared break does not count as growth', () => {
    // Growth of a tenth a year, but for the year in which half were re-coded away.
    const history = group('All staff groups', [1000, 1100, 1210, 605, 665.5], { breaks: [{ from: '2021-09-30', to: '2022-09-30', why: 're-coded' }] })
    const [found] = calibrated([history])
    expect(found!.join.value - found!.leave.value).toBeCloseTo(0.1, 12)
    expect(found!.notes).toContain('Left out 2021 to 2022: re-coded.')
    const [kept] = calibrate([history], { keepBreaks: true }) as SupplyParameters[]
    expect(kept!.join.value - kept!.leave.value).toBeLessThan(0)
  })

  test('FTE-only and people-only sources are projected in what they count', () => {
    const published = group('All staff groups', [1000, 1100, 1210, 1331])
    const strip = (what: 'heads' | 'fte'): GroupHistory => ({ ...published, stocks: published.stocks.map((stock) => ({ ...stock, [what]: null })), flows: published.flows.map((flow) => ({ ...flow, leavers: { ...flow.leavers, [what]: null } })) })
    expect(calibrated([strip('heads')])[0]).toMatchObject({ measured: 'fte', participation: [1] })
    expect(calibrated([strip('heads')])[0]!.openingHeads[0]).toBeCloseTo(1197.9, 9)
    expect(calibrated([strip('fte')])[0]).toMatchObject({ measured: 'people', openingHeads: [1331] })
  })

  test('records by age need one year, and bring ages, participation and joining ages', () => {
    const byAge = { ages: [30, 31], heads: [600, 500], fte: [500, 400], exposure: [1000, 1000], leavers: [100, 100], joiners: [3, 1] }
    const [found] = calibrated([group('G', [1000, 1100], { byAge })])
    expect(found).toMatchObject({ ageing: true, ages: [30, 31], openingHeads: [600, 500], joinAges: [0.75, 0.25] })
    // The stock of the last date is 990 FTE, whatever the ages add up to.
    expect(600 * found!.participation[0]! + 500 * found!.participation[1]!).toBeCloseTo(990, 9)
    expect(found!.leave.grade).toBe('A')
    expect(found!.notes.some((note) => note.includes('judged, not measured'))).toBe(true)
  })

  const growths = fc.array(fc.array(fc.double({ min: 0.8, max: 1.25, noNaN: true }), { minLength: 3, maxLength: 6 }), { minLength: 1, maxLength: 5 })
  const histories = growths.map((each) => each.map((factors, at) => group(at === 0 ? 'All staff groups' : `G${at}`, factors.reduce((heads, factor) => [...heads, heads.at(-1)! * factor], [1000]))))

  test('the order of the groups changes no number', () => fc.assert(fc.property(histories, (each) => {
    expect(calibrate(each.toReversed()).toReversed()).toEqual(calibrate(each))
  }), { numRuns: 40 }))

  test('twice the people and leavers give the same growth and swings', () => fc.assert(fc.property(histories, (each) => {
    const doubled = each.map((history) => ({ ...history, stocks: history.stocks.map((stock) => ({ ...stock, ...double(stock) })), flows: history.flows.map((flow) => ({ ...flow, leavers: double(flow.leavers) })) }))
    calibrated(each).forEach((found, at) => {
      const twice = calibrated(doubled)[at]!
      expect(twice.openingHeads[0]).toBe(2 * found.openingHeads[0]!)
      expect(twice.join.value - twice.leave.value).toBeCloseTo(found.join.value - found.leave.value, 10)
      expect(twice.joinYearEffect.groupSd).toBeCloseTo(found.joinYearEffect.groupSd, 10)
    })
  }), { numRuns: 40 }))

  test('where people are followed in several places, growth and the ages of joiners stand on them; in one place alone, growth stays with the stocks', () => {
    const rate: PairRate = { value: 0.12, standardError: 0.01, raw: 0.12, parent: 0.12, kept: 0.5, events: 240, exposure: 2000 }
    const followed: PairEvidence = {
      source: 'staff records', years: ['2019-09-30', '2020-09-30'], gaps: 0, leavingByAge: [{ ageFrom: 30, rate: 0.01, events: 240, exposure: 2000 }], joiningByAge: [{ ageFrom: 30, share: 1 }],
      rates: { leavers: rate, joiners: rate, movedIn: rate, movedOut: rate }, growth: { value: 0.04, standardError: 0.01, raw: 0.06, parent: 0.03, kept: 1 / 3, chance: 0 }, byYear: [],
    }
    const byAge = { ages: [30, 31], heads: [600, 500], fte: [540, 450], exposure: [1000, 1000], leavers: [100, 100], joiners: [2, 0] }
    const history = group('G', [1000, 1100], { byAge })
    const [found, alone] = [followed, { ...followed, growth: null }].map((evidence) => calibrate([history], {}, () => evidence)[0] as SupplyParameters) as [SupplyParameters, SupplyParameters]
    expect(Math.log(1 + found.join.value - found.leave.value)).toBeCloseTo(0.04, 12)
    expect(found.join).toMatchObject({ basis: 'pairs', grade: 'A', source: 'staff records', years: '2 years to 2020-09-30' })
    expect(found.notes.some((note) => note.includes('keeps 33 % of the area’s difference'))).toBe(true)
    // Two seen to join at 30 and none at 31, one more at each.
    expect(found.joinAges).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.25, 12)])
    expect(Math.log(1 + alone.join.value - alone.leave.value)).toBeCloseTo(Math.log(1.1), 12)
    expect(alone.join.basis).toBe('year-ends')
  })
})

import { describe, expect, test } from 'vitest'
import type { PairCell } from '../dataset/flow-pairs.ts'
import { indexPairs, type PairRule } from './calibrate-pairs.ts'

const rule: PairRule = { window: 3, parentOf: () => null, namesOf: (group, profession) => ['All', group, profession] }
const year = '2025-09-30'
const cell = (area: string, rest: Partial<PairCell>): PairCell => ({ area, group: 'Nurses', profession: 'Adult nurse', ageFrom: 30, year, exposure: 0, leavers: 0, joiners: 0, moves: [], heads: 0, fte: 0, ...rest })
const ages = (area: string, young: number, old: number) => [cell(area, { ageFrom: 20, exposure: 12 * young, leavers: 0.2 * young }), cell(area, { ageFrom: 50, exposure: 12 * old, leavers: 0.05 * old })]
const joined = (area: string, young: number, old: number) => [cell(area, { ageFrom: 20, exposure: 1200, joiners: young }), cell(area, { ageFrom: 50, exposure: 1200, joiners: old }), cell(area, { ageFrom: null, exposure: 12, joiners: 7 })]
const pairs = (cells: readonly PairCell[], months = 12) => ({ source: 'records', gaps: 0, years: [{ to: '2024-09-30', months: 3 }, { to: year, months }], cells })

describe('indexPairs', () => {
  // 1,200 person-months are 100 person-years; 12 leavers are .12 a person-year and .01 a month.
  const nation = [cell('N', { exposure: 1200, leavers: 12, joiners: 20, heads: 110, fte: 88, moves: [{ group: 'Nurses', to: 'Midwife', heads: 3 }] }), cell('N', { profession: 'Midwife', exposure: 600, leavers: 3 }),
    cell('N', { group: 'Support', profession: 'Assistant', exposure: 1200, moves: [{ group: 'Nurses', to: 'Adult nurse', heads: 5 }] })]

  test('rates are events for each person-year, and moves are those out of and into the name asked for', () => {
    const nurse = indexPairs(pairs(nation), rule).evidence('N', 'Adult nurse')!
    expect(nurse.years).toEqual([year])
    expect(nurse.rates.leavers).toMatchObject({ value: 0.12, raw: 0.12, events: 12, exposure: 100 })
    expect(nurse.rates.joiners.raw).toBe(0.2)
    expect(nurse.rates.movedOut.raw).toBe(0.03)
    expect(nurse.rates.movedIn.raw).toBe(0.05)
    expect(nurse.leavingByAge).toEqual([{ ageFrom: 30, rate: 0.01, events: 12, exposure: 100 }])
    expect(nurse.byYear.at(-1)!.flows).toEqual({ exposure: 100, leavers: 12, joiners: 20, movedIn: 5, movedOut: 3, heads: 110, fte: 88 })
  })

  test('a move inside a group is not one of the group', () => {
    const index = indexPairs(pairs(nation), rule)
    expect(index.evidence('N', 'Nurses')!.rates).toMatchObject({ leavers: { raw: 0.1 }, movedOut: { raw: 0 } })
    expect(index.evidence('N', 'Nurses')!.rates.movedIn.events).toBe(5)
    expect(index.evidence('N', 'All')!.rates.movedIn.events).toBe(0)
    expect(index.areas('Midwife')).toEqual(['N'])
  })

  test('without a whole year, or without people, there is no evidence: a part of a year has a part of its seasons', () => {
    expect(indexPairs(pairs(nation, 11), rule).evidence('N', 'Adult nurse')).toBeNull()
    expect(indexPairs(pairs(nation), rule).evidence('M', 'Adult nurse')).toBeNull()
    expect(indexPairs(pairs(nation), rule).evidence('N', 'Surgeon')).toBeNull()
  })

  test('a place is compared with the whole at its own ages', () => {
    // Young leave .2 a year and old .05, everywhere alike: the young place is not a place that people leave.
    const found = indexPairs(pairs([...ages('A', 9000, 1000), ...ages('B', 1000, 9000)]), rule)
    const [a, b] = ['A', 'B'].map((area) => found.evidence(area, 'Adult nurse')!)
    expect(a!.rates.leavers.raw).toBeCloseTo(0.185, 12)
    // .9 × .2 + .1 × .05, but for what ages lend each other.
    expect(a!.rates.leavers.parent).toBeCloseTo(0.185, 3)
    expect(a!.rates.leavers.kept).toBe(0)
    expect(a!.leavingByAge.map(({ rate }) => rate)).toEqual(b!.leavingByAge.map(({ rate }) => rate))
  })

  test('growth is gains less losses, moves in and out among them; alone, a place has none to lean on', () => {
    const two = indexPairs(pairs([...nation, cell('M', { exposure: 1200, leavers: 8, joiners: 12 })]), rule)
    // In N 20 joined, 5 moved in, 12 left and 3 moved out of 100 person-years; in M 12 and 8.
    expect(two.evidence('N', 'Adult nurse')!.growth!.raw).toBeCloseTo(0.1, 12)
    // Both together .07 of 200; midwives 0 of 50, assistants −.05 of 100; all 9 ÷ 350, and 71 came or went: noise .2029 ÷ 200, ÷ 50 and ÷ 100.
    // Between: ((.0443² ÷ .001014 + .0257² ÷ .004057 + .0757² ÷ .002029) − 3) ÷ (350 ÷ .2029) = .001114; kept .5235 of .0443.
    expect(two.evidence('N', 'Adult nurse')!.growth!.parent).toBeCloseTo(0.0488974, 6)
    expect(indexPairs(pairs(nation), rule).evidence('N', 'Adult nurse')!.growth).toBeNull()
  })

  test('joiners of a place are of the ages of all, as far as its own are no more than chance', () => {
    const alike = indexPairs(pairs([...joined('A', 300, 100), ...joined('B', 3, 1)]), rule)
    expect(alike.evidence('B', 'Adult nurse')!.joiningByAge).toEqual([{ ageFrom: 20, share: 0.75 }, { ageFrom: 50, share: 0.25 }])
    const apart = indexPairs(pairs([...joined('A', 3000, 1000), ...joined('B', 1000, 3000)]), rule)
    expect(apart.evidence('A', 'Adult nurse')!.joiningByAge[0]!.share).toBeCloseTo(0.75, 2)
    expect(indexPairs(pairs(nation), rule).evidence('N', 'Midwife')!.joiningByAge).toEqual([])
  })
})

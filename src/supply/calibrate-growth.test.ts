import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { growthAsFollowed, shrinkGrowths, type GainsAndLosses } from './calibrate-growth.ts'
import type { Level } from './calibrate-levels.ts'

const place = (key: string, exposure: number, gained: number, lost: number): GainsAndLosses => ({ key, exposure, gained, lost })

describe('shrinkGrowths', () => {
  test('a place keeps the share of its difference that is more than chance', () => {
    const found = shrinkGrowths([place('a', 100, 20, 10), place('b', 100, 10, 20)])
    // Growth .1 and −.1, of both 0. 60 came or went of 200: .3, noise .003 each. Between: (.01 ÷ .003 × 2 − 2) ÷ (2 ÷ .003) = .007; kept .7.
    expect(found.get('a')).toMatchObject({ raw: 0.1, parent: 0 })
    expect(found.get('a')!.kept).toBeCloseTo(0.7, 12)
    expect(found.get('a')!.value).toBeCloseTo(0.07, 12)
    expect(found.get('b')!.value).toBeCloseTo(-0.07, 12)
    // Error: .7 × .003, and .3 ÷ 200 of both.
    expect(found.get('a')!.standardError).toBeCloseTo(0.06, 12)
    // They differ by 100 × .01 each, .7 of it truly: .3 is left, as much as chance could do.
    expect(found.get('a')!.chance).toBeCloseTo(Math.sqrt(0.3), 12)
  })

  test('places that differ less than chance would make them take the growth of all, and say how much chance does to them', () => {
    const found = shrinkGrowths([place('a', 100, 18, 12), place('b', 300, 36, 30), place('empty', 0, 0, 0)])
    // 54 gained and 42 lost of 400: growth .03; differences .03 and −.01, where chance could make √.0024 and √.0008; (100 × .03² + 300 × .01²) ÷ 2 = .06.
    expect([...found].map(([key, { value, kept }]) => [key, value, kept])).toEqual([['a', 0.03, 0], ['b', 0.03, 0]])
    expect(found.get('a')!.chance).toBeCloseTo(Math.sqrt(0.06), 12)
    expect(shrinkGrowths([place('a', 100, 15, 10), place('b', 100, 15, 10)]).get('a')).toMatchObject({ value: 0.05, chance: 0 })
  })

  test('where a profession is small, what all its places show gives way to what professions together say', () => {
    const found = shrinkGrowths([place('a', 100, 20, 10), place('b', 100, 10, 20)], { value: 0.02, standardError: 0.01 })
    // As above .7 is kept of what lies beyond the .02 given; the given error stands in the place of .3 ÷ 200.
    expect(found.get('a')).toMatchObject({ raw: 0.1, parent: 0.02 })
    expect(found.get('a')!.value).toBeCloseTo(0.02 + 0.7 * 0.08, 12)
    expect(found.get('a')!.standardError).toBeCloseTo(Math.sqrt(0.7 * 0.003 + 0.0001), 12)
  })

  test('nobody followed, nothing known', () => expect(shrinkGrowths([place('a', 0, 0, 0)]).size).toBe(0))

  const someone = fc.nat({ max: 50 })
  const somePlaces = fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), someone, someone), { minLength: 1, maxLength: 8 })
  test('lies between the place and all places, whatever they are, and their order changes nothing', () => fc.assert(fc.property(somePlaces, (values) => {
    const places = values.map(([exposure, gained, lost], at) => place(`p${at}`, exposure, gained, lost))
    const found = shrinkGrowths(places)
    for (const { value, raw, parent } of found.values()) expect(value >= Math.min(raw, parent) - 1e-12 && value <= Math.max(raw, parent) + 1e-12).toBe(true)
    expect([...shrinkGrowths(places.toReversed())]).toEqual([...found])
  })))
})

test('growth as followed takes the place of that of stocks; a small place swings by chance at least, and chance does not last', () => {
  const stocks: Level = { level: 0.02, standardError: 0.01, nationalSd: 0.01, groupSd: 0.03, openingNational: 0.004, openingGroup: 0.05, groupPersistence: 0.5, kept: 0.2, yearsUsed: ['2024-09-30'] }
  const years = ['2023-09-30', '2024-09-30', '2025-09-30']
  const [small, large] = [300, 30_000].map((exposure) => growthAsFollowed(stocks, { value: 0.07, standardError: 0.06, raw: 0.1, parent: 0, kept: 0.7, chance: Math.sqrt(0.3) }, years, exposure)) as [Level, Level]
  expect(small).toMatchObject({ level: 0.07, kept: 0.7, yearsUsed: years, openingNational: 0.004, openingGroup: 0, nationalSd: 0.01 })
  // 100 people in post: .3 ÷ 100 in a year, more than .03²: nothing of it lasts.
  expect(small.groupSd).toBeCloseTo(Math.sqrt(0.003), 12)
  expect([small.groupPersistence, small.groupChance]).toEqual([0, 1])
  expect(small.standardError).toBeCloseTo(Math.sqrt(0.0036 + (0.0001 + 0.7 * 0.0009) / 3), 12)
  // 10,000 people: chance .00003 of .0009, and 3.841459 times as much is taken off what lasts: .00078475623 ÷ .0009 of a half.
  expect([large.groupSd, large.groupPersistence, large.groupChance]).toEqual([expect.closeTo(0.03, 12), expect.closeTo(0.43597568, 7), expect.closeTo(0.12804863, 7)])
})

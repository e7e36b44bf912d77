import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateLevels, type LevelRule, type YearlyFigure } from './calibrate-levels.ts'

const rule: LevelRule = { window: 2, centre: 'mean', shrink: true, nationalPriorSd: 0, groupPriorSd: 0, priorYears: 0, persistence: { value: 0.5, error: 0 } }
const figure = (key: string, whole: string | null, values: readonly number[]): YearlyFigure => ({ key, whole, byYear: new Map(values.map((value, at) => [`201${at}-09-30`, value])), lastDate: `201${values.length - 1}-09-30` })

describe('estimateLevels', () => {
  test('the whole stands at the mean of the newest years and swings as all its years do', () => {
    const level = estimateLevels([figure('all', null, [1, 2, 6])], rule).get('all')!
    // Mean of 2 and 6; all years: mean 3, squares 4 + 1 + 9 = 14, ÷ 2 = 7; error √(7 ÷ 2); the last year is 2 above the level.
    expect(level.level).toBe(4)
    expect(level.nationalSd).toBeCloseTo(Math.sqrt(7), 12)
    expect(level.standardError).toBeCloseTo(Math.sqrt(3.5), 12)
    expect(level.openingNational).toBe(2)
    expect(level.yearsUsed).toEqual(['2011-09-30', '2012-09-30'])
  })

  test('a part keeps the share of its difference that is more than noise', () => {
    const found = estimateLevels([figure('all', null, [0, 0]), figure('a', 'all', [3, 5]), figure('b', 'all', [-3, -5])], rule)
    // Means 4 and −4; yearly variance 2, noise of a mean of two years 1; between: (16 + 16 − 2) ÷ 2 = 15; kept 15 ÷ 16.
    expect(found.get('a')!.kept).toBeCloseTo(15 / 16, 12)
    expect(found.get('a')!.level).toBeCloseTo(3.75, 12)
    expect(found.get('b')!.level).toBeCloseTo(-3.75, 12)
    expect(found.get('a')!.groupSd).toBeCloseTo(Math.sqrt(2), 12)
    // The last year was 1 above the part's own mean; as much of it is kept.
    expect(found.get('a')!.openingGroup).toBeCloseTo(15 / 16, 12)
    // Its own error is kept × 2 ÷ 2 years.
    expect(found.get('a')!.standardError).toBeCloseTo(Math.sqrt(15 / 16), 12)
  })

  test('parts no further apart than their noise take the level of the whole', () => {
    const found = estimateLevels([figure('all', null, [1, 1]), figure('a', 'all', [0, 2.1]), figure('b', 'all', [2, 0.1])], rule)
    expect(found.get('a')!.level).toBeCloseTo(1, 12)
    expect(found.get('b')!.level).toBeCloseTo(1, 12)
  })

  test('a part without a usable year of its own stands at the whole, with the others’ spread as its error', () => {
    const found = estimateLevels([figure('all', null, [0, 0]), figure('a', 'all', [3, 5]), figure('b', 'all', [-3, -5]), { ...figure('c', 'all', []), lastDate: '2011-09-30' }], rule)
    expect(found.get('c')!.level).toBe(0)
    expect(found.get('c')!.kept).toBe(0)
    expect(found.get('c')!.standardError).toBeCloseTo(Math.sqrt(15), 12)
  })

  test('a figure that names a whole nobody has is a bug', () => {
    expect(() => estimateLevels([figure('a', 'gone', [1])], rule)).toThrow('gone')
  })

  const someFigures = fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 6 })
  test('the order of the figures changes no level', () => fc.assert(fc.property(someFigures, (values) => {
    const figures = values.map((each, at) => figure(`g${at}`, at === 0 ? null : 'g0', each))
    expect([...estimateLevels(figures.toReversed(), rule)].sort()).toEqual([...estimateLevels(figures, rule)].sort())
  })))
})

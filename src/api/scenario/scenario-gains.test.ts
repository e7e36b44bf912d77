import { describe, expect, test } from 'vitest'
import type { PartsFound } from '../../scenario/scenario-parts.ts'
import { gainsMissing, sayGains } from './scenario-gains.ts'
import { gainCells } from './scenario-gains-csv.ts'

const side = (supply: number, demand: number) => ({ supply, demand, gap: demand - supply })
const area = (code: string, deprivation: number | null, without: ReturnType<typeof side>, moved: ReturnType<typeof side>) => ({ code, name: code, deprivation, baseline: without, scenario: moved })

/** Two areas, by hand: of 100 needed 20 are missing in the north and with the levers 15; of 50 needed 10 and 11 in the south. The whole goes from 31 to 26. */
const parts: PartsFound = {
  level: 'ics', deprivation: { asOf: '2024-12-31', sources: ['made up'] }, without: [], untold: [], whole: { baseline: side(119, 150), scenario: side(124, 150) },
  areas: [area('North', 30, side(80, 100), side(85, 100)), area('South', 10, side(40, 50), side(39, 50))],
}
const gains = (found: PartsFound | null) => sayGains({ parts: found, titles: (id) => id, year: 2030, places: [], unit: 'FTE', profession: 'Nurses', areaName: 'Nation' })

describe('who gains and who loses', () => {
  test('two areas, in FTE and as a share of need; the whole and its parts differ by 1', () => {
    const { byArea } = gains(parts)
    expect(byArea!.areas.map(({ code, change, shareChange, gains: which }) => [code, change, Number(shareChange!.toFixed(9)), which])).toEqual([['North', -5, -0.05, 'gains'], ['South', 1, 0.02, 'loses']])
    expect([byArea!.whole.change, byArea!.together.change, byArea!.apart]).toEqual([-5, -4, -1])
    expect(byArea!.says).toBe('1 of 2 integrated care systems gains, one loses by 2030: North most, +5 FTE (+5.0 % of need), and South least, −1 FTE (−2.0 % of need)')
    expect(byArea!.apartSays).toContain('−1 is not told apart')
  })

  test('where all gain it is said so', () => {
    const [north, south] = [parts.areas[0]!, area('South', 10, side(40, 50), side(42, 50))]
    expect(gains({ ...parts, areas: [north, south] }).byArea!.says).toBe('Both integrated care systems gain by 2030: North most, +5 FTE (+5.0 % of need), and South least, +2 FTE (+4.0 % of need)')
  })

  test('two areas are two groups: the most deprived gains 5 of 100, the least deprived loses 1 of 50', () => {
    const { byDeprivation } = gains(parts)
    expect(byDeprivation!.groups.map(({ name, from, change }) => [name, from, change])).toEqual([['Group 1 (least deprived)', 10, 1], ['Group 2 (most deprived)', 30, -5]])
    expect(byDeprivation!.says).toBe('By 2030 the most deprived group of areas gains 5 FTE (5.0 % of need), the least deprived loses 1 FTE (2.0 % of need)')
    // Without: 20 of 100 and 10 of 50 are alike. With: 15 % less 22 %.
    expect(byDeprivation!.apartSays).toBe('The gap of the most deprived less that of the least deprived goes from 0.0 to −7.0 % of need')
    expect(byDeprivation!.notKnown).toBeNull()
  })

  test('an area of which nobody said anything is not known: it is in no group, and its figure is absent from the csv', () => {
    const found = gains({ ...parts, areas: [...parts.areas, area('East', null, side(10, 12), side(11, 12))] })
    expect(found.byDeprivation!.groups.map(({ areas }) => areas)).toEqual([1, 1])
    expect(found.byDeprivation!.notKnown).toMatchObject({ areas: 1, change: -1 })
    expect(found.byDeprivation!.apartSays).toContain('Of 1 integrated care system it is not known')
    expect(gainCells(found, 'FTE').find(({ part, id }) => part === 'deprivation' && id === 'East')).toMatchObject({ value: null, unit: '%' })
  })

  test('nothing needed has no share, which is not a share of zero', () => {
    const { byArea } = gains({ ...parts, areas: [area('North', 30, side(80, 0), side(85, 0)), parts.areas[1]!] })
    expect(byArea!.areas[0]).toMatchObject({ without: { share: null }, shareChange: null })
  })
})

describe('what is missing of it', () => {
  test.each([
    { what: 'no indicator', found: { ...parts, deprivation: null }, says: ['cadre template indicators > deprivation.csv', 'cadre import deprivation.csv'] },
    { what: 'nobody asked', found: null, says: ['--by-area'] }, { what: 'no areas', found: { ...parts, level: null, areas: [] }, says: ['Two to sixty areas'] },
    { what: 'one area', found: { ...parts, areas: parts.areas.slice(0, 1), without: [{ code: 'S', name: 'South', why: 'too few years' }] }, says: ['South cannot: too few years'] },
  ])('$what: named with what would say it', ({ found, says }) => {
    const missing = JSON.stringify(gainsMissing(gains(found), found))
    for (const each of says) expect(missing).toContain(each)
    expect(missing).toContain('Who gains and loses by deprivation')
  })
})

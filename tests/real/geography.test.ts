import { describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { areaMap } from '../../src/api/map/area-tiles.ts'
import { findPlace } from '../../src/api/map/find-place.ts'
import type { CubeAnswer } from '../../src/dataset/cube.ts'
import { answerCube, readMap } from '../../src/store/cube.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { isReal, publishedHouse } from './published-house.ts'

/** Two cardiac networks that overlap, made up for this test: Manchester and Lancashire; Lancashire, and 40 % of Cheshire and Merseyside. */
const networks = 'network_code,network_name,member_level,member_code,share,valid_from,valid_to\r\nTEST-K1,Test network one,ics,QOP,,,\r\nTEST-K1,Test network one,ics,QE1,,,\r\nTEST-K2,Test network two,ics,QE1,,,\r\nTEST-K2,Test network two,ics,QYG,0.4,,\r\n'

const [of2024, of2026] = ['2024-04-30', '2026-04-01']

/** The published files at every level, on the map of 2024 and of April 2026. Expected figures are sums of the files' columns, or equalities that must hold. */
describe.skipIf(!isReal)('geography through time on the published files (skipped where ../shared/real is absent)', () => {
  const { house, ask } = publishedHouse(/^(sickness_absence|pcn|org_reference|prevalence|turnover)\/.*\.(csv|geojson)$/, '2026-05-01T00:00:00Z', [{ path: 'networks.csv', text: networks }])
  const trusts = { where: { source: 'sickness' }, at: '2025-03-31' } as const
  const networkStaff = { where: { source: 'pcn-staff' }, at: '2022-09-30' } as const

  test.each([of2024, of2026])('FTE of trusts adds up to the same England by organisation, system and region, on the map of %s', async (map) => {
    const whole = sum(await ask('fte', { ...trusts, map }))
    expect(whole).toBeCloseTo(1485812.74, 1)
    for (const by of ['organisation', 'ics', 'region', 'nation'] as const) expect([by, sum(await ask('fte', { ...trusts, by: [by], map })).toFixed(3)]).toEqual([by, whole.toFixed(3)])
  })

  test.each([of2024, of2026])('FTE and headcount of primary care networks add up to the same England by network, place, system and region, on the map of %s', async (map) => {
    for (const measure of ['fte', 'headcount']) {
      const whole = sum(await ask(measure, { ...networkStaff, map }))
      for (const by of ['pcn', 'place', 'ics', 'region', 'nation'] as const) expect([measure, by, sum(await ask(measure, { ...networkStaff, by: [by], map })).toFixed(3)]).toEqual([measure, by, whole.toFixed(3)])
    }
  })

  test('a merged board is the sum of the boards it was formed from, and no region moves by it', async () => {
    const [before, after] = [values(await ask('fte', { ...trusts, by: ['ics'], map: of2024 }), 'ics'), values(await ask('fte', { ...trusts, by: ['ics'], map: of2026 }), 'ics')]
    expect(after.get('Z9B2Z')).toBeCloseTo(before.get('QMJ')! + before.get('QRV')!, 4)
    expect(added(after, ['S1Y5D', 'D7T5G', 'T6Y0W'])).toBeCloseTo(added(before, ['QHG', 'QUE', 'QM7', 'QH8', 'QJG', 'QMM']), 4)
    expect(added(after, ['S0E4D', 'S9B9J', 'QRL'])).toBeCloseTo(added(before, ['QU9', 'QNQ', 'QXU', 'QNX', 'QRL']), 4)
    const regions = async (map: string) => [...values(await ask('fte', { ...trusts, by: ['region'], map }), 'region')].map(([code, value]) => [code, value.toFixed(3)])
    expect(await regions(of2026)).toEqual(await regions(of2024))
  })

  test('places of a divided board go where they went, and Frimley is shared by weights that are named', async () => {
    const [before, after] = [values(await ask('fte', { ...networkStaff, by: ['place'], map: '2022-09-30' }), 'place'), values(await ask('fte', { ...networkStaff, by: ['place'], map: of2026 }), 'place')]
    expect(after.has('D4U1Y')).toBe(false)
    expect(after.get('U2G6B')).toBeCloseTo(before.get('D4U1Y')! * 0.588619, 6)
    expect(after.get('92A')).toBeCloseTo(before.get('92A')! + before.get('D4U1Y')! * 0.182042, 6)
    const map = await readMap(house(), localViewer, of2026)
    expect(['06K', '07H', '06L', 'U2G6B'].map((code) => map.nodes.get(`sub-icb:${code}`)?.parents[0]?.code)).toEqual(['S1Y5D', 'D7T5G', 'T6Y0W', 'S0E4D'])
    const answer = await ask('fte', { ...networkStaff, by: ['ics'], map: of2026 })
    expect(answer.provenance.map).toBe('Figures of 30 September 2022 on the map of 1 April 2026, as asked')
    expect(answer.provenance.notes.join(' ')).toContain('On 1 April 2026 North Central London (QMJ) and North West London (QRV) merged into NHS West and North London Integrated Care Board (Z9B2Z)')
    expect(answer.provenance.notes.join(' ')).toContain('population weights of a published NHS England script')
  })

  test('prevalence is never added up: a board that did not change keeps its value, a merged one has none', async () => {
    const fifth = 'CHD: QOF prevalence (all ages) | fifth 1 (least deprived)'
    const of = async (area: string, map: string) => (await ask('prevalence', { where: { area, indicator: fifth }, map })).rows[0]
    expect((await of('QHL', of2026))?.value).toBe((await of('QHL', of2024))?.value)
    expect((await of('QHL', of2024))?.value).toBeGreaterThan(0)
    for (const area of ['S1Y5D', 'Z9B2Z', 'QRL']) expect(await of(area, of2026)).toMatchObject({ value: null, status: 'not-available' })
    expect((await ask('prevalence', { by: ['ics'], where: { indicator: fifth }, map: of2026 })).rows.filter((row) => row.value !== null)).toHaveLength(29)
  })

  test.each([of2024, of2026])('clinical networks overlap: rows are of their members, flagged, and the total counts once, on the map of %s', async (map) => {
    const systems = values(await ask('fte', { ...trusts, by: ['ics'], map }), 'ics')
    const answer = await ask('fte', { ...trusts, by: ['network'], map })
    const found = values(answer, 'network')
    expect(found.get('TEST-K1')).toBeCloseTo(systems.get('QOP')! + systems.get('QE1')!, 4)
    expect(found.get('TEST-K2')).toBeCloseTo(systems.get('QE1')! + systems.get('QYG')! * 0.4, 4)
    expect(answer.totals[0]?.value).toBeCloseTo(1485812.74, 1)
    expect(answer.provenance.notes.some((note) => note.startsWith('Networks overlap'))).toBe(true)
    expect(sum(await ask('fte', { ...trusts, where: { ...trusts.where, area: 'TEST-K2' }, map }))).toBeCloseTo(found.get('TEST-K2')!, 6)
  })

  test('boards named in the files of 2020 did not exist then: the figures stand, and the answer says that the codes were cast back', async () => {
    const answer = await ask('fte', { where: { source: 'pcn-staff' }, by: ['ics'], at: '2020-03-31' })
    expect(answer.rows.length).toBeGreaterThan(20)
    expect(answer.provenance.notes).toContain('Integrated care boards were set up on 1 July 2022: the areas of 31 March 2020 carry later codes, cast back by the source.')
    const later = await ask('fte', { where: { source: 'pcn-staff' }, by: ['ics'], at: '2022-09-30' })
    expect(later.provenance.notes.some((note) => note.includes('cast back'))).toBe(false)
  })

  // London lies at 51.5° N: the board of north and west London has no outline yet and lies between the two it was formed from.
  test('tiles of boards that have no outline yet lie among those they were formed from', async () => {
    const england = await findPlace(house(), localViewer, undefined, of2026)
    if (isRefusal(england)) throw new Error(england.found)
    const { tiles, outlines } = await areaMap(house(), localViewer, england, null)
    expect(outlines?.note).toMatch(/drawn as the areas .* formed from/)
    expect(tiles).toHaveLength(37)
    expect(tiles.filter(({ place }) => place === undefined).map(({ code }) => code)).toEqual(['QZZ'])
    expect(tiles.find(({ code }) => code === 'Z9B2Z')?.place?.y).toBeCloseTo(51.5, 0)
  })

  test('a board that ended is named with what it became', async () => {
    const gone = await answerCube(house(), localViewer, { measure: 'fte', by: [], where: { area: 'Frimley' }, at: null, from: null, to: null, map: of2026 })
    expect(isRefusal(gone) && gone.need).toMatch(/^On 2026-04-01 it became .*S0E4D/)
  })
})

function sum(answer: CubeAnswer): number {
  return answer.rows.reduce((total, row) => total + (row.value ?? 0), 0)
}

function added(of: ReadonlyMap<string, number>, codes: readonly string[]): number {
  return codes.reduce((total, code) => total + of.get(code)!, 0)
}

function values(answer: CubeAnswer, key: string): Map<string, number> {
  return new Map(answer.rows.flatMap((row) => (row.value === null ? [] : [[String(row[key]), row.value]])))
}

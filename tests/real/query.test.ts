import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { areaMap } from '../../src/api/map/area-tiles.ts'
import { findPlace } from '../../src/api/map/find-place.ts'
import type { CubeAnswer } from '../../src/dataset/cube.ts'
import { readHistories, readMap } from '../../src/store/cube.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { isReal, publishedHouse, real } from './published-house.ts'

/** Expected figures are cells of the files themselves, or sums of their columns made with another tool. */
describe.skipIf(!isReal)('questions to the published files (skipped where ../shared/real is absent)', () => {
  const { house, ask } = publishedHouse(/\.(csv|xlsx|geojson)$/, '2026-01-01T00:00:00Z')

  // Manchester lies at 53.5° N 2.2° W; a degree of longitude is 0.61 of a degree of latitude in the middle of England.
  test('tiles of the 42 boards lie where their outlines lie, and a body that is no area has no place', async () => {
    const england = await findPlace(house(), localViewer, undefined)
    if (isRefusal(england)) throw new Error(england.found)
    const { tiles, outlines } = await areaMap(house(), localViewer, england, null)
    expect(outlines?.areas).toHaveLength(42)
    expect(JSON.stringify(outlines).length).toBeLessThan(60_000)
    expect(tiles.filter(({ place }) => place !== undefined)).toHaveLength(42)
    expect(tiles.filter(({ place }) => place === undefined).map(({ code }) => code)).toEqual(['QZZ'])
    const manchester = tiles.find(({ code }) => code === 'QOP')?.place
    expect(manchester?.y).toBeCloseTo(53.5, 0)
    expect(manchester?.x).toBeCloseTo(-2.2 * 0.61, 0)
  })

  test('FTE by staff group in England is the file’s own figure for each of 22 groups', async () => {
    const answer = await ask('fte', { by: ['staff_group'], at: '2025-09-30', where: { area: 'England' } })
    expect(answer.rows).toHaveLength(22)
    expect(answer.rows.find((row) => row.staff_group === 'Nurses & health visitors')?.value).toBe(369758.94316)
    expect(answer.totals.find((row) => row.staff_group === 'All staff groups')?.value).toBe(1377896.59128)
    expect(sum(answer)).toBeCloseTo(1377896.59128, 4)
  })

  test('headcount in England is the published total, though its parts add up to more', async () => {
    expect((await ask('headcount')).rows).toEqual([{ value: 1544829, status: 'ok' }])
    const parts = await ask('headcount', { by: ['staff_group'], at: '2025-09-30' })
    expect(sum(parts)).toBeGreaterThan(1544829)
  })

  test.each(['fte', 'fte_days_lost', 'fte_days_available'])('%s by ICS adds up to its national total, national bodies in a row of their own', async (measure) => {
    const answer = await ask(measure, { by: ['ics'], at: '2025-03-31' })
    expect(answer.rows).toHaveLength(43)
    expect(answer.rows.some((row) => row.ics === 'QZZ')).toBe(true)
    expect(answer.totals).toMatchObject([{ ics: 'E92000001', ics_name: 'England' }])
    expect(sum(answer)).toBeCloseTo(answer.totals[0]?.value ?? 0, 4)
  })

  test('days lost and available of March 2025 are the sums of the file’s columns', async () => {
    const lines = readFileSync(join(real, 'sickness_absence/nhs_sickness_absence_2025-03.csv'), 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(','))
    const column = (fromEnd: number) => lines.reduce((total, cells) => total + Number(cells.at(fromEnd)), 0)
    const [lost, available, rate] = [await ask('fte_days_lost', { at: '2025-03-31' }), await ask('fte_days_available', { at: '2025-03-31' }), await ask('sickness_absence_rate', { at: '2025-03-31' })]
    expect(lost.rows[0]?.value).toBeCloseTo(column(-3), 4)
    expect(available.rows[0]?.value).toBeCloseTo(column(-2), 4)
    expect(rate.rows[0]?.value).toBeCloseTo(column(-3) / column(-2) * 100, 10)
  })

  test('nurses leave and join at rates of the published counts, 2024/25', async () => {
    const nurses = { staff_group: 'Nurses & health visitors' }
    const [leaving, joining, stocks] = [await ask('leaver_rate', { where: nurses }), await ask('joiner_rate', { where: nurses }), await ask('headcount', { where: nurses, from: '2024-09-30', to: '2025-09-30' })]
    const mean = sum(stocks) / 2
    expect(leaving.rows[0]?.value).toBeCloseTo(33313 / mean * 100, 10)
    expect(joining.rows[0]).toMatchObject({ status: 'ok' })
    expect(joining.rows[0]?.value).toBeCloseTo(37184 / mean * 100, 10)
  })

  test('people, attendances and FTE per 1,000 people of England', async () => {
    expect((await ask('population', { where: { area: 'England' } })).rows[0]?.value).toBe(57690323)
    expect((await ask('activity', { at: '2024-04-30' })).rows[0]?.value).toBe(1341059 + 50804 + 771286 + 30969 + 691 + 45859)
    expect((await ask('fte_per_1000_population')).rows[0]?.value).toBeCloseTo(1377896.59128 / 57690323 * 1000, 10)
  })

  test('prevalence by ICS is held for 42 systems', async () => {
    const answer = await ask('prevalence', { by: ['ics'], where: { indicator: 'CHD' } })
    expect(new Set(answer.rows.map((row) => row.ics)).size).toBe(42)
  })

  test('the map of March 2025 has 7 regions and 42 systems under England, and national bodies apart', async () => {
    const map = await readMap(house(), localViewer, '2025-03-31')
    const nodes = [...map.nodes.values()]
    expect(nodes.filter((node) => node.level === 'region').map((node) => node.parents[0]?.code)).toEqual(Array.from({ length: 7 }, () => 'E92000001'))
    expect(nodes.filter((node) => node.level === 'ics' && !node.pseudo)).toHaveLength(42)
    expect(nodes.filter((node) => node.pseudo).map((node) => node.code)).toEqual(['QZZ'])
  })

  test('histories of England cover the 27 published groups, with joiners as published in the two years that have them', async () => {
    const histories = await readHistories(house(), localViewer, 'England', null)
    if (isRefusal(histories)) throw new Error(histories.found)
    const published = histories.filter((history) => history.source === 'turnover')
    expect(published).toHaveLength(27)
    const nurses = published.find((history) => history.group === 'Nurses & health visitors')
    expect(nurses?.flows.filter((flow) => flow.joinersBasis === 'published').map((flow) => [flow.to, flow.joiners.heads])).toEqual([['2010-09-30', 25857], ['2025-09-30', 37184]])
    expect(published.find((history) => history.group === 'Ambulance staff')?.breaks.length).toBeGreaterThan(0)
  })

  test('the same question twice gives the same bytes', async () => {
    const [once, again] = [await ask('fte', { by: ['ics', 'staff_group'] }), await ask('fte', { by: ['ics', 'staff_group'] })]
    expect(JSON.stringify(again)).toBe(JSON.stringify(once))
  })
})

function sum(answer: CubeAnswer): number {
  return answer.rows.reduce((total, row) => total + (row.value ?? 0), 0)
}

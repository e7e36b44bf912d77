import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../access/viewer.ts'
import type { CubeAnswer, CubeRequest } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { answerCube, readHistories } from './cube.ts'
import { readHosts } from './hosts.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// T1 and T2 stand in system A, T3 in B. T1 employs p2, who works at T3, as a lead employer does; T3 has recorded p2 as its own by mistake in the second month.
// Network K holds T1 and half of T3. On 1 April 2026 A ended: C took T1's and T2's whole area. Trust T9 of the past passed to T1 (75 %) and T3 (25 %).
const [before, now] = ['2024-09-30', '2025-09-30']
const post = (date: string, person: string, at: string, fte: number, host: string | null = null): Row => ({
  period_to: date, source: 'records', person, assignment: `${person}-${at}`, at_level: 'organisation', at_code: at, host_code: host, sector: 'Hospital and community', staff_group: 'Midwives', profession: 'Midwife', band: '6', fte, age: 30 })
const seen = '2025-09-30'
const belongs = (child: readonly [string, string], parent: readonly [string, string], share = 1): Row => ({ ...handRelation('records', child, parent, seen), share })
const files = [handFile('records', [before, now], {
  staff: [post(before, 'p1', 'T1', 1), post(before, 'p2', 'T1', 1, 'T3'), post(before, 'p3', 'T9', 0.8), post(now, 'p1', 'T1', 1), post(now, 'p2', 'T1', 1, 'T3'), post(now, 'p2', 'T3', 1), post(now, 'p4', 'T2', 0.6), post(now, 'p5', 'T3', 0.5)],
  area: [handArea('records', 'nation', 'DEMO', 'Made-up nation', seen), { ...handArea('records', 'ics', 'A', 'Old A', seen), valid_to: '2026-03-31' }, handArea('records', 'ics', 'B', 'B', seen), { ...handArea('records', 'ics', 'C', 'New C', '2026-04-01'), valid_from: '2026-04-01' }, handArea('records', 'network', 'K', 'Cardiac', seen)],
  organisation: [...['T1', 'T2', 'T3'].map((code) => handOrganisation('records', code, 'trust', seen)), { ...handOrganisation('records', 'T9', 'trust', before), valid_to: '2024-12-31' }],
  relation: [...['A', 'B', 'C'].map((code) => belongs(['ics', code], ['nation', 'DEMO'])), belongs(['organisation', 'T1'], ['ics', 'A']), belongs(['organisation', 'T2'], ['ics', 'A']), belongs(['organisation', 'T3'], ['ics', 'B']), belongs(['organisation', 'T9'], ['ics', 'A']),
    belongs(['organisation', 'T1'], ['network', 'K']), belongs(['organisation', 'T3'], ['network', 'K'], 0.5)],
  succession: [{ source: 'records', level: 'ics', from_code: 'A', to_code: 'C', on_date: '2026-04-01', share: 1 }, { source: 'records', level: 'organisation', from_code: 'T9', to_code: 'T1', on_date: '2025-01-01', share: 0.75 }, { source: 'records', level: 'organisation', from_code: 'T9', to_code: 'T3', on_date: '2025-01-01', share: 0.25 }],
})]

let house: House
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-map-'))
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  await publishFiles(house, localViewer, files, '2025-10-01T00:00:00Z')
})
afterAll(async () => {
  await house?.close()
  rmSync(folder, { recursive: true, force: true })
})

const tryAsk = (measure: string, rest: Partial<CubeRequest>): Promise<CubeAnswer | Refusal> => answerCube(house, localViewer, { measure, by: [], where: {}, at: null, from: null, to: null, map: null, ...rest })
async function rowsOf(measure: string, by: 'organisation' | 'ics' | 'network', rest: Partial<CubeRequest> = {}): Promise<Record<string, number | null>> {
  const answer = await tryAsk(measure, { by: [by], ...rest })
  if (isRefusal(answer)) throw new Error(answer.found)
  return Object.fromEntries(answer.rows.map((row) => [String(row[by]), row.value === null ? null : Number(row.value.toFixed(6))]))
}

describe('figures on the map of another date', () => {
  test('FTE of 2024 by system, on its own map and on that of 2026: the successor has what A had', async () => {
    expect(await rowsOf('fte', 'ics', { at: before })).toEqual({ A: 2.8 })
    expect(await rowsOf('fte', 'ics', { at: before, map: '2025-06-30' })).toEqual({ A: 2.6, B: 0.2 })
    expect(await rowsOf('fte', 'ics', { at: before, map: '2026-06-30' })).toEqual({ B: 0.2, C: 2.6 })
  })

  test('a trust that was divided stands under its successors by their shares: 0.8 is 0.6 and 0.2', async () => {
    expect(await rowsOf('fte', 'organisation', { at: before, map: now })).toEqual({ T1: 2.6, T3: 0.2 })
  })
})

describe('networks', () => {
  test('a member counts by its share: 2 of T1 and half of the 1.5 of T3', async () => {
    expect(await rowsOf('fte', 'network')).toEqual({ K: 2.75, null: 1.35 })
    const inside = await tryAsk('fte', { where: { area: 'K' } })
    expect(!isRefusal(inside) && inside.rows[0]).toMatchObject({ value: 2.75, status: 'estimated' })
  })

  test('histories of a network count people by the same shares', async () => {
    const histories = await readHistories(house, localViewer, 'K', 'Midwives')
    expect(!isRefusal(histories) && histories[0]?.stocks.at(-1)).toMatchObject({ date: now, fte: 2.75 })
  })
})

describe('histories of a system that began after the data', () => {
  // T1 has 2 FTE and three quarters of the 0.8 of T9 in 2024; T1 has 2 and T2 has 0.6 in 2025.
  test.each([{ area: 'C', map: null }, { area: 'C', map: '2026-06-30' }, { area: 'A', map: '2025-06-30' }])('$area on the map of $map are those of what it holds', async ({ area, map }) => {
    const histories = await readHistories(house, localViewer, area, 'Midwives', map)
    if (isRefusal(histories)) throw new Error(histories.found)
    expect(histories[0]?.stocks.map(({ date, fte }) => [date, Number(fte?.toFixed(6))])).toEqual([[before, 2.6], [now, 2.6]])
  })
})

describe('by employer and by host', () => {
  test('each record counts once either way: p2 of the lead employer moves to T3, and the total stays', async () => {
    expect(await rowsOf('fte', 'organisation', { at: before, map: now, basis: 'host' })).toEqual({ T1: 1.6, T3: 1.2 })
    expect(await rowsOf('headcount', 'ics', { at: before, basis: 'host' })).toEqual({ A: 2, B: 1 })
  })

  test('a measure that is held by employer only says so', async () => {
    expect(await tryAsk('stability', { basis: 'host' })).toMatchObject({ refused: true, code: 'host-not-held' })
  })

  test('the account of a month balances, and names the post recorded twice', async () => {
    const account = await readHosts(house, localViewer, { area: null, at: now, map: null })
    if (isRefusal(account)) throw new Error(account.found)
    expect(account.rows.map(({ code, employed, elsewhere, here, byHost }) => [code, employed, elsewhere, here, byHost])).toEqual([['T1', 2, 1, 0, 1], ['T2', 0.6, 0, 0, 0.6], ['T3', 1.5, 0, 1, 2.5]])
    expect([account.total.employed, account.total.byHost, account.leaving, account.entering]).toEqual([4.1, 4.1, 0, 0])
    expect(account.twice).toEqual({ people: 1, fte: 1 })
  })

  test('an area’s two totals differ by what crosses its border', async () => {
    const account = await readHosts(house, localViewer, { area: 'B', at: now, map: null })
    if (isRefusal(account)) throw new Error(account.found)
    expect([account.total.employed, account.total.byHost, account.leaving, account.entering]).toEqual([1.5, 2.5, 0, 1])
  })
})

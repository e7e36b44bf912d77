import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, type Viewer } from '../../src/access/viewer.ts'
import { areaMap } from '../../src/api/map/area-tiles.ts'
import { findPlace } from '../../src/api/map/find-place.ts'
import { importFiles } from '../../src/api/import.ts'
import { levelMeasures } from '../../src/api/map/level-measures.ts'
import { overviewChanges } from '../../src/api/overview/overview-changes.ts'
import { answerOverview } from '../../src/api/overview.ts'
import { answerPeers, writePeersCsv } from '../../src/api/peers.ts'
import { answerQuery } from '../../src/api/query.ts'
import type { OverviewChanges } from '../../src/contract/overview.ts'
import type { PeersAnswer } from '../../src/contract/peers.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { canariesIn, returnsOf } from '../access/made-up-region.ts'

// Trust ZXn has 10 + n people in post on 30 September and 3 funded posts. Published absence is 5 % everywhere, but ZX3 published none for September.
const folder = mkdtempSync(join(tmpdir(), 'cadre-peers-'))
let house: House

const withoutZX3 = (text: string) => text.split('\r\n').filter((line) => !(line.startsWith('30/09/2025') && line.includes(',ZX3,'))).join('\r\n')

beforeAll(async () => {
  const opened = await openHouse(join(folder, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const files = returnsOf().map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(name === 'absence.csv' ? withoutZX3(text) : text) }))
  const imported = await importFiles(house, localViewer, files, { as: null, dryRun: false, now: '2026-11-22T09:00:00.000Z' })
  if (isRefusal(imported)) throw new Error(imported.found)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const of = (...places: readonly string[]): Viewer => ({ ...localViewer, id: places.join(' '), name: places.join(' '), reach: { kind: 'some', places: places.map((place) => ({ place, from: null, to: null })), programmes: [] } })
const systemViewer = of('ics:QZ1', 'organisation:ZX1', 'organisation:ZX2')
const peersOf = (viewer: Viewer, area: string, peers: string, more: { measure?: string; at?: string } = {}): Promise<PeersAnswer | Refusal> => answerPeers(house, viewer, { area, peers, ...more })
const answered = async (viewer: Viewer, area: string, peers: string, more: { measure?: string; at?: string } = {}): Promise<PeersAnswer> => {
  const answer = await peersOf(viewer, area, peers, more)
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return answer
}

/** The figure that `cadre query` gives the same person. */
async function queried(viewer: Viewer, measure: string, area: string, at?: string): Promise<{ value: number | null; status: string } | null> {
  const answer = await answerQuery(house, viewer, { measure, by: '', where: [`area=${area}`], ...(at === undefined ? {} : { at }) })
  return isRefusal(answer) || answer.rows[0] === undefined ? null : { value: answer.rows[0].value, status: answer.rows[0].status }
}

describe('a comparison', () => {
  test('shows what cadre query shows, of the area, its peers and the nation', async () => {
    const answer = await answered(localViewer, 'QZ1', 'ics:QZ2,QZ3', { measure: 'vacancy_rate' })
    expect(answer.rows.map(({ role, code }) => `${role} ${code}`)).toEqual(['here QZ1', 'peer QZ2', 'peer QZ3', 'nation E92000001'])
    for (const { code, value, status, asOf } of answer.rows) expect([code, { value, status }]).toEqual([code, await queried(localViewer, 'vacancy_rate', code, asOf)])
    expect(answer.rows[1]!.difference).toBe(answer.rows[0]!.value! - answer.rows[1]!.value!)
    expect(answer.funnel).toBeNull()
    expect(answer.funnelWhy).toContain('No limits of chance')
  })

  test('gives the key figures of the same places, as cadre query gives them by system', async () => {
    const { others } = await answered(localViewer, 'QZ1', 'QZ2', { measure: 'vacancy_rate' })
    expect(others.map(({ measure }) => measure)).toEqual(['fte', 'vacancy_rate', 'sickness_absence_rate'])
    for (const { measure, cells, asOf } of others) for (const { code, value, status } of cells) expect([measure, code, { value, status }]).toEqual([measure, code, await queried(localViewer, measure, code, asOf)])
  })

  // Each trust published 10,000 FTE days available in the 30 days of September, 333 FTE; ZX3 of QZ2 published none.
  test('suggests areas of like size, the nearest first, with the reason', async () => {
    const { suggestions } = await answered(localViewer, 'QZ1', '', { measure: 'vacancy_rate' })
    expect(suggestions.map(({ code, reason }) => [code, reason])).toEqual([['QZ3', 'The same size: 667 FTE to 667 here'], ['QZ4', 'The same size: 667 FTE to 667 here'], ['QZ2', '50 % smaller: 333 FTE to 667 here, and in the same region']])
  })

  test('refuses a part of itself, another level, a name nobody has, and an amount', async () => {
    const { refused, rows } = await answered(localViewer, 'QZ1', 'organisation:ZX1,organisation:ZX5,Atlantis,QZ1,QZ2', { measure: 'vacancy_rate' })
    expect(refused.map(({ asked, because }) => [asked, because])).toEqual([['organisation:ZX1', 'overlap'], ['organisation:ZX5', 'level'], ['Atlantis', 'unknown'], ['QZ1', 'overlap']])
    expect(rows.filter(({ role }) => role === 'peer').map(({ code }) => code)).toEqual(['QZ2'])
    // QZ3 is as large as QZ1 and not chosen yet: it takes the place of what is refused.
    expect(refused[0]!.nearest).toMatchObject({ measure: 'vacancy_rate', peers: 'ics:QZ3,organisation:ZX5,Atlantis,QZ1,QZ2' })
    expect(await peersOf(localViewer, 'QZ1', 'QZ2', { measure: 'fte' })).toMatchObject({ code: 'amounts-not-compared' })
    expect(await peersOf(localViewer, 'QZ1', Array.from({ length: 13 }, (_, at) => `P${at}`).join(','))).toMatchObject({ code: 'too-many-peers' })
  })

  test('of two dates is refused, and the date that both have is offered and holds', async () => {
    const { refused, rows } = await answered(localViewer, 'ZX1', 'organisation:ZX3,organisation:ZX2', { measure: 'sickness_absence_rate' })
    expect(rows.filter(({ role }) => role === 'peer').map(({ code }) => code)).toEqual(['ZX2'])
    expect(refused).toMatchObject([{ asked: 'organisation:ZX3', because: 'date', nearest: { at: '2025-08-31', measure: 'sickness_absence_rate' } }])
    const nearest = await answered(localViewer, 'ZX1', 'organisation:ZX3,organisation:ZX2', { measure: 'sickness_absence_rate', at: '2025-08-31' })
    expect(nearest.refused).toEqual([])
    expect(nearest.rows.map(({ code, value, asOf }) => [code, value, asOf])).toEqual([['ZX1', 5, '2025-08-31'], ['ZX3', 5, '2025-08-31'], ['ZX2', 5, '2025-08-31'], ['E92000001', 5, '2025-08-31']])
  })

  test('as csv has a line for each place, what was refused with why, and the other key figures', async () => {
    const answer = await answered(localViewer, 'QZ1', 'QZ2,Atlantis', { measure: 'vacancy_rate' })
    const lines = writePeersCsv(answer).text.trim().split('\r\n')
    expect(lines[0]).toBe('measure,role,level,code,name,value,unit,status,as_of,difference,fte,low_95,high_95,why_not')
    expect(lines[1]).toContain(`vacancy_rate,here,ics,QZ1,System QZ1,${answer.rows[0]!.value},%,ok,2025-09-30`)
    // Here, one peer, the nation, one refused, and two other measures of two places.
    expect(lines).toHaveLength(1 + 4 + 4)
  })
})

describe('what changed', () => {
  test('is the month before by cadre query, the largest effect first, and then who is late', async () => {
    const { rows, month, before } = await changesIn(localViewer, 'QZ2')
    const [now, then] = [await queried(localViewer, 'fte', 'QZ2', month!), await queried(localViewer, 'fte', 'QZ2', before!)]
    expect([month, before]).toEqual(['2025-09-30', '2025-08-31'])
    expect(rows.find(({ what }) => what.startsWith('Staff in post'))?.effect).toBe(now!.value! - then!.value!)
    const sizes = rows.filter(({ kind }) => kind === 'moved').map(({ effect }) => Math.abs(effect ?? 0))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    expect(rows.at(-1)).toMatchObject({ kind: 'late', amount: '[x]', effect: null, what: 'Sickness absence: 1 of 2 employers has not sent September 2025', why: 'Trust number 3; last sent for August 2025' })
  })

  test('names nobody who is late to whoever may not read the records of all of them', async () => {
    expect((await changesIn(of(), 'QZ2')).rows.filter(({ kind }) => kind === 'late')).toEqual([])
  })
})

test('measures of a map answer for its areas, and none is an amount', async () => {
  const place = await findPlace(house, localViewer, undefined)
  if (isRefusal(place)) throw new Error(place.found)
  const { level, measures } = await levelMeasures(house, localViewer, place, null)
  expect(level).toBe('ics')
  expect(measures.map(({ measure }) => measure)).toEqual(expect.arrayContaining(['vacancy_rate', 'sickness_absence_rate']))
  expect(measures.map(({ measure }) => measure)).not.toEqual(expect.arrayContaining(['fte']))
  for (const { measure } of measures) expect([measure, [...(await byLevel(localViewer, measure, 'ics', 'E92000001')).values()].some((value) => value !== null)]).toEqual([measure, true])
})

describe('what a scope allows', () => {
  test.each([['all records', localViewer], ['the records of QZ1', systemViewer], ['no records', of()]] as const)('an Overview and a comparison show whoever reads %s what cadre query shows them', async (_, viewer) => {
    const overview = await answerOverview(house, viewer, { area: 'QZ1' })
    if (isRefusal(overview)) throw new Error(overview.found)
    for (const { measure, value, status } of overview.figures) {
      const own = await queried(viewer, measure, 'QZ1')
      expect([measure, value, status]).toEqual([measure, own?.value ?? null, own?.status ?? 'not-available'])
    }
    for (const { level, code, fte } of overview.children) expect([code, fte]).toEqual([code, (await byLevel(viewer, 'fte', level === 'organisation' ? 'organisation' : level, 'QZ1')).get(code) ?? null])
    const compared = await peersOf(viewer, 'QZ1', 'QZ2,QZ3', { measure: 'sickness_absence_rate' })
    if (isRefusal(compared)) throw new Error(compared.found)
    for (const { code, value, status } of compared.rows) expect([code, { value, status }]).toEqual([code, await queried(viewer, 'sickness_absence_rate', code)])
    expect([...canariesIn(JSON.stringify([overview, compared]))].filter((code) => viewer !== localViewer && !(viewer === systemViewer && ['ZX1', 'ZX2'].includes(code)))).toEqual([])
  })

  test('whoever reads one system compares it with none that is hidden, and learns no size of theirs', async () => {
    const answer = await answered(systemViewer, 'QZ1', 'QZ2', { measure: 'vacancy_rate' })
    expect(answer.rows[0]).toMatchObject({ code: 'QZ1', ...(await queried(systemViewer, 'vacancy_rate', 'QZ1')) })
    const theirs = await queried(systemViewer, 'vacancy_rate', 'QZ2')
    if (theirs?.value == null) expect(answer.refused).toMatchObject([{ asked: 'QZ2' }])
    else expect(answer.rows.find(({ code }) => code === 'QZ2')?.value).toBe(theirs.value)
    expect(answer.suggestions.map(({ code }) => code).toSorted()).toEqual([...(await byLevel(systemViewer, 'fte', 'ics', 'E92000001'))].flatMap(([code, fte]) => (fte === null || code === 'QZ1' ? [] : [code])))
  })

  test('whoever reads no records is refused where nothing is shown', async () => {
    expect(await peersOf(of(), 'QZ1', 'QZ2', { measure: 'vacancy_rate' })).toMatchObject({ refused: true })
  })

  test('coverage is told to those who may read the records of all of them', async () => {
    expect((await absenceOf(localViewer))?.coverage).toEqual({ held: 2, expected: 2, says: '2 of 2 employers' })
    expect(await absenceOf(of())).toMatchObject({ coverage: null, coverageWhy: expect.stringContaining('may read the records') })
  })

  test('the map shows whoever asks what cadre query shows them', async () => {
    for (const viewer of [localViewer, systemViewer, of()]) {
      const place = await findPlace(house, viewer, undefined)
      if (isRefusal(place)) throw new Error(place.found)
      const { tiles, by, nation, measure } = await areaMap(house, viewer, place, 'fte')
      const rows = await byLevel(viewer, measure, by, nation)
      expect(tiles.map(({ code, value }) => [code, value])).toEqual([...rows])
    }
  })
})

async function byLevel(viewer: Viewer, measure: string, by: string, area: string): Promise<Map<string, number | null>> {
  const answer = await answerQuery(house, viewer, { measure, by, where: [`area=${area}`] })
  return new Map(isRefusal(answer) ? [] : answer.rows.map((row) => [String(row[by] ?? ''), row.value]))
}

/** The key figure of sickness absence of one system. */
async function absenceOf(viewer: Viewer) {
  const overview = await answerOverview(house, viewer, { area: 'QZ1' })
  return isRefusal(overview) ? null : overview.figures.find(({ measure }) => measure === 'sickness_absence_rate')!
}

async function changesIn(viewer: Viewer, area: string): Promise<OverviewChanges> {
  const place = await findPlace(house, viewer, area)
  if (isRefusal(place)) throw new Error(place.found)
  return overviewChanges(house, viewer, place)
}

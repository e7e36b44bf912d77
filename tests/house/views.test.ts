import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, type Viewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerQuery, writeQueryCsv } from '../../src/api/query.ts'
import { answerView } from '../../src/api/view/view-answer.ts'
import type { QueryAnswer } from '../../src/contract/query.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { canariesIn, returnsOf } from '../access/made-up-region.ts'

// On 30 September trust ZXn has 10 + n people: 12 + (n - 1) rows, of which one is held back. Y61 has ZX1 to ZX4: 11 + 12 + 13 + 14 = 50; Y62 has 15 + 16 + 17 + 18 = 66.
const folder = mkdtempSync(join(tmpdir(), 'cadre-views-'))
let house: House

beforeAll(async () => {
  const opened = await openHouse(join(folder, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const files = returnsOf().map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) }))
  const imported = await importFiles(house, localViewer, files, { as: null, dryRun: false, now: '2026-11-22T09:00:00.000Z' })
  if (isRefusal(imported)) throw new Error(imported.found)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const of = (...places: readonly string[]): Viewer => ({ ...localViewer, id: places.join(' '), name: places.join(' '), reach: { kind: 'some', places: places.map((place) => ({ place, from: null, to: null })), programmes: [] } })
const ask = (viewer: Viewer, by: string, more: { measure?: string; where?: string[] } = {}): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, { measure: more.measure ?? 'headcount', by, where: more.where ?? [], at: '2025-09-30' })
const view = (measure: string): Promise<QueryAnswer | Refusal> => answerView(house, of(), { measure, by: ['ics', 'sex'], where: {}, at: '2025-09-30', from: null, to: null, map: null })
const told = async (viewer: Viewer, by: string, more: { measure?: string; where?: string[] } = {}): Promise<Record<string, number | string | null>> => {
  const answer = await ask(viewer, by, more)
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return Object.fromEntries(answer.rows.map((row) => [String(row[by] ?? 'all'), row.status === 'suppressed' ? 'suppressed' : row.value]))
}

describe('figures of records outside the scope', () => {
  test('come rounded from views, and an area of two organisations is hidden', async () => {
    // Each region has two systems, both hidden: whoever reads one of them could take it off the region. 116 people are about 115.
    expect(await told(of('organisation:ZX1'), 'region')).toEqual({ Y61: 'suppressed', Y62: 'suppressed' })
    expect(await told(of('organisation:ZX1'), 'ics')).toEqual({ QZ1: 'suppressed', QZ2: 'suppressed', QZ3: 'suppressed', QZ4: 'suppressed' })
    expect(await told(of(), '')).toEqual({ all: 115 })
  })

  test('stand beside exact figures of the own scope', async () => {
    expect(await told(of('organisation:ZX1', 'organisation:ZX2'), 'ics')).toEqual({ QZ1: 23, QZ2: 'suppressed', QZ3: 'suppressed', QZ4: 'suppressed' })
    expect(await told(of('organisation:ZX1'), 'organisation')).toEqual({ ZX1: 11 })
  })

  test('show FTE only where heads are shown', async () => {
    const [heads, fte] = [await view('headcount'), await view('fte')]
    if (isRefusal(heads) || isRefusal(fte)) throw new Error('refused')
    expect(fte.rows.map(({ status }) => status)).toEqual(heads.rows.map(({ status }) => status))
    expect(fte.rows.some(({ status, value }) => status === 'suppressed' && value === null)).toBe(true)
  })

  test('do not name a category that too few organisations use', async () => {
    const answer = await ask(of(), 'band')
    if (isRefusal(answer)) throw new Error(answer.found)
    expect([...canariesIn(JSON.stringify(answer)), ...canariesIn(writeQueryCsv(answer).text)]).toEqual([])
    expect(answer.rows.map(({ band }) => band)).toEqual(['Band 5', 'other'])
  })

  test('are refused, never given in part, where no view shows them', async () => {
    for (const [by, more] of [['organisation', {}], ['ics,band', { where: ['sex=Female'] }], ['site', {}]] as const) {
      expect(await ask(of(), by, { where: [...('where' in more ? more.where : [])] })).toMatchObject({ refused: true })
    }
    expect(await ask(of(), 'organisation')).toMatchObject({ code: 'outside-your-scope' })
  })

  test('are exact for whoever reads all records', async () => {
    expect(await told(localViewer, 'ics')).toEqual({ QZ1: 23, QZ2: 27, QZ3: 31, QZ4: 35 })
  })

  test('are not shown to somebody whose scopes together would tell: the nation less a region and a system leaves the other system', async () => {
    // About 115 in the nation, 66 in Y62 and 23 in QZ1: between 24 and 28 are left for QZ2, which is hidden. Either scope alone leaves it open.
    const region = ['region:Y62', ...[5, 6, 7, 8].map((n) => `organisation:ZX${n}`), 'ics:QZ3', 'ics:QZ4']
    const both = of(...region, 'ics:QZ1', 'organisation:ZX1', 'organisation:ZX2')
    expect(await told(of(...region), '')).toEqual({ all: 115 })
    expect(await told(of('ics:QZ1', 'organisation:ZX1', 'organisation:ZX2'), '')).toEqual({ all: 115 })
    expect(await ask(both, '')).toMatchObject({ code: 'outside-your-scope' })
    expect(await told(both, 'ics')).toEqual({ QZ1: 23, QZ3: 31, QZ4: 35 })
  })
})

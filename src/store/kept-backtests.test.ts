import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nothing } from '../access/reach.ts'
import { localViewer } from '../access/viewer.ts'
import { isRefusal } from '../units/refusal.ts'
import type { CataloguedFile, House } from './house.ts'
import { openHouse } from './open.ts'

const directory = mkdtempSync(join(tmpdir(), 'cadre-backtests-'))
let house: House
let snapshot: string

const file: CataloguedFile = {
  id: 'f1', name: 'a.csv', source: 'turnover', title: 'A', licence: 'OGL', table: 'staff_count', sha256: 'a'.repeat(64), bytes: 1, periodFrom: '2020-09-30', periodTo: '2020-09-30',
  rows: { read: 0, loaded: 0, quarantined: 0, duplicate: 0 }, sums: { fte: null, headcount: null }, findings: [], parts: [], quarantine: [], importedAt: '2026-01-01T00:00:00.000Z',
}

beforeAll(async () => {
  const opened = await openHouse(directory)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  const published = await house.catalogue.publish(localViewer, [file], 'real')
  if (isRefusal(published)) throw new Error(published.found)
  snapshot = published.snapshot
})
afterAll(async () => {
  await house.close()
  rmSync(directory, { recursive: true })
})

const made = (model: string, answer: string) => ({ model, snapshot, source: 'turnover', settings: 's', at: '2026-01-02T00:00:00.000Z', answer })

test('results of two models are kept beside each other, newest first, byte for byte', async () => {
  await house.backtests.keep(localViewer, made('model-1', '{"b":1,"a":0.1}'))
  await house.backtests.keep(localViewer, made('model-2', '{}'))
  expect(await house.backtests.list(localViewer, 's')).toEqual([made('model-2', '{}'), made('model-1', '{"b":1,"a":0.1}')])
  expect(await house.backtests.list(localViewer, 'other')).toEqual([])
})

test('a result that is kept is never replaced', async () => {
  await house.backtests.keep(localViewer, made('model-1', '{"later":true}'))
  expect((await house.backtests.list(localViewer, 's')).map(({ answer }) => answer)).toEqual(['{}', '{"b":1,"a":0.1}'])
})

test('a viewer without scope sees none', async () => {
  expect(await house.backtests.list({ ...localViewer, reach: nothing }, 's')).toEqual([])
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { importFiles } from '../../src/api/import.ts'
import { routes } from '../../src/api/routes.ts'
import { buildServer } from '../../src/api/server.ts'
import { csvOf, ledgerCells, staffCells, type Cells } from '../../src/quality/made-up-return.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { freshFolder } from './run-cadre.ts'
import { needRecords } from './needs-records.ts'

const { folder, remove } = freshFolder()
let server: FastifyInstance
let kept: Folder

/** Ten made-up people and ten ledger lines of one organisation, at two month-ends a year apart. */
const monthEnds = ['2024-09-30', '2025-09-30']
const rowsOf = (cells: (at: number) => Cells, periodTo: string): string => csvOf(Array.from({ length: 10 }, (_, at) => ({ ...cells(at), period_to: periodTo, ...(periodTo < '2025' && 'age' in cells(at) ? { age: '39' } : {}) })))
const files = monthEnds.flatMap((periodTo) => [{ name: `staff-${periodTo}.csv`, text: rowsOf(staffCells, periodTo) }, { name: `ledger-${periodTo}.csv`, text: rowsOf(ledgerCells, periodTo) }])

beforeAll(async () => {
  const house = await openHouse(join(folder, 'data'))
  if (isRefusal(house)) throw new Error(house.found)
  const answer = await importFiles(house, localViewer, files.map(({ name, text }) => ({ path: name, read: async () => new TextEncoder().encode(text) })), { as: null, dryRun: false, now: '2025-11-30T12:00:00.000Z' })
  if (isRefusal(answer)) throw new Error(answer.found)
  expect(answer.files.map(({ outcome, refused }) => [outcome, refused])).toEqual(files.map(() => ['loaded', null]))
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Cadre</title>')
  kept = keepFolder(house, openHouse)
  server = await buildServer({ folder: kept, pages, log: () => undefined })
})
afterAll(async () => {
  await server.close()
  await kept.close()
  remove()
})

test.each([...needRecords])('%s answers what its schema says, and may not be stored', async (url) => {
  const answer = await server.inject({ url, headers: { host: 'localhost:4180' } })
  expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([200, expect.anything()])
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.headers['content-type']).toContain(url.endsWith('.csv') ? 'text/csv' : 'application/json')
})

test('each of them is an address of the server', () => {
  const urls = new Set(routes.map(({ url }) => url))
  for (const url of needRecords) expect(urls.has(url), url).toBe(true)
})

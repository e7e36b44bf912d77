import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routes } from '../../src/api/routes.ts'
import { csvOf, ledgerCells, staffCells, type Cells } from '../../src/quality/made-up-return.ts'
import { freshFolder } from './run-cadre.ts'
import { needRecords } from './needs-records.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

const { folder, remove } = freshFolder()
let server: FastifyInstance
let served: ServedFiles

/** Ten made-up people and ten ledger lines of one organisation, at two month-ends a year apart. */
const monthEnds = ['2024-09-30', '2025-09-30']
const rowsOf = (cells: (at: number) => Cells, periodTo: string): string => csvOf(Array.from({ length: 10 }, (_, at) => ({ ...cells(at), period_to: periodTo, ...(periodTo < '2025' && 'age' in cells(at) ? { age: '39' } : {}) })))
const files = monthEnds.flatMap((periodTo) => [{ name: `staff-${periodTo}.csv`, text: rowsOf(staffCells, periodTo) }, { name: `ledger-${periodTo}.csv`, text: rowsOf(ledgerCells, periodTo) }])

beforeAll(async () => {
  served = await serveFiles(folder, files, '2025-11-30T12:00:00.000Z')
  expect(served.imported?.files.map(({ outcome, refused }) => [outcome, refused])).toEqual(files.map(() => ['loaded', null]))
  server = served.server
})
afterAll(async () => {
  await served.close()
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

const ask = (url: string) => server.inject({ url, headers: { host: 'localhost:4180' } })

test('a trust that loads nothing but its own records finds itself on the map, by its code', async () => {
  expect((await ask('/api/query?measure=headcount&by=organisation&at=2025-09-30')).json()).toMatchObject({ rows: [{ organisation: 'X-1', value: 10 }] })
  expect((await ask('/api/overview')).json()).toMatchObject({ area: { code: 'X-1', level: 'organisation' } })
  expect((await ask('/api/quality?area=X-1')).statusCode).toBe(200)
})

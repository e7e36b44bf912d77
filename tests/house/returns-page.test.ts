import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ImportAnswer } from '../../src/contract/import.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

const { folder, remove } = freshFolder()
const rows = Array.from({ length: 30 }, (_, at) => staffCells(at))
let server: FastifyInstance
let served: ServedFiles

beforeAll(async () => {
  served = await serveFiles(folder, [], '2026-01-31T12:00:00.000Z')
  server = served.server
})
afterAll(async () => {
  await served.close()
  remove()
})

/** Send one file as the Data page does. */
async function send(name: string, content: string): Promise<ImportAnswer> {
  const answer = await server.inject({
    method: 'POST', url: '/api/imports', headers: { host: 'localhost:4180', 'x-cadre': '1', 'content-type': 'multipart/form-data; boundary=line' },
    payload: `--line\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--line--\r\n`,
  })
  return ImportAnswer.parse(answer.json())
}

test('a return in our names loads by page, and its key is its owner’s', async () => {
  const { files } = await send('staff.csv', csvOf(rows))
  expect(files[0]).toMatchObject({ outcome: 'loaded', source: 'staff-return-X-1', rows: { read: 30, loaded: 30 } })
  expect(statSync(join(folder, 'data', 'key')).mode & 0o777).toBe(0o600)
})

test('a column of names is refused, and no name is in the answer', async () => {
  const { files } = await send('named.csv', csvOf(rows.map((row) => ({ ...row, surname: 'Fernwick' }))))
  expect(files[0]?.refused?.code).toBe('personal-column')
  expect(JSON.stringify(files)).not.toContain('Fernwick')
})

test('a month in which every row is held back leaves the month held as it is', async () => {
  const { files, changed } = await send('empty.csv', csvOf(rows.map((row) => ({ ...row, fte: '' }))))
  expect([files[0]?.refused?.code, changed]).toEqual(['nothing-to-load', false])
})

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { buildServer } from '../../src/api/server.ts'
import { ImportJob, ImportJobs } from '../../src/contract/import-job.ts'
import { csvOf, staffCells } from '../../src/quality/made-up-return.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { signedIn, tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'

const { folder, remove } = freshFolder()
let server: FastifyInstance
let kept: Folder
let house: House
let token: string

beforeAll(async () => {
  const opened = await openHouse(join(folder, 'data'))
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  mkdirSync(join(folder, 'pages'))
  writeFileSync(join(folder, 'pages', 'index.html'), '<!doctype html><title>Cadre</title>')
  kept = keepFolder(house, openHouse)
  token = await tokenFor(house)
  server = signedIn(await buildServer({ folder: kept, pages: join(folder, 'pages'), log: () => undefined }), token)
  await server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server.close()
  await kept.close()
  remove()
})

const ours = { host: 'localhost:4180', 'x-cadre': '1' }

/** A month of a made-up trust: thirty rows, of which the named ones carry a negative FTE and are held back. */
function month(trust: string, bad: readonly number[] = []): string {
  return csvOf(Array.from({ length: 30 }, (_, at) => ({ ...staffCells(at), organisation: trust, ...(bad.includes(at) ? { fte: '-1' } : {}) })))
}

async function send(files: Readonly<Record<string, string>>, question = ''): Promise<ImportJob> {
  const parts = Object.entries(files).map(([name, text]) => `--line\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n`)
  const answer = await server.inject({ method: 'POST', url: `/api/import-jobs${question}`, headers: { ...ours, 'content-type': 'multipart/form-data; boundary=line' }, payload: `${parts.join('')}--line--\r\n` })
  expect(answer.statusCode).toBe(202)
  return ImportJob.parse(answer.json())
}

async function until(id: string, ...states: readonly ImportJob['state'][]): Promise<ImportJob> {
  for (;;) {
    const job = ImportJob.parse((await server.inject({ url: `/api/import-jobs/${id}`, headers: ours })).json())
    if (states.includes(job.state)) return job
    await sleep(20)
  }
}

const change = async (method: 'POST' | 'DELETE', url: string) => (await server.inject({ method, url, headers: ours })).json<ImportJob & { code?: string }>()
const live = async () => (await server.inject({ url: '/api/status', headers: ours })).json<{ snapshot: string | null }>().snapshot
const keptOnDisk = () => [house.arriving, dirname(house.jobs.folderOf('any'))].flatMap((place) => (existsSync(place) ? readdirSync(place) : []))

describe('files that were sent', () => {
  test('are checked, and nothing is published until somebody says so', async () => {
    const sent = await send({ 'months/x1.csv': month('X-1', [4]), 'shoes.csv': 'shoe,size\nboot,42\n' })
    const job = await until(sent.id, 'checked')
    expect(job).toMatchObject({ publishable: 1, filesDone: 2, rowsRead: 30, snapshot: null })
    expect(job.files[0]).toMatchObject({ name: 'months/x1.csv', rowsHeldBack: 1, held: false, result: { outcome: 'dry-run', rows: { read: 30, loaded: 29, quarantined: 1 } } })
    expect(job.files[1]).toMatchObject({ mappable: true, result: { outcome: 'refused', refused: { code: 'unknown-file' } } })
    expect(await live()).toBeNull()

    const heldBack = await server.inject({ url: `/api/import-jobs/${job.id}/files/0/held-back.csv`, headers: ours })
    expect(heldBack.body.split('\r\n')).toHaveLength(3)
    const exceptions = (await server.inject({ url: `/api/import-jobs/${job.id}/files/0/exceptions.csv`, headers: ours })).body
    expect(exceptions.split('\r\n')[0]).toBe('rule,kind,row,column,found,expected,says')
    expect(exceptions).toMatch(/negative-fte,stop-row,6,/)

    await change('POST', `/api/import-jobs/${job.id}/publish`)
    const done = await until(job.id, 'published')
    expect(done.files[0]?.result).toMatchObject({ outcome: 'loaded', rows: { loaded: 29 } })
    expect(done.snapshot).toBe(await live())
    expect((await change('DELETE', `/api/import-jobs/${job.id}`)).code).toBe('import-already-published')
  })

  test('are known when the same bytes are held, and are not published twice', async () => {
    const before = await live()
    const job = await until((await send({ 'again.csv': month('X-1', [4]) })).id, 'checked')
    expect([job.publishable, job.files[0]?.held]).toEqual([0, true])
    await change('DELETE', `/api/import-jobs/${job.id}`)
    expect(await live()).toBe(before)
  })

  test('are published at once where that was asked', async () => {
    const job = await until((await send({ 'x2.csv': month('X-2') }, '?straightAway=yes')).id, 'published')
    expect([job.snapshot, job.files[0]?.result?.outcome]).toEqual([await live(), 'loaded'])
  })
})

describe('an upload that is ended', () => {
  test('while it is checked leaves nothing, and the next one runs', async () => {
    const before = await live()
    const [first, second] = [await send({ 'x3.csv': month('X-3') }), await send({ 'x4.csv': month('X-4') })]
    const cancelled = await change('DELETE', `/api/import-jobs/${first.id}`)
    expect(cancelled.state).toBe('cancelled')
    await until(second.id, 'checked')
    expect((await change('POST', `/api/import-jobs/${first.id}/publish`)).code).toBe('import-not-ready')
    await change('DELETE', `/api/import-jobs/${second.id}`)
    await expect.poll(() => keptOnDisk().includes(first.id)).toBe(false)
    expect([keptOnDisk().filter((name) => [first.id, second.id].includes(name)), await live()]).toEqual([[], before])
  })

  test('by a sender who goes away leaves nothing on disk and no job', async () => {
    const known = keptOnDisk()
    const { port } = server.server.address() as AddressInfo
    const sending = request({ port, method: 'POST', path: '/api/import-jobs', headers: { 'x-cadre': '1', authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=line', 'content-length': 1_000_000 } })
    sending.on('error', () => undefined)
    sending.write('--line\r\ncontent-disposition: form-data; name="files"; filename="half.csv"\r\n\r\n')
    sending.write('a,b\n'.repeat(20_000))
    for (let tries = 0; keptOnDisk().length === known.length && tries < 200; tries++) await sleep(10)
    expect(keptOnDisk()).toHaveLength(known.length + 1)
    sending.destroy()
    for (let tries = 0; keptOnDisk().length > known.length && tries < 200; tries++) await sleep(10)
    expect(keptOnDisk()).toEqual(known)
    const { jobs } = ImportJobs.parse((await server.inject({ url: '/api/import-jobs', headers: ours })).json())
    expect(jobs.flatMap(({ files }) => files.map(({ name }) => name))).not.toContain('half.csv')
  })
})

test('an upload nobody knows is absent', async () => {
  expect(await change('DELETE', '/api/import-jobs/none')).toMatchObject({ status: 404, code: 'import-not-found' })
})

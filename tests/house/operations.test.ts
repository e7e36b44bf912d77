import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Grant } from '../../src/access/grant.ts'
import type { Answered } from '../../src/api/log.ts'
import { tokenFor } from '../access/sign-in.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'
import { turnoverCsv } from './small-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-operations-'))
const answered: Answered[] = []
const reached: string[] = []
/** Every connection this process opens, to whom. */
const connecting = vi.spyOn(Socket.prototype, 'connect').mockImplementation(function refuse(this: Socket, ...to: unknown[]) {
  reached.push(JSON.stringify(to))
  this.destroy(new Error('no connections to elsewhere'))
  return this
})
let served: ServedFiles

beforeAll(async () => {
  served = await serveFiles(folder, [{ name: 'turnover.csv', text: turnoverCsv() }], '2026-01-31T09:00:00.000Z', { answered: (request) => { answered.push(request) } })
})
afterAll(async () => {
  await served.close()
  connecting.mockRestore()
  rmSync(folder, { recursive: true, force: true })
})

const metricsFor = async (headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const { statusCode, body } = await served.server.inject({ url: '/metrics', headers })
  return { status: statusCode, text: body }
}
const everywhere = (role: Grant['role']): Grant => ({ role, scope: { kind: 'everything', code: '' }, from: '2000-01-01', until: null })
const valueOf = (text: string, line: string): number => Number(text.split('\n').find((one) => one.startsWith(`${line} `))?.slice(line.length))

describe('metrics', () => {
  test('count answers by pattern of address and status, and time them; the address itself is nowhere', async () => {
    const before = valueOf((await metricsFor()).text, 'cadre_requests_total{method="GET",route="/api/query",status="200"}') || 0
    const ask = '/api/query?measure=headcount&by=staff_group&where=area%3DEngland'
    for (let time = 0; time < 3; time++) expect((await served.server.inject({ url: ask })).statusCode).toBe(200)
    expect((await served.server.inject({ url: '/api/query?measure=shoes' })).statusCode).toBe(400)
    const { text } = await metricsFor()
    expect(valueOf(text, 'cadre_requests_total{method="GET",route="/api/query",status="200"}')).toBe(before + 3)
    expect(valueOf(text, 'cadre_requests_total{method="GET",route="/api/query",status="400"}')).toBe(1)
    expect(valueOf(text, 'cadre_request_seconds_count{method="GET",route="/api/query"}')).toBe(before + 4)
    // This very question is the only one open.
    expect([valueOf(text, 'cadre_requests_open'), valueOf(text, 'cadre_imports_in_line'), valueOf(text, 'cadre_model_tasks_running'), valueOf(text, 'cadre_jobs{state="waiting"}')]).toEqual([1, 0, 0, 0])
    expect(valueOf(text, 'cadre_memory_bytes{kind="resident"}')).toBeGreaterThan(50e6)
    expect(text).not.toMatch(/England|shoes|headcount/)
  })

  test('are for whoever keeps the installation', async () => {
    expect((await metricsFor({ authorization: '' })).status).toBe(401)
    const planner = await tokenFor(served.house, [everywhere('planner'), everywhere('record-viewer'), everywhere('publisher')], 'Planner')
    expect((await metricsFor({ authorization: `Bearer ${planner}` })).status).toBe(403)
    const keeper = await tokenFor(served.house, [everywhere('system-admin')], 'Keeper')
    expect((await metricsFor({ authorization: `Bearer ${keeper}` })).status).toBe(200)
  })
})

test('the log of answers holds patterns of addresses and no query', () => {
  expect(answered.some(({ route, status }) => route === '/api/query' && status === 400)).toBe(true)
  expect(JSON.stringify(answered)).not.toMatch(/\?|England|shoes/)
})

test('a damaged part makes the server not ready until it is put right', async () => {
  const ready = async (): Promise<number> => (await served.server.inject({ url: '/ready' })).statusCode
  await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000, interval: 200 })
  const lake = join(folder, 'data', 'lake')
  const [part] = readdirSync(lake, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.parquet') && !name.startsWith('.'))
  const before = readFileSync(join(lake, part!))
  const flipped = Buffer.from(before)
  flipped[100]! ^= 1
  writeFileSync(join(lake, part!), flipped)
  expect(await ready()).toBe(503)
  expect((await served.server.inject({ url: '/health' })).statusCode).toBe(200)
  writeFileSync(join(lake, part!), before)
  utimesSync(join(lake, part!), new Date(), new Date())
  expect(await ready()).toBe(200)
})

test('the server reaches nobody: no connection was opened while it loaded, answered and projected', async () => {
  expect((await served.server.inject({ url: '/api/projection?area=England&years=2&draws=20' })).statusCode).toBe(200)
  expect((await served.server.inject({ url: '/api/overview?area=England' })).statusCode).toBeLessThan(500)
  expect(reached).toEqual([])
  // The watch itself works: it sees one that is opened.
  await expect(fetch('http://127.0.0.1:65001/')).rejects.toThrow()
  expect(reached).toHaveLength(1)
})

test('only the files of the socket of the folder, of the database and of the sign-in provider that were given could open a connection', () => {
  const source = join(import.meta.dirname, '..', '..', 'src')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('web'))
  const reaching = /^import (?!type)[^\n]* from '(node:(net|http|https|http2|tls|dgram)|pg|openid-client|undici)'|import\('(node:(net|http|https|http2|tls|dgram)|pg|openid-client|undici)'\)|\b(fetch|WebSocket|EventSource)\(/m
  expect(files.filter((name) => reaching.test(readFileSync(join(source, name), 'utf8'))).toSorted()).toEqual(['api/access/openid.ts', 'api/control-socket.ts', 'store/postgres-lines.ts', 'store/records-postgres.ts'])
})

import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant, Scope } from '../../src/access/grant.ts'
import { localViewer, nobody, type Viewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { confirmMapping } from '../../src/api/mappings.ts'
import type { ImportJob } from '../../src/contract/import-job.ts'
import { csvOf, staffCells, type Cells } from '../../src/quality/made-up-return.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { canariesIn, canary, returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

// ZX1 and ZX2 lie in system QZ1, ZX3 in QZ2. All three have staff records of September 2025, loaded by somebody who publishes for everything.
const { folder, remove } = freshFolder()
const now = '2025-12-01T12:00:00.000Z'
let served: ServedFiles
let token: string
const publisher = (kind: Scope['kind'], code: string): Grant => ({ role: 'publisher', scope: { kind, code }, from: '2000-01-01', until: null })
/** A publisher without the right to read a record. */
const of = (kind: Scope['kind'], code: string): Viewer => ({ ...nobody, id: `publisher ${code}`, name: `publisher ${code}`, rights: ['person', 'figures', 'publish'], grants: [publisher(kind, code)], secondFactor: true })
const people = (code: string, periodTo: string, count = 12): Cells[] => Array.from({ length: count }, (_, row) => ({ ...staffCells(row), organisation: code, period_to: periodTo, cost_centre: canary(code, `centre${row % 3}`), site: canary(code, 'site') }))
const load = async (viewer: Viewer, text: string, more: { organisation?: string; dryRun?: boolean } = {}) => {
  const answer = await importFiles(served.house, viewer, [{ path: 'return.csv', read: async () => new TextEncoder().encode(text) }], { as: null, dryRun: more.dryRun ?? false, now, organisation: more.organisation ?? null })
  if (isRefusal(answer)) throw new Error(`${answer.found} [${answer.code}]`)
  return { ...answer.files[0]!, snapshot: answer.snapshot, text: JSON.stringify(answer) }
}
/** Rows held, by organisation and day, as somebody sees them who sees all. */
const held = async (): Promise<Record<string, number>> => {
  const rows = await served.house.lake.select(localViewer, String(await served.house.catalogue.live(localViewer)), `select at_code || ' ' || period_to::varchar as place, count(*)::integer as held from staff group by all order by 1`)
  return Object.fromEntries(rows.map((row) => [String(row['place']), Number(row['held'])]))
}

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf().filter(({ name }) => name === 'absence.csv' || /zx[123]staff-2025-09/.test(name)), '2025-11-30T12:00:00.000Z')
  token = await tokenFor(served.house, [publisher('organisation', 'ZX2')], 'publisher of ZX2')
}, 120_000)
afterAll(async () => {
  await served.close()
  remove()
})

describe('an organisation that loads its own return', () => {
  test('publishes it beside those of others, which stay as they are', async () => {
    const before = await held()
    const answer = await load(of('organisation', 'ZX2'), csvOf(people('ZX2', '2025-10-31')))
    expect(answer).toMatchObject({ outcome: 'loaded', sender: 'ZX2', rows: { loaded: 12 } })
    expect(await held()).toEqual({ ...before, 'ZX2 2025-10-31': 12 })
    expect((await served.house.history.list(localViewer))[0]).toMatchObject({ kind: 'published', by: 'publisher ZX2', organisations: ['ZX2'] })
  })

  test('is judged as when somebody loads it who sees everything, and told nothing of others', async () => {
    const file = csvOf([...people('ZX2', '2025-11-30', 2), { ...people('ZX2', '2025-11-30', 3)[2]!, fte: '-1' }])
    const [own, all] = [await load(of('organisation', 'ZX2'), file, { dryRun: true }), await load(localViewer, file, { dryRun: true })]
    expect(own.findings.length).toBeGreaterThan(1)
    expect(own.findings).toEqual(all.findings)
    expect([...canariesIn(own.text)].filter((code) => code !== 'ZX2')).toEqual([])
  })

  test.each([
    { of: 'ics' as const, code: 'QZ1', text: csvOf(people('ZX1', '2025-10-31')), outcome: 'dry-run', why: undefined, says: 'a system may load for each of its organisations' },
    { of: 'ics' as const, code: 'QZ1', text: csvOf(people('ZX3', '2025-10-31')), outcome: 'refused', why: 'rows-of-others', says: 'and for none of another system' },
    { of: 'everything' as const, code: '', text: csvOf(people('ZX3', '2025-10-31')), outcome: 'dry-run', why: undefined, says: 'a publisher of everything loads for all' },
    { of: 'organisation' as const, code: 'ZX2', text: csvOf(people('ZX1', '2025-10-31')), outcome: 'refused', why: 'rows-of-others', says: 'rows of another organisation' },
    { of: 'organisation' as const, code: 'ZX2', text: returnsOf()[0]!.text, outcome: 'refused', why: 'publication-not-yours', says: 'a publication, which everybody sees' },
  ])('$says: $outcome', async ({ of: kind, code, text, outcome, why }) => {
    expect(await load(of(kind, code), text, { dryRun: outcome === 'dry-run' })).toMatchObject({ outcome, ...(why === undefined ? {} : { refused: { code: why } }) })
  })

  test('a file with some rows of another is refused whole, and the message counts them without naming anybody', async () => {
    const before = await held()
    const answer = await load(of('organisation', 'ZX2'), csvOf([...people('ZX2', '2025-11-30', 9), ...people('ZX3', '2025-11-30', 3).map((row) => ({ ...row, person: `9${row['person']}`, assignment: `9${row['assignment']}` }))]), { organisation: 'ZX2' })
    expect(answer).toMatchObject({ outcome: 'refused', refused: { code: 'rows-of-others' }, findings: [] })
    expect(answer.refused?.message).toContain('3 of 12 rows are of organisations outside your scope')
    expect(answer.text).not.toMatch(/ZX3|zx3/)
    expect(await held()).toEqual(before)
  })

  test('does not send in the name of another, and takes the place of no file that holds others', async () => {
    expect(await load(of('organisation', 'ZX2'), csvOf(people('ZX2', '2025-11-30')), { organisation: 'ZX3' })).toMatchObject({ refused: { code: 'sender-outside-scope' } })
    // A lead employer once sent for two: ZX2 alone may not take those rows away.
    const together = csvOf([...people('ZX2', '2025-11-30', 9), ...people('ZX3', '2025-11-30', 3).map((row) => ({ ...row, person: `9${row['person']}`, assignment: `9${row['assignment']}` }))])
    expect(await load(localViewer, together, { organisation: 'ZX2' })).toMatchObject({ outcome: 'loaded' })
    const before = await held()
    expect(await load(of('organisation', 'ZX2'), csvOf(people('ZX2', '2025-11-30', 8)))).toMatchObject({ refused: { code: 'replaces-rows-of-others' } })
    expect(await held()).toEqual(before)
  })

  test('a month that was sent before is replaced by its own sender', async () => {
    expect(await load(of('organisation', 'ZX2'), csvOf(people('ZX2', '2025-10-31', 11)))).toMatchObject({ outcome: 'loaded' })
    expect(await held()).toMatchObject({ 'ZX2 2025-10-31': 11 })
  })

  test('confirms its own mapping, and the next file in its own headings is read with it', async () => {
    const mapping = { source: 'staff-return', identifiers: 'local', columns: { organisation: 'Trust', period_to: 'Month', person: 'No', assignment: 'Post', staff_group: 'Group', profession: 'Job', band: 'Grade', fte: 'WTE' }, values: {}, constants: {}, ignore: [] }
    const confirm = (organisations: string[]) => confirmMapping(served.house, of('organisation', 'ZX2'), { organisations, mapping } as never, now)
    expect(await confirm(['ZX2', 'ZX3'])).toMatchObject({ refused: true, code: 'outside-your-scope' })
    expect(await confirm(['ZX2'])).toMatchObject({ mappings: [{ organisation: 'ZX2', version: 1, confirmedBy: 'publisher ZX2' }] })
    const own = csvOf(people('ZX2', '2025-12-31', 5).map((row) => ({ Trust: 'ZX2', Month: '2025-12-31', No: row['person']!, Post: row['assignment']!, Group: row['staff_group']!, Job: row['profession']!, Grade: 'Band 5', WTE: '1' })))
    expect(await load(of('organisation', 'ZX2'), own)).toMatchObject({ outcome: 'loaded', mappingVersion: 1 })
    expect((await load(of('organisation', 'ZX3'), own)).outcome).toBe('refused')
  })
})

const headers = (): Record<string, string> => ({ 'x-cadre': '1', authorization: `Bearer ${token}` })

const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
  const answer = await served.server.inject({ method, url, headers: headers(), ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() as ImportJob & { code: string } }
}

const until = async (id: string, states: readonly string[]): Promise<ImportJob> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await ask('GET', `/api/import-jobs/${id}`)
    if (states.includes(body.state)) return body
    await sleep(100)
  }
  throw new Error('the job did not end')
}

const send = async (text: string): Promise<ImportJob> => {
  const sent = await served.server.inject({ method: 'POST', url: '/api/import-jobs', headers: { ...headers(), 'content-type': 'multipart/form-data; boundary=line' }, payload: `--line\r\ncontent-disposition: form-data; name="files"; filename="own.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--line--\r\n` })
  expect(sent.statusCode).toBe(202)
  return until((sent.json() as ImportJob).id, ['checked', 'failed'])
}

describe('the same over the API', () => {
  test('files are sent, checked and published, those of others are refused, and one’s own file is taken back', async () => {
    const others = await send(csvOf(people('ZX1', '2025-08-31')))
    expect(others).toMatchObject({ state: 'checked', publishable: 0, files: [{ result: { outcome: 'refused', refused: { code: 'rows-of-others' } } }] })
    const own = await send(csvOf(people('ZX2', '2025-08-31')))
    expect(own).toMatchObject({ state: 'checked', publishable: 1 })
    expect((await ask('POST', `/api/import-jobs/${own.id}/publish`)).status).toBe(200)
    expect(await until(own.id, ['published', 'failed'])).toMatchObject({ state: 'published' })
    expect(await held()).toMatchObject({ 'ZX2 2025-08-31': 12 })
    const files = await served.house.catalogue.files(localViewer, String(await served.house.catalogue.live(localViewer)))
    const fileOf = (sender: string, periodTo: string): string => files.find((file) => file.sender === sender && file.periodTo === periodTo)!.id
    for (const id of [fileOf('ZX1', '2025-09-30'), fileOf('ZX2', '2025-11-30'), String(await served.house.catalogue.live(localViewer)), 'no such file']) expect([id, (await ask('POST', '/api/withdrawals', { id })).body.code]).toEqual([id, 'outside-your-scope'])
    expect((await ask('POST', '/api/withdrawals', { id: fileOf('ZX2', '2025-08-31') })).status).toBe(200)
    expect(Object.keys(await held())).not.toContain('ZX2 2025-08-31')
  }, 120_000)
})

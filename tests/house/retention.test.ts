import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { importFiles } from '../../src/api/import.ts'
import { answerRetention, checkCertificate, deleteDue, setRetentionRule, showCertificate } from '../../src/api/retention.ts'
import type { RetentionState, SignedCertificate } from '../../src/contract/retention.ts'
import { realDisk } from '../../src/store/disk.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal, type Refusal } from '../../src/units/refusal.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

const { folder, remove } = freshFolder()
const loadedAt = '2025-11-30T12:00:00.000Z'
/** Staff of August are past a clock of 14 months since 31 October 2026, those of September will be on 30 November. */
const now = '2026-11-22T12:00:00.000Z'
/** One trust; what came for August has marks of its own: in the name of the file, in its cells, and in a row that is held back. */
const files = returnsOf().filter(({ name }) => name === 'absence.csv' || name.includes('kanarizx1')).map(({ name, text }) =>
  (name.includes('2025-08-31') ? { name: name.replaceAll('kanarizx1', 'kanarizx9'), text: text.replaceAll('kanarizx1', 'kanarizx9').replace(/\r\n([^\r]*)\r\n$/, (_, last: string) => `\r\n${last}\r\n${last.replace(/\d+\.\d+|,1,/, '-1')}\r\n`) } : { name, text }))
let served: ServedFiles
let before: string

beforeAll(async () => {
  served = await serveFiles(folder, files, loadedAt)
  expect(served.imported?.files.map(({ refused }) => refused)).toEqual(files.map(() => null))
  before = String(await served.house.catalogue.live(localViewer))
})
afterAll(async () => {
  await served?.close()
  remove()
})

const good = <T>(answer: T): Exclude<T, Refusal> => {
  if (isRefusal(answer)) throw new Error(`${answer.code}: ${answer.found}`)
  return answer as Exclude<T, Refusal>
}
const data = join(folder, 'data')
const filesWith = (mark: string): string[] => readdirSync(data, { recursive: true }).map((name) => join(data, String(name))).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && readFileSync(path).includes(mark))
const rowsBy = async (snapshot: string): Promise<unknown> => served.house.lake.select(localViewer, snapshot, 'select cast(period_to as varchar) as month, count(*)::int as rows from staff group by all order by all')

test('nothing has a clock until somebody sets one, and what has none is never due', async () => {
  const state = await answerRetention(served.house, localViewer, now)
  expect(state.rules.every(({ months, id }) => months === null && id === null)).toBe(true)
  expect(state).toMatchObject({ due: [], uploadsBefore: null, certificates: [] })
  expect(await setRetentionRule(served.house, localViewer, { dataset: 'shoes', months: 1, because: 'test' }, now)).toMatchObject({ code: 'dataset-without-clock' })
})

test('a rule holds from its day on, the latest for its dataset; what is due is reckoned from the end of the month after', async () => {
  good(await setRetentionRule(served.house, localViewer, { dataset: 'staff', months: 1, from: '2030-01-01', because: 'a later schedule' }, now))
  expect((await answerRetention(served.house, localViewer, now)).due).toEqual([])
  good(await setRetentionRule(served.house, localViewer, { dataset: 'staff', months: 14, from: '2026-01-01', because: 'records schedule 2026' }, now))
  const state = await answerRetention(served.house, localViewer, now)
  expect(state.due.map(({ dataset, periodTo, dueOn, live, sender }) => [dataset, periodTo, dueOn, live, sender])).toEqual([['staff', '2025-08-31', '2026-10-31', true, 'ZX1']])
  expect(state.rules.filter(({ dataset }) => dataset === 'staff').map(({ months, inForce }) => [months, inForce])).toEqual([[14, true], [1, false]])
  expect((await answerRetention(served.house, localViewer, '2026-10-30T00:00:00.000Z')).due).toEqual([])
  expect((await answerRetention(served.house, localViewer, '2026-11-30T00:00:00.000Z')).due).toHaveLength(2)
})

describe('what is past its clock', () => {
  let state: RetentionState
  let signed: SignedCertificate

  test('is deleted only as it was looked at', async () => {
    state = await answerRetention(served.house, localViewer, now)
    expect(await deleteDue(served.house, localViewer, { plan: '0'.repeat(64) }, now)).toMatchObject({ code: 'retention-plan-changed' })
    expect(await rowsBy(before)).toEqual([{ month: '2025-08-31', rows: 12 }, { month: '2025-09-30', rows: 11 }])
  })

  test('is gone from the live data, from the disk to the last byte, and from the records; what is not due stays', async () => {
    expect(filesWith('kanarizx9'), 'the marks were never there').not.toEqual([])
    expect(state.due[0]!.parts.every(({ path }) => existsSync(join(data, 'lake', path)))).toBe(true)
    signed = good(await deleteDue(served.house, localViewer, { plan: state.plan }, now))
    const live = String(await served.house.catalogue.live(localViewer))
    expect(await rowsBy(live)).toEqual([{ month: '2025-09-30', rows: 11 }])
    expect(state.due[0]!.parts.some(({ path }) => existsSync(join(data, 'lake', path)))).toBe(false)
    expect(filesWith('kanarizx9')).toEqual([])
    expect(filesWith('kanarizx1')).not.toEqual([])
  })

  test('is certified: what, how much, which rule, who, when, where the account stood, and what was not reached', () => {
    expect(signed.certificate).toMatchObject({
      number: 1, at: now, by: { id: 'local' }, plan: state.plan, rules: [{ dataset: 'staff', months: 14, because: 'records schedule 2026' }], counts: { files: 1, rows: 12, parts: 1 },
      files: [{ table: 'staff', periodTo: '2025-08-31', sha256: state.due[0]!.sha256, parts: state.due[0]!.parts }], snapshots: [before],
    })
    expect(signed.certificate.outOfReach.join()).toContain('backups')
    expect(JSON.stringify(signed)).not.toContain('kanari')
  })

  test('leaves snapshots that held it unreadable, with the certificate, and nobody goes back to one', async () => {
    await expect(served.house.lake.select(localViewer, before, 'select 1')).rejects.toThrow('certificate 1')
    const answer = await served.server.inject({ url: '/api/history/moved?change=1', headers: { host: 'localhost' } })
    expect(answer.json()).toMatchObject({ code: 'inputs-deleted', detail: expect.stringContaining('inputs deleted under retention, certificate 1') as string })
    expect(await served.house.catalogue.withdraw(localViewer, String(await served.house.catalogue.live(localViewer)))).toMatchObject({ code: 'inputs-deleted' })
  })

  test('does not come back by being sent again', async () => {
    const { name, text } = files.find((file) => file.name.includes('2025-08-31'))!
    expect(await importFiles(served.house, localViewer, [{ path: name, read: async () => new TextEncoder().encode(text) }], { as: null, dryRun: false, now })).toMatchObject({ changed: false, files: [{ outcome: 'refused', refused: { code: 'file-deleted-under-retention' } }] })
    expect(filesWith('kanarizx9')).toEqual([])
  })

  test('has a certificate that can be checked; a changed one, one of another folder and a file that is still there are found', async () => {
    expect(await checkCertificate(served.house, localViewer, JSON.parse(JSON.stringify(signed)))).toMatchObject({ holds: true, faults: [] })
    expect(good(await showCertificate(served.house, localViewer, 1))).toEqual(signed)
    const changed = { ...signed, certificate: { ...signed.certificate, counts: { ...signed.certificate.counts, rows: 11 } } }
    expect(good(await checkCertificate(served.house, localViewer, changed)).faults).toEqual(['it is not what was signed', 'certificate 1 is kept here with other words'])
    expect(good(await checkCertificate(served.house, localViewer, { ...signed, signature: '0'.repeat(64) })).faults).toEqual(['it is not what was signed'])
    expect(await checkCertificate(served.house, localViewer, { certificate: {} })).toMatchObject({ code: 'certificate-not-readable' })
    const audit = await served.house.audit.list(localViewer, 5, null)
    expect(audit.some(({ what }) => /^retention certificate 1 [0-9a-f]{64}$/.test(what))).toBe(true)
  })
})

test('rows held back have a clock of their own: they go, and their file stays', async () => {
  good(await setRetentionRule(served.house, localViewer, { dataset: 'held-back', months: 6, from: '2026-01-01', because: 'assessment' }, now))
  const state = await answerRetention(served.house, localViewer, now)
  expect(state.due.map(({ dataset, table }) => [dataset, table]).toSorted()).toEqual([['held-back', 'establishment'], ['held-back', 'staff']])
  const { certificate } = good(await deleteDue(served.house, localViewer, { plan: state.plan }, now))
  expect(certificate).toMatchObject({ number: 2, counts: { files: 0, rows: 0, parts: 0 }, files: [{ parts: [], rows: 0 }, { parts: [], rows: 0 }] })
  expect(certificate.counts.heldBack).toBeGreaterThan(0)
  const live = String(await served.house.catalogue.live(localViewer))
  expect(await rowsBy(live)).toEqual([{ month: '2025-09-30', rows: 11 }])
  for (const { id } of await served.house.catalogue.files(localViewer, live)) expect(await served.house.catalogue.quarantine(localViewer, id)).toEqual([])
  expect((await answerRetention(served.house, localViewer, now)).due).toEqual([])
})

test('over the API: whoever publishes for everybody, with the second factor; a publisher of one organisation does not', async () => {
  const one = { authorization: `Bearer ${await tokenFor(served.house, [{ role: 'publisher', scope: { kind: 'organisation', code: 'ZX1' }, from: '2000-01-01', until: null }])}` }
  const ask = (headers: Record<string, string>) => served.server.inject({ url: '/api/retention', headers: { host: 'localhost', ...headers } })
  expect((await ask(one)).statusCode).toBe(403)
  expect((await ask({})).json<RetentionState>().certificates.map(({ number }) => number)).toEqual([2, 1])
  const send = (url: string, body: object) => served.server.inject({ method: 'POST', url, payload: body, headers: { host: 'localhost', 'x-cadre': '1' } })
  expect((await send('/api/retention/deletions', { plan: (await ask({})).json<RetentionState>().plan })).json()).toMatchObject({ code: 'nothing-past-its-clock', status: 404 })
  expect((await served.server.inject({ url: '/api/retention/certificates/1', headers: { host: 'localhost' } })).json<SignedCertificate>().certificate.number).toBe(1)
})

test('killed between what was written down and the last file, the next opening finishes it', async () => {
  const own = freshFolder()
  await (await serveFiles(own.folder, files, loadedAt)).close()
  const lake = join(own.folder, 'data', 'lake')
  const dying = good(await openHouse(join(own.folder, 'data'), { disk: { ...realDisk, remove: () => Promise.reject(new Error('killed')) } }))
  good(await setRetentionRule(dying, localViewer, { dataset: 'staff', months: 14, from: '2026-01-01', because: 'test' }, now))
  const { plan, due } = await answerRetention(dying, localViewer, now)
  await expect(deleteDue(dying, localViewer, { plan }, now)).rejects.toThrow('killed')
  expect((await dying.retention.certificates(localViewer)).map(({ number, doneAt }) => [number, doneAt])).toEqual([[1, null]])
  expect(due[0]!.parts.every(({ path }) => existsSync(join(lake, path)))).toBe(true)
  await dying.close()
  const next = good(await openHouse(join(own.folder, 'data')))
  expect(due[0]!.parts.some(({ path }) => existsSync(join(lake, path)))).toBe(false)
  expect((await next.retention.certificates(localViewer))[0]!.doneAt).not.toBeNull()
  expect(await checkCertificate(next, localViewer, JSON.parse(JSON.stringify(good(await showCertificate(next, localViewer, 1)))))).toMatchObject({ holds: true })
  await next.close()
  own.remove()
})

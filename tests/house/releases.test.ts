import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grant, Scope } from '../../src/access/grant.ts'
import type { Role } from '../../src/access/role.ts'
import { demonstrationViewer, localViewer, type Viewer } from '../../src/access/viewer.ts'
import { hashText } from '../../src/api/bundle.ts'
import { hashFiles } from '../../src/api/published/published-files.ts'
import { askRelease, collectFile, decideRelease, listReleases, withdrawRelease } from '../../src/api/releases.ts'
import type { Release, ReleaseList, ReleaseRequest } from '../../src/contract/release.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { returnsOf } from '../access/made-up-region.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'
import { serveFiles, type ServedFiles } from './serve-files.ts'

// Systems QZ1 (ZX1, ZX2) and QZ2 lie in region Y61, QZ3 and QZ4 in Y62.
const { folder, remove } = freshFolder()
let served: ServedFiles
const tokens = new Map<string, string>()
const grant = (role: Role, kind: Scope['kind'], code: string): Grant => ({ role, scope: { kind, code }, from: '2000-01-01', until: null })

beforeAll(async () => {
  served = await serveFiles(folder, returnsOf().filter(({ name }) => !/ledger|08-31/.test(name)), '2025-11-30T12:00:00.000Z')
  const people: Record<string, Grant[]> = {
    'publisher of QZ1': [grant('publisher', 'ics', 'QZ1')], 'second publisher of QZ1': [grant('publisher', 'ics', 'QZ1')], 'approver of Y61': [grant('approver', 'region', 'Y61')], 'approver of Y62': [grant('approver', 'region', 'Y62')],
    'approver of ZX1': [grant('approver', 'organisation', 'ZX1')], 'publisher and approver of QZ1': [grant('publisher', 'ics', 'QZ1'), grant('approver', 'ics', 'QZ1')], 'records of ZX1': [grant('record-viewer', 'organisation', 'ZX1')], 'figures of everything': [grant('aggregate-viewer', 'everything', '')],
  }
  for (const [name, grants] of Object.entries(people)) tokens.set(name, await tokenFor(served.house, grants, name))
}, 120_000)
afterAll(async () => {
  await served.close()
  remove()
})

async function send<T>(who: string, method: 'GET' | 'POST', url: string, payload?: object): Promise<{ status: number; code: string | null; body: T; bytes: Buffer }> {
  const answer = await served.server.inject({ method, url, ...(payload ? { payload } : {}), headers: { 'x-cadre': '1', authorization: `Bearer ${tokens.get(who)!}` } })
  const isJson = String(answer.headers['content-type']).includes('json') && answer.headers['content-disposition'] === undefined
  const body = isJson ? answer.json() as T & { code?: string } : null
  return { status: answer.statusCode, code: body?.code ?? null, body: body as T, bytes: answer.rawPayload }
}
const tableOf = (area: string): ReleaseRequest => ({ what: { kind: 'table', table: { measure: 'headcount', by: 'organisation', at: '2025-09-30', area } }, because: 'The yearly report of the system', recipient: 'The public' })
const recordsOf = (area: string, columns?: string[]): ReleaseRequest => ({ what: { kind: 'records', records: { area, at: '2025-09-30', ...(columns ? { columns } : {}) } }, because: 'A study that the board agreed to', recipient: 'University of Northmere' })
const ask = async (who: string, what: ReleaseRequest): Promise<Release> => {
  const { status, body } = await send<Release>(who, 'POST', '/api/releases', what)
  expect([status, body]).toMatchObject([200, { state: 'waiting' }])
  return body
}
const listed = async (who: string): Promise<number[]> => (await send<ReleaseList>(who, 'GET', '/api/releases')).body.releases.map(({ id }) => id)

describe('what leaves the organisation', () => {
  test('is asked for by one, approved by another, and leaves as it was approved', async () => {
    const { id, hash, files, mayDecide, mayCollect } = await ask('publisher of QZ1', tableOf('QZ1'))
    expect([mayDecide, mayCollect, files.map(({ name }) => name).includes('table.pdf')]).toEqual([false, false, true])
    expect(await send('publisher of QZ1', 'GET', `/api/releases/${id}/files/table.csv`)).toMatchObject({ status: 409, code: 'release-not-approved' })
    expect(await send('publisher of QZ1', 'POST', `/api/releases/${id}/approval`)).toMatchObject({ status: 409, code: 'release-own' })
    expect(await send('approver of Y61', 'POST', `/api/releases/${id}/approval`)).toMatchObject({ status: 200, body: { state: 'approved', mayCollect: false, steps: [{ kind: 'approved', by: 'approver of Y61' }] } })
    expect(await send('approver of Y61', 'GET', `/api/releases/${id}/files/table.csv`)).toMatchObject({ status: 409, code: 'release-not-approved' })
    const left = []
    for (const { name, sha256 } of files) {
      const { bytes } = await send('publisher of QZ1', 'GET', `/api/releases/${id}/files/${name}`)
      expect([name, hashText(bytes)]).toEqual([name, sha256])
      left.push({ name, bytes })
    }
    expect(hashFiles(left)).toBe(hash)
    expect((await send<ReleaseList>('publisher of QZ1', 'GET', '/api/releases')).body.releases.find((one) => one.id === id)).toMatchObject({ says: `Approved by approver of Y61; ${files.length} files left.` })
  })

  test('is seen and decided by approvers and publishers of the area, and by nobody else', async () => {
    const { id } = await ask('publisher of QZ1', tableOf('QZ1'))
    for (const who of ['approver of Y61', 'second publisher of QZ1', 'publisher of QZ1']) expect([who, (await listed(who)).includes(id)]).toEqual([who, true])
    for (const who of ['approver of Y62', 'approver of ZX1', 'records of ZX1', 'figures of everything']) {
      expect([who, (await listed(who)).includes(id)]).toEqual([who, false])
      expect(await send(who, 'POST', `/api/releases/${id}/approval`)).toMatchObject({ status: 404, code: 'release-not-found' })
    }
    expect(await send('second publisher of QZ1', 'POST', `/api/releases/${id}/approval`)).toMatchObject({ status: 200, body: { state: 'approved' } })
  })

  test('is not approved by who asked for it, whatever roles that person has', async () => {
    const { id } = await ask('publisher and approver of QZ1', tableOf('QZ1'))
    expect(await send('publisher and approver of QZ1', 'POST', `/api/releases/${id}/approval`)).toMatchObject({ code: 'release-own' })
  })

  test('is approved once when two approve at the same time', async () => {
    const { id } = await ask('publisher of QZ1', tableOf('QZ1'))
    const both = await Promise.all(['approver of Y61', 'second publisher of QZ1'].map((who) => send(who, 'POST', `/api/releases/${id}/approval`)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test('is refused or withdrawn with a reason, and its files are gone', async () => {
    const [refused, withdrawn, takenBack] = [await ask('publisher of QZ1', tableOf('QZ1')), await ask('publisher of QZ1', tableOf('QZ1')), await ask('publisher of QZ1', tableOf('QZ1'))]
    expect(await send('approver of Y61', 'POST', `/api/releases/${refused.id}/refusal`, { because: '' })).toMatchObject({ status: 400 })
    expect(await send('approver of Y61', 'POST', `/api/releases/${refused.id}/refusal`, { because: 'The figures are of the wrong month' })).toMatchObject({ body: { state: 'refused', says: 'Refused by approver of Y61: The figures are of the wrong month' } })
    expect(await send('approver of Y61', 'POST', `/api/releases/${refused.id}/approval`)).toMatchObject({ code: 'release-not-waiting' })
    expect(await send('second publisher of QZ1', 'POST', `/api/releases/${withdrawn.id}/withdrawal`, { because: 'not mine to take' })).toMatchObject({ code: 'release-over' })
    expect(await send('publisher of QZ1', 'POST', `/api/releases/${withdrawn.id}/withdrawal`, { because: 'no longer needed' })).toMatchObject({ body: { state: 'withdrawn' } })
    expect(await send('approver of Y61', 'POST', `/api/releases/${withdrawn.id}/approval`)).toMatchObject({ code: 'release-not-waiting' })
    await send('approver of Y61', 'POST', `/api/releases/${takenBack.id}/approval`)
    expect(await send('approver of Y61', 'POST', `/api/releases/${takenBack.id}/withdrawal`, { because: 'approved by mistake' })).toMatchObject({ body: { state: 'withdrawn' } })
    for (const { id } of [refused, withdrawn, takenBack]) expect(await send('publisher of QZ1', 'GET', `/api/releases/${id}/files/table.csv`)).toMatchObject({ code: 'release-not-approved' })
  })

  test('is asked for within the scope only', async () => {
    for (const [who, what, code] of [['publisher of QZ1', tableOf('QZ3'), 'not-allowed'], ['publisher of QZ1', tableOf('Y61'), 'not-allowed'], ['approver of Y61', tableOf('QZ1'), 'not-allowed'], ['records of ZX1', recordsOf('ZX2'), 'outside-your-scope'], ['publisher of QZ1', recordsOf('ZX1'), 'outside-your-scope']] as const) {
      expect([who, (await send(who, 'POST', '/api/releases', what)).code]).toEqual([who, code])
    }
  })

  test('stands in the account of reads and changes, step by step', async () => {
    const { id } = await ask('publisher of QZ1', tableOf('QZ1'))
    await send('approver of Y61', 'POST', `/api/releases/${id}/approval`)
    await send('publisher of QZ1', 'GET', `/api/releases/${id}/files/table.csv`)
    const { entries } = (await served.server.inject('/api/audit')).json() as { entries: { name: string; what: string; under: string; outcome: string }[] }
    expect(entries.filter(({ what }) => what.includes(`/releases/${id}/`)).map(({ name, what, under, outcome }) => [name, what, under, outcome]).toReversed()).toEqual([
      ['approver of Y61', `POST /api/releases/${id}/approval`, 'release-decision', 'done'], ['publisher of QZ1', `GET /api/releases/${id}/files/table.csv`, 'release-out', 'done'],
    ])
  })
})

describe('rows of records', () => {
  test('leave without personal columns unless those are named, and are read by who asked for them alone', async () => {
    const { id, summary } = await ask('records of ZX1', recordsOf('ZX1'))
    // ZX1 has 12 rows on that day, one of which was held back.
    expect(summary).toMatch(/^11 rows of /)
    expect(summary).toMatch(/No column is marked as personal/)
    await send('approver of ZX1', 'POST', `/api/releases/${id}/approval`)
    const { bytes } = await send('records of ZX1', 'GET', `/api/releases/${id}/files/records.csv`)
    const header = bytes.toString().split('\r\n')[0]!.split(',')
    expect(header.filter((name) => ['person', 'age', 'sex', 'ethnicity', 'birth_month'].includes(name))).toEqual([])
    expect(new Set(bytes.toString().split('\r\n').slice(1, -1).map((line) => line.split(',')[header.indexOf('at_code')]))).toEqual(new Set(['ZX1']))
    expect((await ask('records of ZX1', recordsOf('ZX1', ['at_code', 'sex', 'fte']))).summary).toMatch(/Personal columns: sex\./)
    expect(await send('records of ZX1', 'POST', '/api/releases', recordsOf('ZX1', ['name']))).toMatchObject({ code: 'columns-not-held' })
  })
})

const asViewer = async (name: string, grants: Grant[]): Promise<Viewer> => ({ ...localViewer, id: (await served.house.people.list(localViewer)).find((person) => person.name === name)!.id, name, grants, rights: ['person', 'figures', 'publish', 'approve'] })

describe('time and people', () => {
  test('a request and an approval end by themselves, and the files go', async () => {
    const [publisher, approver] = [await asViewer('publisher of QZ1', [grant('publisher', 'ics', 'QZ1')]), await asViewer('approver of Y61', [grant('approver', 'region', 'Y61')])]
    const askEarlier = async (): Promise<Release> => {
      const made = await askRelease(served.house, publisher, tableOf('QZ1'), '2026-11-01T09:00:00.000Z')
      if (isRefusal(made)) throw new Error(made.found)
      return made
    }
    const [undecided, late] = [await askEarlier(), await askEarlier()]
    // Fourteen days to decide, seven to leave.
    expect(await decideRelease(served.house, approver, undecided.id, { kind: 'approved' }, '2026-11-15T09:00:00.000Z')).toMatchObject({ code: 'release-not-waiting' })
    expect(await decideRelease(served.house, approver, late.id, { kind: 'approved' }, '2026-11-15T08:59:59.000Z')).toMatchObject({ state: 'approved' })
    expect(await collectFile(served.house, publisher, late.id, 'table.csv', '2026-11-22T08:59:58.000Z')).toMatchObject({ name: 'table.csv' })
    expect(await collectFile(served.house, publisher, late.id, 'table.csv', '2026-11-22T08:59:59.000Z')).toMatchObject({ code: 'release-not-approved' })
    const { releases } = await listReleases(served.house, publisher, '2026-11-30T09:00:00.000Z')
    expect(releases.filter(({ id }) => [undecided.id, late.id].includes(id)).map(({ state, says }) => [state, says])).toEqual([['expired', '1 file left; the time to take more is over.'], ['expired', 'Nobody decided before 15 November 2026.']])
    expect(await served.house.releases.read(publisher, late.id, 'table.csv')).toMatchObject({ code: 'release-not-found' })
  })

  test('needs the second factor to decide and to take away', async () => {
    const [publisher, approver] = [await asViewer('publisher of QZ1', [grant('publisher', 'ics', 'QZ1')]), await asViewer('approver of Y61', [grant('approver', 'region', 'Y61')])]
    const { id } = await ask('publisher of QZ1', tableOf('QZ1'))
    const now = new Date().toISOString()
    expect(await decideRelease(served.house, { ...approver, secondFactor: false }, id, { kind: 'approved' }, now)).toMatchObject({ code: 'second-factor-needed' })
    expect(await decideRelease(served.house, approver, id, { kind: 'approved' }, now)).toMatchObject({ state: 'approved' })
    expect(await collectFile(served.house, { ...publisher, secondFactor: false }, id, 'table.csv', now)).toMatchObject({ code: 'second-factor-needed' })
  })

  test('the person at the machine and the demonstration are not two people', async () => {
    const now = new Date().toISOString()
    expect(await askRelease(served.house, localViewer, tableOf('QZ1'), now)).toMatchObject({ code: 'release-needs-account' })
    expect(await withdrawRelease(served.house, localViewer, 1, 'because', now)).toMatchObject({ code: 'release-needs-account' })
    const demonstration = { ...served.house, mode: 'demonstration' as const }
    for (const answer of [await askRelease(demonstration, demonstrationViewer, tableOf('QZ1'), now), await decideRelease(demonstration, demonstrationViewer, 1, { kind: 'approved' }, now), await collectFile(demonstration, demonstrationViewer, 1, 'table.csv', now)]) {
      expect(answer).toMatchObject({ refused: true, code: 'release-needs-two-people' })
    }
    const list = await listReleases(demonstration, demonstrationViewer, now)
    expect([list.releases, list.mayAsk, list.how]).toEqual([[], [], expect.stringMatching(/asked for by one person and approved by another.*nobody signs in/s)])
  })
})

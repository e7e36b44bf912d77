import { EventEmitter, once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { firstAdministratorLink } from '../../src/api/access/first-administrator.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { codeOfStep } from '../../src/api/access/one-time-code.ts'
import type { Route } from '../../src/api/route.ts'
import { hashSecret } from '../../src/api/access/secrets.ts'
import { buildServer } from '../../src/api/server.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { tokenFor } from '../access/sign-in.ts'
import { freshFolder } from './run-cadre.ts'

const { folder, remove } = freshFolder()
let [house, kept, server]: [House, Folder, FastifyInstance] = [null!, null!, null!]
const now = () => new Date().toISOString()
const password = 'four herons by the weir'

beforeAll(async () => {
  const opened = await openHouse(`${folder}/data`)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  kept = keepFolder(house, openHouse)
  server = await buildServer({ folder: kept, pages: folder, log: () => undefined, address: new URL('https://cadre.example.org') })
})
afterAll(async () => {
  await server.close()
  await kept.close()
  remove()
})

/** Ask as whoever carries a cookie or token; the answer with what a test looks at. */
async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, carries: { cookie?: string; token?: string; from?: string } = {}, payload?: object, headers: Record<string, string> = { 'x-cadre': '1' }) {
  const answer = await server.inject({
    method, url, headers: { host: 'localhost:4180', ...headers, ...(carries.cookie === undefined ? {} : { cookie: carries.cookie }), ...(carries.token === undefined ? {} : { authorization: `Bearer ${carries.token}` }) },
    remoteAddress: carries.from ?? '127.0.0.1', ...(payload === undefined ? {} : { payload }),
  })
  const body = answer.headers['content-type']?.toString().includes('json') ? answer.json<Record<string, never>>() : {}
  return { status: answer.statusCode, body: body as Record<string, unknown> & { code?: string }, setCookie: String(answer.headers['set-cookie'] ?? ''), cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '', headers: answer.headers }
}

/** Invite somebody and let them in by the link. */
async function member(name: string, grants: readonly { role: 'record-viewer' | 'system-admin' | 'organisation-admin'; scope: string }[], admin: string): Promise<{ id: string; cookie: string; email: string; numbers: number[] }> {
  const email = `${name.toLowerCase()}@example.org`
  const { body: { person, link } } = await ask('POST', '/api/people', { cookie: admin }, { name, email })
  const numbers: number[] = []
  for (const grant of grants) numbers.push(Number((await ask('POST', `/api/people/${String(person)}/grants`, { cookie: admin }, grant)).body['number']))
  return { id: String(person), email, numbers, cookie: (await ask('POST', '/api/invitations/accept', {}, { link, password })).cookie }
}

let admin = ''

describe('the first start', () => {
  test('nothing is answered before somebody can sign in, but whether anybody can, and that the server lives', async () => {
    expect((await ask('GET', '/api/session')).body).toMatchObject({ mode: 'empty', person: null, nobodyYet: true, rights: [] })
    for (const url of ['/api/status', '/api/query?measure=fte', '/api/docs', '/api/openapi.json', '/api/nowhere', '/api/people']) expect([url, (await ask('GET', url)).body.code]).toEqual([url, 'sign-in-needed'])
    expect((await ask('GET', '/health')).status).toBe(200)
  })

  test('the link makes one administrator, works once, and a newer one replaces it', async () => {
    const [old, link] = [await firstAdministratorLink(house, now()), await firstAdministratorLink(house, now())]
    const given = { name: 'Ada Keeper', email: 'ada@example.org', password }
    expect((await ask('POST', '/api/invitations/accept', {}, { ...given, link: old })).body.code).toBe('link-not-valid')
    expect((await ask('POST', '/api/invitations/accept', {}, { link, password })).body.code).toBe('name-and-address-needed')
    expect((await ask('POST', '/api/invitations/accept', {}, { ...given, link, password: 'too short' })).body.code).toBe('password-not-good')
    const accepted = await ask('POST', '/api/invitations/accept', {}, { ...given, link })
    expect(accepted.setCookie).toMatch(/^cadre-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/)
    admin = accepted.cookie
    expect((await ask('POST', '/api/invitations/accept', {}, { ...given, link })).body.code).toBe('link-not-valid')
    expect(await firstAdministratorLink(house, now())).toBeNull()
    expect((await ask('GET', '/api/session', { cookie: admin })).body).toMatchObject({ person: { name: 'Ada Keeper' }, secondFactor: 'none', nobodyYet: false })
  })

  test('a link older than a day opens nothing', async () => {
    const { body: { link } } = await ask('POST', '/api/people', { cookie: admin }, { name: 'Late', email: 'late@example.org' })
    expect((await ask('POST', '/api/invitations/look', {}, { link })).status).toBe(200)
    const { invitation } = house.credentials
    expect(await invitation(hashSecret(String(link)), new Date(Date.now() + 24 * 3600_000 + 1000).toISOString())).toBeNull()
  })
})

describe('a session', () => {
  test('begins with address and password, says nothing of which was wrong, and ends by signing out', async () => {
    const wrong = await ask('POST', '/api/session', { from: '10.0.0.1' }, { email: 'ada@example.org', password: 'not the right one' })
    const unknown = await ask('POST', '/api/session', { from: '10.0.0.1' }, { email: 'nobody@example.org', password })
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body])
    const { cookie } = await ask('POST', '/api/session', { from: '10.0.0.2' }, { email: 'ADA@example.org', password })
    const status = await ask('GET', '/api/status', { cookie })
    expect([status.status, status.headers['cache-control']]).toEqual([200, 'no-store'])
    await ask('DELETE', '/api/session', { cookie })
    expect((await ask('GET', '/api/status', { cookie })).body.code).toBe('sign-in-needed')
  })

  test('is not begun or changed from another site', async () => {
    expect((await ask('POST', '/api/session', {}, { email: 'ada@example.org', password }, {})).body.code).toBe('origin-not-allowed')
    expect((await ask('POST', '/api/people', { cookie: admin }, { name: 'x', email: 'x@y' }, { 'x-cadre': '1', 'sec-fetch-site': 'cross-site' })).body.code).toBe('origin-not-allowed')
  })

  test('waits after five failures, whoever tries, and lets others in meanwhile', async () => {
    const tries = []
    for (let at = 0; at < 6; at++) tries.push((await ask('POST', '/api/session', { from: `10.0.1.${at}` }, { email: 'grace@example.org', password: `wrong number ${at} here` })).body.code)
    expect(tries).toEqual([...Array<string>(5).fill('sign-in-refused'), 'too-many-attempts'])
    expect((await ask('POST', '/api/session', { from: '10.0.2.1' }, { email: 'ada@example.org', password })).status).toBe(200)
  })

  test('of who is closed, or whose password changed, opens nothing from that moment', async () => {
    const [one, two] = [await member('Ones', [{ role: 'record-viewer', scope: 'everything' }], admin), await member('Twos', [], admin)]
    expect((await ask('GET', '/api/account', { cookie: one.cookie })).status).toBe(200)
    expect((await ask('DELETE', `/api/people/${one.id}`, { cookie: admin })).status).toBe(200)
    expect((await ask('GET', '/api/account', { cookie: one.cookie })).body.code).toBe('sign-in-needed')
    expect((await ask('POST', '/api/account/password', { cookie: two.cookie }, { old: password, password: 'nine otters on a raft' })).status).toBe(200)
    expect((await ask('GET', '/api/account', { cookie: two.cookie })).body.code).toBe('sign-in-needed')
  })
})

describe('roles', () => {
  test('a grant holds from the next request, and is gone from the next once taken back', async () => {
    const { cookie, id } = await member('Rowan', [], admin)
    const measures = async () => (await ask('GET', '/api/measures', { cookie })).body.code ?? 'answered'
    expect(await measures()).toBe('not-allowed')
    const { body: { number } } = await ask('POST', `/api/people/${id}/grants`, { cookie: admin }, { role: 'record-viewer', scope: 'organisation:R1' })
    expect(await measures()).toBe('answered')
    expect((await ask('DELETE', `/api/grants/${String(number)}`, { cookie: admin })).status).toBe(200)
    expect(await measures()).toBe('not-allowed')
  })

  test('nobody grants to themselves, an organisation’s administrator nothing beyond the scope, and the last system administrator stays', async () => {
    const other = await member('Ora', [{ role: 'organisation-admin', scope: 'organisation:R1' }], admin)
    const { cookie, id } = await member('Olive', [{ role: 'organisation-admin', scope: 'organisation:R1' }], admin)
    const grant = async (whom: string, role: string, scope: string) => (await ask('POST', `/api/people/${whom}/grants`, { cookie }, { role, scope })).body.code ?? 'granted'
    expect(await grant(id, 'record-viewer', 'organisation:R1')).toBe('own-grant')
    expect(await grant(other.id, 'record-viewer', 'organisation:R1')).toBe('granted')
    expect(await grant(other.id, 'record-viewer', 'organisation:R2')).toBe('not-allowed')
    expect(await grant(other.id, 'record-viewer', 'everything')).toBe('not-allowed')
    expect(await grant(other.id, 'system-admin', 'organisation:R1')).toBe('not-allowed')
    expect(await grant(other.id, 'record-viewer', 'planet:R1')).toBe('unknown-scope')
    const [last] = (await house.people.grants(localViewer, null)).filter(({ role }) => role === 'system-admin')
    expect((await ask('DELETE', `/api/grants/${last!.id}`, { cookie: admin })).body.code).toBe('last-administrator')
  })
})

describe('the second factor', () => {
  test('is needed to publish, takes a code once, and a recovery code once', async () => {
    const session = await ask('POST', '/api/session', { from: '10.0.3.1' }, { email: 'ada@example.org', password })
    const withdraw = async () => (await ask('POST', '/api/withdrawals', session, { id: 'nothing' })).body.code
    expect(await withdraw()).toBe('second-factor-needed')
    expect((await ask('POST', '/api/import-jobs?straightAway=yes', session)).body.code).toBe('second-factor-needed')
    expect((await ask('POST', '/api/import-jobs', session)).body.code).toBe('no-file-sent')
    const { body: { secret } } = await ask('POST', '/api/account/second-factor/offer', session)
    const code = (step: number) => codeOfStep(String(secret), Math.floor(Date.now() / 30_000) + step, 6)
    expect((await ask('POST', '/api/account/second-factor', session, { secret, code: '000000' })).body.code).toBe('code-not-right')
    const { body: { codes } } = await ask('POST', '/api/account/second-factor', session, { secret, code: code(-1) })
    expect(await withdraw()).toBe('nothing-to-withdraw')
    const again = await ask('POST', '/api/session', { from: '10.0.3.1' }, { email: 'ada@example.org', password })
    const give = async (given: string) => (await ask('POST', '/api/session/second-factor', again, { code: given })).body.code ?? 'given'
    expect(await give(code(-1))).toBe('code-not-right')
    expect(await give(code(0))).toBe('given')
    expect(await give(code(0))).toBe('code-not-right')
    const [recovery] = codes as string[]
    expect([await give(recovery!), await give(recovery!)]).toEqual(['given', 'code-not-right'])
    admin = again.cookie
  })
})

describe('a token', () => {
  test('is kept as a hash, gives no more than its person has, and opens nothing once taken back or the grant is', async () => {
    const { cookie, numbers } = await member('Tova', [{ role: 'record-viewer', scope: 'everything' }], admin)
    const { body: { token, id } } = await ask('POST', '/api/account/tokens', { cookie }, { name: 'nightly', days: 1, scopes: ['organisation:R1'] })
    const state = async () => (await ask('GET', '/api/session', { token: String(token) })).body
    expect(await state()).toMatchObject({ person: { name: 'Tova' }, rights: ['person', 'figures', 'records'] })
    const listed = JSON.stringify((await ask('GET', '/api/account', { cookie })).body)
    expect(listed).not.toContain(String(token))
    expect(JSON.stringify(await house.sessions.tokens(localViewer, null))).not.toContain(String(token))
    const { body: { token: second } } = await ask('POST', '/api/account/tokens', { cookie }, { name: 'another', days: 1 })
    expect((await ask('DELETE', `/api/account/tokens/${String(id)}`, { cookie })).status).toBe(200)
    expect(await state()).toMatchObject({ person: null })
    await ask('DELETE', `/api/grants/${numbers[0]}`, { cookie: admin })
    expect((await ask('GET', '/api/session', { token: String(second) })).body).toMatchObject({ rights: ['person'] })
  })

  test('of somebody else cannot be taken back by who does not keep accounts', async () => {
    const [one, two] = [await member('Uno', [], admin), await member('Due', [], admin)]
    const { body: { id } } = await ask('POST', '/api/account/tokens', { cookie: one.cookie }, { name: 'mine', days: 1 })
    expect((await ask('DELETE', `/api/account/tokens/${String(id)}`, { cookie: two.cookie })).body.code).toBe('way-in-not-found')
    expect((await ask('DELETE', `/api/tokens/${String(id)}`, { cookie: two.cookie })).body.code).toBe('not-allowed')
    expect((await ask('DELETE', `/api/tokens/${String(id)}`, { cookie: admin })).status).toBe(200)
  })
})

const reader = () => tokenFor(house, [{ role: 'record-viewer', scope: { kind: 'everything', code: '' }, from: '2000-01-01', until: null }])
const takeBack = async (token: string) => {
  const admitted = await house.sessions.admit('token', hashSecret(token), now())
  const [open] = await house.sessions.tokens(localViewer, admitted!.person.id)
  await house.sessions.revokeToken(localViewer, open!.id, now())
}

describe('an answer on its way', () => {
  const big = { name: 'big.csv', text: 'row,of,a,long,answer\n'.repeat(2_000_000) }
  /** Who is at the slow address, and what it waits for. */
  const arrived = new EventEmitter()
  /** A server with an address that takes its time, and one whose answer is long. */
  const slow = { policy: 'records', says: 'takes its time', group: 'Status', refuses: [] } as const
  const planted: readonly Route[] = [
    { ...slow, url: '/api/slow', answer: { kind: 'csv' }, handle: async () => { arrived.emit('one'); await once(arrived, 'go on'); return { name: 'late.csv', text: 'late' } } },
    { ...slow, url: '/api/long', answer: { kind: 'csv' }, handle: async () => big },
  ]
  let long: FastifyInstance
  beforeAll(async () => {
    long = await buildServer({ folder: kept, pages: folder, log: () => undefined, routes: planted })
    await long.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => long.close())

  test('that is still being worked out when its reader is shut out is not sent', async () => {
    const [token, other] = [await reader(), await reader()]
    const both = new Promise<void>((done) => { let there = 0; arrived.on('one', () => { if (++there === 2) done() }) })
    const asked = [token, other].map(async (carried) => long.inject({ url: '/api/slow', headers: { host: 'localhost:1', authorization: `Bearer ${carried}` } }))
    await both
    await takeBack(token)
    // The gate is asked again a quarter of a second after it was last asked, not sooner.
    await sleep(300)
    arrived.emit('go on')
    const [late, sent] = await Promise.all(asked)
    expect([late!.statusCode, late!.json<{ code: string }>().code, late!.headers['content-disposition']]).toEqual([401, 'sign-in-needed', undefined])
    expect([sent!.statusCode, sent!.body]).toEqual([200, 'late'])
  })

  /** Read the long answer, pausing after the first piece; how many bytes came, and whether the answer came to its end. */
  const readLong = (token: string, meanwhile: () => Promise<void>) => new Promise<{ bytes: number; whole: boolean }>((resolve) => {
    const { port } = long.server.address() as AddressInfo
    get({ port, path: '/api/long', headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let bytes = 0
      answer.once('data', () => {
        answer.pause()
        void meanwhile().then(() => sleep(400)).then(() => answer.resume())
      })
      answer.on('data', (piece: Buffer) => { bytes += piece.length })
      answer.on('close', () => resolve({ bytes, whole: answer.complete }))
      answer.on('error', () => undefined)
    })
  })

  test('is broken off between two pieces when what its reader was given is taken back, and else comes whole', async () => {
    const [token, other] = [await reader(), await reader()]
    const cut = await readLong(token, () => takeBack(token))
    expect(cut.whole).toBe(false)
    expect(cut.bytes).toBeLessThan(big.text.length)
    expect(await readLong(other, async () => undefined)).toEqual({ bytes: big.text.length, whole: true })
  })
})

test('the host has to be this machine, or the one others know the installation by', async () => {
  const statuses = []
  for (const host of ['localhost:4180', 'cadre.example.org', 'cadre.example.org.evil.example']) statuses.push((await server.inject({ url: '/api/session', headers: { host } })).statusCode)
  expect(statuses).toEqual([200, 200, 421])
})

test('an address without a policy is not served', async () => {
  const bare = keepFolder(house, openHouse)
  await expect(buildServer({ folder: bare, pages: folder, log: () => undefined, routes: [{ url: '/api/bare', says: '', group: 'Status', answer: { kind: 'csv' }, refuses: [], handle: async () => null } as never] })).rejects.toThrow('GET /api/bare')
})

import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localViewer } from '../../src/access/viewer.ts'
import { keepFolder, type Folder } from '../../src/api/folder.ts'
import { buildServer } from '../../src/api/server.ts'
import type { House } from '../../src/store/house.ts'
import { openHouse } from '../../src/store/open.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { startProvider, type Fault, type Provider } from '../access/provider.ts'
import { freshFolder } from './run-cadre.ts'

const { folder, remove } = freshFolder()
let [provider, house, kept, server]: [Provider, House, Folder, FastifyInstance] = [null!, null!, null!, null!]

beforeAll(async () => {
  provider = await startProvider({ sub: 'subject-1', email: 'ann@example.org' })
  const opened = await openHouse(`${folder}/data`)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
  kept = keepFolder(house, openHouse)
  server = await buildServer({ folder: kept, pages: folder, log: () => undefined, openid: { issuer: provider.issuer, clientId: 'cadre', clientSecret: 'a secret of the client', redirect: new URL('http://localhost:4180/api/openid/return') } })
  await house.people.add(localViewer, { name: 'Ann', email: 'Ann@example.org' }, '2026-01-01T00:00:00.000Z')
})
afterAll(async () => {
  await server.close()
  await kept.close()
  await provider.close()
  remove()
})

const headers = { host: 'localhost:4180' }
/** Go to the provider; where it was asked to send back to, and the cookie of the way. */
async function leave(): Promise<{ asked: URL; cookie: string }> {
  const answer = await server.inject({ url: '/api/openid', headers })
  return { asked: new URL(String(answer.headers.location)), cookie: String(answer.headers['set-cookie']).split(';')[0]! }
}
/** Come back with a code and a state. */
async function comeBack(cookie: string, code: string, state: string): Promise<{ status: number; code: string | null; session: string }> {
  const answer = await server.inject({ url: `/api/openid/return?${new URLSearchParams({ code, state }).toString()}`, headers: { ...headers, cookie } })
  return { status: answer.statusCode, code: answer.statusCode === 302 ? null : answer.json<{ code: string }>().code, session: /cadre-session=[\w-]+/.exec(String(answer.headers['set-cookie']))?.[0] ?? '' }
}
async function goThrough(fault: Fault = {}): Promise<Awaited<ReturnType<typeof comeBack>>> {
  const { asked, cookie } = await leave()
  provider.fault = fault
  return comeBack(cookie, provider.code(asked), asked.searchParams.get('state') ?? '')
}

test('who the provider knows and an administrator invited is let in, as one and the same, with what was granted here and nothing that was claimed', async () => {
  const { status, session } = await goThrough({ claims: (claims) => ({ ...claims, roles: ['system-admin'], groups: ['administrators'] }) })
  expect(status).toBe(302)
  expect((await server.inject({ url: '/api/session', headers: { ...headers, cookie: session } })).json()).toMatchObject({ person: { name: 'Ann' }, rights: ['person'], secondFactor: 'none' })
  expect((await goThrough({ claims: (claims) => ({ ...claims, email: 'another@example.org' }) })).status).toBe(302)
})

test('who has no account here is not let in, nor who is known by an address that nobody verified', async () => {
  expect((await goThrough({ claims: (claims) => ({ ...claims, sub: 'subject-2', email: 'nobody@example.org' }) })).code).toBe('no-account-here')
  await house.people.add(localViewer, { name: 'Ben', email: 'ben@example.org' }, '2026-01-01T00:00:00.000Z')
  expect((await goThrough({ claims: (claims) => ({ ...claims, sub: 'subject-3', email: 'ben@example.org', email_verified: false }) })).code).toBe('no-account-here')
  expect((await goThrough({ claims: (claims) => ({ ...claims, sub: 'subject-4', email: 'ann@example.org' }) })).code).toBe('no-account-here')
})

const now = Math.floor(Date.now() / 1000)
test.each<{ case: string; fault: Fault }>([
  { case: 'another issuer', fault: { claims: (claims) => ({ ...claims, iss: 'https://other.example.org' }) } },
  { case: 'another audience', fault: { claims: (claims) => ({ ...claims, aud: 'another client' }) } },
  { case: 'a token that has ended', fault: { claims: (claims) => ({ ...claims, iat: now - 7200, exp: now - 3600 }) } },
  { case: 'a token that does not hold yet', fault: { claims: (claims) => ({ ...claims, nbf: now + 3600 }) } },
  { case: 'another nonce', fault: { claims: (claims) => ({ ...claims, nonce: 'of another sign-in' }) } },
  { case: 'no signature', fault: { signing: 'none' } },
  { case: 'the public key taken as a shared secret', fault: { signing: 'public-key-as-secret' } },
  { case: 'another key under the same name', fault: { signing: 'another-key' } },
  { case: 'a key that is not published', fault: { header: { kid: 'unknown' } } },
  { case: 'claims changed after signing', fault: { tamper: (token) => { const [head, body, seal] = token.split('.'); return `${head}.${Buffer.from(Buffer.from(body!, 'base64url').toString().replace('subject-1', 'subject-9')).toString('base64url')}.${seal}` } } },
  { case: 'no subject', fault: { claims: ({ sub: _sub, ...claims }) => claims } },
  { case: 'no end', fault: { claims: ({ exp: _exp, ...claims }) => claims } },
])('$case is refused', async ({ fault }) => {
  expect(await goThrough(fault)).toMatchObject({ status: 409, code: 'openid-refused', session: '' })
})

test('another state, a code twice, a way used twice or by another browser, another verifier and another address to come back to are refused', async () => {
  provider.fault = {}
  const refused = { code: 'openid-refused', session: '' }
  const one = await leave()
  expect(await comeBack(one.cookie, provider.code(one.asked), 'another state')).toMatchObject(refused)
  const [two, three] = [await leave(), await leave()]
  const code = provider.code(two.asked)
  expect((await comeBack(two.cookie, code, two.asked.searchParams.get('state')!)).status).toBe(302)
  expect(await comeBack(two.cookie, code, two.asked.searchParams.get('state')!)).toMatchObject(refused)
  expect(await comeBack(three.cookie, code, three.asked.searchParams.get('state')!)).toMatchObject(refused)
  const four = await leave()
  expect(await comeBack('cadre-way=of-another-browser', provider.code(four.asked), four.asked.searchParams.get('state')!)).toMatchObject(refused)
  const [five, six] = [await leave(), await leave()]
  expect(await comeBack(five.cookie, provider.code(six.asked), five.asked.searchParams.get('state')!)).toMatchObject(refused)
  const seven = await leave()
  const elsewhere = new URL(seven.asked)
  elsewhere.searchParams.set('redirect_uri', 'https://evil.example.org/')
  expect(await comeBack(seven.cookie, provider.code(elsewhere), seven.asked.searchParams.get('state')!)).toMatchObject(refused)
})

test('without a provider there is no such address', async () => {
  const bare = await buildServer({ folder: kept, pages: folder, log: () => undefined })
  expect((await bare.inject({ url: '/api/openid', headers })).statusCode).toBe(401)
  expect((await bare.inject({ url: '/api/session', headers })).json()).toMatchObject({ provider: false })
  await bare.close()
})

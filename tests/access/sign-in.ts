import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Grant, Scope } from '../../src/access/grant.ts'
import { localViewer } from '../../src/access/viewer.ts'
import { firstRoles } from '../../src/api/access/first-administrator.ts'
import { hashSecret, makeSecret } from '../../src/api/access/secrets.ts'
import type { House } from '../../src/store/house.ts'

/** Grants of somebody who may do all there is. */
const allGrants: readonly Grant[] = firstRoles.map((role) => ({ role, scope: { kind: 'everything', code: '' }, from: '2000-01-01', until: null }))

/** Make a person with grants and a token that carries them (with the second factor given), and answer the token. */
export async function tokenFor(house: House, grants: readonly Grant[] = allGrants, name = 'Test reader', scopes: readonly Scope[] | null = null): Promise<string> {
  const at = '2025-01-01T00:00:00.000Z'
  const person = await house.people.add(localViewer, { name, email: `${randomUUID()}@example.org` }, at)
  for (const grant of grants) await house.people.grant(localViewer, person.id, grant, at)
  const token = makeSecret('cadre_')
  await house.sessions.makeToken(localViewer, { hash: hashSecret(token), id: randomUUID(), person: person.id, name: 'test', scopes, roles: null, secondFactor: true, createdAt: at, expiresAt: '2999-01-01T00:00:00.000Z', revokedAt: null })
  return token
}

/** Let every request a test injects carry a token, unless it says itself who it is. */
export function signedIn(server: FastifyInstance, token: string): FastifyInstance {
  const inject = server.inject.bind(server) as (asked: object) => unknown
  const carry = (asked: string | { headers?: Record<string, unknown> }): unknown => {
    const given = typeof asked === 'string' ? { method: 'GET', url: asked } : asked
    return inject({ ...given, headers: { authorization: `Bearer ${token}`, ...('headers' in given ? given.headers : {}) } })
  }
  server.inject = carry as typeof server.inject
  return server
}

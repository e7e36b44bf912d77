import { readScope, type Grant, type Scope } from '../../access/grant.ts'
import { hasRight, may } from '../../access/may.ts'
import { refuseRight } from '../../access/refuse-access.ts'
import { policies } from '../../access/policy.ts'
import { roleNames, roles } from '../../access/role.ts'
import { scopeKinds } from '../../access/grant.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { Done, Granted, GrantRequest, Invited, PeopleState, PersonRequest } from '../../contract/access.ts'
import { pathOf } from '../../reference/map-walk.ts'
import { readMap } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import type { Person } from '../../store/people.ts'
import { refuse, isRefusal, type Refusal } from '../../units/refusal.ts'
import { refuseScope } from './account.ts'
import { inviteBy } from './first-administrator.ts'
import { sayGrant, sayToken } from './say-access.ts'

/** Everybody with an account, what they were granted, and the tokens they have. Errors: refuses `not-allowed`. */
export async function listPeople(house: House, viewer: Viewer, now: string): Promise<PeopleState | Refusal> {
  const refused = mayManagePeople(viewer, now)
  if (refused) return refused
  const mayManageSystem = may(viewer, 'system-admin', null, now.slice(0, 10)) === null
  const [people, grants, tokens] = await Promise.all([house.people.list(viewer), house.people.grants(viewer, null), mayManageSystem ? house.sessions.tokens(viewer, null) : []])
  return {
    people: people.map((person) => ({
      id: person.id, name: person.name, email: person.email, state: stateOf(person), secondFactor: person.hasSecondFactor, createdAt: person.createdAt, closedAt: person.closedAt,
      grants: grants.filter((grant) => grant.person === person.id).map((grant) => sayGrant(grant, now.slice(0, 10))), tokens: tokens.filter((token) => token.person === person.id).map((token) => sayToken(token, now)),
    })),
    roles: roleNames.map((role) => ({ role, name: roles[role].name, says: roles[role].says })), scopeKinds: [...scopeKinds], mayManageSystem,
  }
}

function stateOf(person: Person): 'invited' | 'open' | 'closed' {
  if (person.closedAt !== null) return 'closed'
  return person.hasPassword ? 'open' : 'invited'
}

/** Make an account and the one-time link that opens it. Errors: refuses `not-allowed`, `address-not-readable`, `address-taken`. */
export async function invitePerson(house: House, viewer: Viewer, { name, email }: PersonRequest, now: string): Promise<Invited | Refusal> {
  const refused = may(viewer, 'system-admin', null, now.slice(0, 10))
  if (refused) return refused
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return refuse('address-not-readable', 'usage', { doing: 'Making an account', found: `“${email.slice(0, 100)}”`, need: 'An e-mail address: people sign in with it', next: 'Write it as name@organisation' })
  if (await house.people.find(viewer, email) !== null) return refuse('address-taken', 'conflict', { doing: 'Making an account', found: 'somebody has that e-mail address already', need: 'One account for each person', next: 'Use the account there is, or send its person a new link' })
  const person = await house.people.add(viewer, { name, email }, now)
  return linkFor(house, viewer, person, 'invitation', now)
}

/** Make a new one-time link for a person: it sets a new password. Errors: refuses `not-allowed`, `person-not-found`. */
export async function inviteAgain(house: House, viewer: Viewer, wanted: string, now: string): Promise<Invited | Refusal> {
  const refused = may(viewer, 'system-admin', null, now.slice(0, 10))
  if (refused) return refused
  const person = await findOpen(house, viewer, wanted)
  return isRefusal(person) ? person : linkFor(house, viewer, person, person.hasPassword ? 'new-password' : 'invitation', now)
}

async function linkFor(house: House, viewer: Viewer, person: Person, kind: 'invitation' | 'new-password', now: string): Promise<Invited> {
  const link = await inviteBy(house, { person: person.id, kind, by: viewer.name }, now)
  return { person: person.id, link, expiresAt: new Date(Date.parse(now) + 24 * 3600 * 1000).toISOString() }
}

/**
 * Grant a role in a scope. A system administrator grants anything; an administrator of an organisation what lies within the scope, and never that of the system.
 * Nobody grants to themselves.
 * Errors: refuses `not-allowed`, `unknown-scope`, `own-grant`, `person-not-found`, `until-before-from`.
 */
export async function grantRole(house: House, viewer: Viewer, wanted: string, { role, scope: text, from, until }: GrantRequest, now: string): Promise<Granted | Refusal> {
  const scope = readScope(text)
  if (scope === null) return refuseScope(text)
  const grant: Grant = { role, scope, from: from ?? now.slice(0, 10), until }
  if (until !== null && until < grant.from) return refuse('until-before-from', 'usage', { doing: 'Granting a role', found: `it would end on ${until} and begin on ${grant.from}`, need: 'A last day that is not before the first', next: 'Change one of the two' })
  const person = await findOpen(house, viewer, wanted)
  if (isRefusal(person)) return person
  if (person.id === viewer.id) return refuse('own-grant', 'conflict', { doing: 'Granting a role', found: 'it would be your own', need: 'Somebody else to grant it', next: 'Ask another administrator' })
  const refused = await mayGrant(house, viewer, grant, now)
  return refused ?? sayGrant(await house.people.grant(viewer, person.id, grant, now), now.slice(0, 10))
}

/** Take a grant back: it is gone at the next request. Errors: refuses `not-allowed`, `grant-not-found`, `last-administrator`. */
export async function revokeGrant(house: House, viewer: Viewer, number: number, now: string): Promise<Granted | Refusal> {
  const refused = mayManagePeople(viewer, now)
  if (refused) return refused
  const all = await house.people.grants(viewer, null)
  const grant = all.find(({ id, revokedAt }) => id === number && revokedAt === null)
  if (grant === undefined) return refuse('grant-not-found', 'absent', { doing: 'Taking a grant back', found: `none with the number ${number} is in force`, need: 'The number of a grant', next: 'See the list of people for their grants' })
  const not = await mayGrant(house, viewer, grant, now)
  if (not) return not
  const others = all.filter(({ id, role, revokedAt, until }) => id !== number && role === 'system-admin' && revokedAt === null && until === null)
  if (grant.role === 'system-admin' && others.length === 0) return refuse('last-administrator', 'conflict', { doing: 'Taking a grant back', found: 'it makes the last system administrator', need: 'Somebody who keeps the installation', next: 'Make another one first' })
  const revoked = await house.people.revoke(viewer, number, now)
  return sayGrant(revoked ?? grant, now.slice(0, 10))
}

/** Close an account: its person is out at the next request. Errors: refuses `not-allowed`, `person-not-found`, `own-grant`. */
export async function closePerson(house: House, viewer: Viewer, wanted: string, now: string): Promise<Done | Refusal> {
  const refused = may(viewer, 'system-admin', null, now.slice(0, 10))
  if (refused) return refused
  const person = await findOpen(house, viewer, wanted)
  if (isRefusal(person)) return person
  if (person.id === viewer.id) return refuse('own-grant', 'conflict', { doing: 'Closing an account', found: 'it is your own', need: 'Somebody else to close it', next: 'Ask another administrator' })
  await house.people.close(viewer, person.id, now)
  return { summary: `The account of ${person.name} is closed.` }
}

function mayManagePeople(viewer: Viewer, now: string): Refusal | null {
  return may(viewer, 'system-admin', null, now.slice(0, 10)) === null ? null : may(viewer, 'organisation-admin', null, now.slice(0, 10))
}

async function mayGrant(house: House, viewer: Viewer, { role, scope }: Grant, now: string): Promise<Refusal | null> {
  const today = now.slice(0, 10)
  if (hasRight(viewer.grants, 'manage-system', null, today)) return null
  if (role === 'system-admin') return refuseRight(policies['system-admin'], null)
  return may(viewer, 'organisation-admin', await whereIs(house, viewer, scope, today), today)
}

/** A scope and every area it lies in today. */
async function whereIs(house: House, viewer: Viewer, scope: Scope, today: string): Promise<Scope[]> {
  if (scope.kind === 'everything' || scope.kind === 'programme') return [scope]
  const map = await readMap(house, viewer, today)
  const above = pathOf(map, `${scope.kind === 'place' && !map.nodes.has(`place:${scope.code}`) ? 'sub-icb' : scope.kind}:${scope.code}`)
  return [scope, ...above.flatMap(({ level, code }) => scopeKinds.filter((kind) => kind === level).map((kind) => ({ kind, code })))]
}

async function findOpen(house: House, viewer: Viewer, wanted: string): Promise<Person | Refusal> {
  const person = await house.people.find(viewer, wanted)
  return person !== null && person.closedAt === null ? person : refuse('person-not-found', 'absent', { doing: 'Looking for a person', found: `no open account is “${wanted.slice(0, 100)}”`, need: 'An id or an e-mail address', next: 'See the list of people' })
}

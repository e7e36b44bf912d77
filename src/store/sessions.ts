import { isInForce, readScope, sayScope, type Grant, type Scope } from '../access/grant.ts'
import type { Role } from '../access/role.ts'
import type { Viewer } from '../access/viewer.ts'
import { desk, kept, personOf, readGrants, type Person } from './people.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A way in that is open: a session of a browser, or a token of a program. */
export interface Session { readonly id: string; readonly device: string; readonly secondFactor: boolean; readonly createdAt: string; readonly seenAt: string; readonly expiresAt: string }
export interface Token {
  readonly id: string
  readonly person: string
  readonly name: string
  /** Null: all that the person may; else only within these scopes and roles. */
  readonly scopes: readonly Scope[] | null
  readonly roles: readonly Role[] | null
  readonly secondFactor: boolean
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
}

/** Who comes in by a session or a token, with the grants in force. */
export interface Admitted { readonly person: Person; readonly grants: readonly Grant[]; readonly secondFactor: boolean; readonly session: string | null }

/** Sessions and tokens. Whoever carries one is looked up at every request: what is taken back is gone at once. */
export interface Sessions {
  /** Who the carrier of a secret is, by its hash; null when it opens nothing at that moment. */
  admit(kind: 'session' | 'token', hash: string, at: string): Promise<Admitted | null>
  begin(session: Session & { readonly hash: string; readonly person: string }): Promise<void>
  /** The second factor was given in this session. */
  confirm(hash: string): Promise<void>
  /** End the session that a secret carries. */
  endCarried(hash: string, at: string): Promise<void>
  end(viewer: Viewer, id: string, at: string): Promise<boolean>
  list(viewer: Viewer, at: string): Promise<Session[]>
  makeToken(viewer: Viewer, token: Token & { readonly hash: string }): Promise<void>
  /** Tokens of a person, or of everybody the viewer may see. */
  tokens(viewer: Viewer, person: string | null): Promise<Token[]>
  revokeToken(viewer: Viewer, id: string, at: string): Promise<boolean>
}

/** Open the sessions and tokens of the records. */
export function openSessions(records: Records): Sessions {
  return {
    admit: (kind, hash, at) => records.transaction(desk, (query) => (kind === 'session' ? admitSession(query, hash, at) : admitToken(query, hash, at))),
    begin: ({ hash, id, person, device, secondFactor, createdAt, expiresAt }) => kept(records, desk, async (query) => void await query(
      'insert into cadre.session (hash, id, person, device, second_factor, created_at, seen_at, expires_at) values ($1, $2, $3, $4, $5, $6, $6, $7)', [hash, id, person, device, secondFactor, createdAt, expiresAt])),
    confirm: (hash) => kept(records, desk, async (query) => void await query('update cadre.session set second_factor = true where hash = $1', [hash])),
    endCarried: (hash, at) => kept(records, desk, async (query) => void await query('update cadre.session set ended_at = $2 where hash = $1 and ended_at is null', [hash, at])),
    end: (viewer, id, at) => kept(records, viewer, async (query) => (await query('update cadre.session set ended_at = $2 where id = $1 and ended_at is null returning id', [id, at])).length > 0),
    list: (viewer, at) => records.transaction(viewer, async (query) => (await query(
      'select * from cadre.session where person = $1 and ended_at is null and expires_at > $2 order by created_at desc, id', [viewer.id, at])).map(sessionOf)),
    makeToken: (viewer, { hash, id, person, name, scopes, roles, secondFactor, createdAt, expiresAt }) => kept(records, viewer, async (query) => void await query(
      `insert into cadre.token (hash, id, person, name, scopes, roles, second_factor, created_at, expires_at) values ($1, $2, $3, $4, $5::text::jsonb, $6::text::jsonb, $7, $8, $9)`,
      [hash, id, person, name, scopes === null ? null : JSON.stringify(scopes.map(sayToken)), roles === null ? null : JSON.stringify(roles), secondFactor, createdAt, expiresAt])),
    tokens: (viewer, person) => records.transaction(viewer, async (query) => (await query('select * from cadre.token where $1::text is null or person = $1 order by created_at desc, id', [person])).map(tokenOf)),
    revokeToken: (viewer, id, at) => kept(records, viewer, async (query) => (await query('update cadre.token set revoked_at = $2 where id = $1 and revoked_at is null returning id', [id, at])).length > 0),
  }
}

async function admitSession(query: Query, hash: string, at: string): Promise<Admitted | null> {
  const [row] = await query(`select ${whoSql}, session.id as session_id, session.second_factor as factor, session.seen_at from cadre.session join cadre.person on person.id = session.person
    where session.hash = $1 and session.ended_at is null and session.expires_at > $2 and person.closed_at is null`, [hash, at])
  if (row === undefined) return null
  // Once a minute is enough to say when somebody was last seen.
  if (String(row.seen_at).slice(0, 16) < at.slice(0, 16)) await query('update cadre.session set seen_at = $2 where hash = $1', [hash, at])
  return { person: personOf(row), grants: await grantsInForce(query, String(row.id), at), secondFactor: row.factor === true, session: String(row.session_id) }
}

async function admitToken(query: Query, hash: string, at: string): Promise<Admitted | null> {
  const [row] = await query(`select ${whoSql}, token.second_factor as factor, token.scopes, token.roles from cadre.token join cadre.person on person.id = token.person
    where token.hash = $1 and token.revoked_at is null and token.expires_at > $2 and person.closed_at is null`, [hash, at])
  if (row === undefined) return null
  const { scopes, roles } = narrowingOf(row)
  const grants = (await grantsInForce(query, String(row.id), at)).filter(({ role }) => roles === null || roles.includes(role))
  return { person: personOf(row), grants: scopes === null ? grants : narrowed(grants, scopes), secondFactor: row.factor === true, session: null }
}

const whoSql = 'person.id, person.name, person.email, person.password is not null as has_password, person.second_factor is not null as has_second_factor, person.created_at, person.closed_at'

async function grantsInForce(query: Query, person: string, at: string): Promise<Grant[]> {
  return (await readGrants(query, person)).filter((grant) => grant.revokedAt === null && isInForce(grant, at.slice(0, 10))).map(({ role, scope, from, until }) => ({ role, scope, from, until }))
}

/** A token never gives more than its person has: a scope of the token counts where a grant is the same scope or is over everything. */
function narrowed(grants: readonly Grant[], scopes: readonly Scope[]): Grant[] {
  return grants.flatMap((grant) => scopes.filter((scope) => grant.scope.kind === 'everything' || (grant.scope.kind === scope.kind && grant.scope.code === scope.code)).map((scope) => ({ ...grant, scope })))
}

function narrowingOf(row: Readonly<Record<string, unknown>>): { scopes: readonly Scope[] | null; roles: readonly Role[] | null } {
  const scopes = row.scopes as readonly string[] | null
  return { scopes: scopes === null ? null : scopes.flatMap((text) => readScope(text) ?? []), roles: row.roles as readonly Role[] | null }
}

function sayToken(scope: Scope): string {
  return sayScope(scope).replace(' ', ':')
}

function sessionOf(row: Readonly<Record<string, unknown>>): Session {
  return { id: String(row.id), device: String(row.device), secondFactor: row.second_factor === true, createdAt: String(row.created_at), seenAt: String(row.seen_at), expiresAt: String(row.expires_at) }
}

function tokenOf(row: Readonly<Record<string, unknown>>): Token {
  return {
    id: String(row.id), person: String(row.person), name: String(row.name), ...narrowingOf(row), secondFactor: row.second_factor === true,
    createdAt: String(row.created_at), expiresAt: String(row.expires_at), revokedAt: row.revoked_at as string | null,
  }
}

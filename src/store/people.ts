import { randomUUID } from 'node:crypto'
import type { Grant } from '../access/grant.ts'
import type { Role } from '../access/role.ts'
import { nobody, type Viewer } from '../access/viewer.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** Somebody with an account. Closed ones stay, for what they did is written under their name. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  readonly createdAt: string
  readonly closedAt: string | null
}

/** A grant as it is kept: with its number, and who gave and took it. */
export interface KeptGrant extends Grant {
  readonly id: number
  readonly person: string
  readonly grantedBy: string
  readonly grantedAt: string
  readonly revokedBy: string | null
  readonly revokedAt: string | null
}

/** Where people are let in: whoever this is has to be found before anybody is known. Only the store and the sign-in act as it. */
export const desk: Viewer = { ...nobody, id: 'desk', name: 'The sign-in desk', rights: ['desk'] }

/** People and what they were granted. */
export interface People {
  list(viewer: Viewer): Promise<Person[]>
  find(viewer: Viewer, idOrEmail: string): Promise<Person | null>
  add(viewer: Viewer, person: { readonly name: string; readonly email: string }, at: string): Promise<Person>
  rename(viewer: Viewer, id: string, person: { readonly name: string; readonly email: string }): Promise<void>
  close(viewer: Viewer, id: string, at: string): Promise<void>
  /** Grants of a person, or of everybody, those taken back included. */
  grants(viewer: Viewer, person: string | null): Promise<KeptGrant[]>
  grant(viewer: Viewer, person: string, grant: Grant, at: string): Promise<KeptGrant>
  /** Take a grant back; null when there is none of that number, or it was taken back before. */
  revoke(viewer: Viewer, grant: number, at: string): Promise<KeptGrant | null>
}

/** Open the people of the records. */
export function openPeople(records: Records): People {
  return {
    list: (viewer) => records.transaction(viewer, async (query) => (await query(`${personSql} order by name collate "C", id`)).map(personOf)),
    find: (viewer, wanted) => records.transaction(viewer, async (query) => (await query(`${personSql} where id = $1 or lower(email) = lower($1)`, [wanted])).map(personOf)[0] ?? null),
    add: async (viewer, { name, email }, at) => kept(records, viewer, async (query) => {
      const rows = await query('insert into cadre.person (id, name, email, created_at) values ($1, $2, $3, $4) returning *, password is not null as has_password, second_factor is not null as has_second_factor', [randomUUID(), name, email, at])
      return personOf(rows[0]!)
    }),
    rename: (viewer, id, { name, email }) => kept(records, viewer, async (query) => void await query('update cadre.person set name = $2, email = $3 where id = $1', [id, name, email])),
    close: (viewer, id, at) => kept(records, viewer, async (query) => void await query('update cadre.person set closed_at = $2 where id = $1 and closed_at is null', [id, at])),
    grants: (viewer, person) => records.transaction(viewer, (query) => readGrants(query, person)),
    grant: (viewer, person, { role, scope, from, until }, at) => kept(records, viewer, async (query) => {
      const rows = await query(`insert into cadre.granted (person, role, scope_kind, scope_code, from_date, until_date, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6, $7, $8) returning *`,
        [person, role, scope.kind, scope.code, from, until, viewer.name, at])
      return grantOf(rows[0]!)
    }),
    revoke: (viewer, grant, at) => kept(records, viewer, async (query) => {
      const rows = await query('update cadre.granted set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null returning *', [grant, viewer.name, at])
      return rows.map(grantOf)[0] ?? null
    }),
  }
}

/** Do it in a transaction, and answer when it would survive a power cut. */
export async function kept<T>(records: Records, viewer: Viewer, work: (query: Query) => Promise<T>): Promise<T> {
  const answer = await records.transaction(viewer, work)
  await records.flush()
  return answer
}

/** Grants of one person, or of all, those taken back included, in the order they were given. */
export async function readGrants(query: Query, person: string | null): Promise<KeptGrant[]> {
  return (await query('select * from cadre.granted where $1::text is null or person = $1 order by id', [person])).map(grantOf)
}

const personSql = 'select id, name, email, password is not null as has_password, second_factor is not null as has_second_factor, created_at, closed_at from cadre.person'

/** Read a person from a row of `cadre.person`. */
export function personOf(row: Readonly<Record<string, unknown>>): Person {
  return {
    id: String(row.id), name: String(row.name), email: String(row.email), hasPassword: row.has_password === true, hasSecondFactor: row.has_second_factor === true,
    createdAt: String(row.created_at), closedAt: row.closed_at as string | null,
  }
}

function grantOf(row: Readonly<Record<string, unknown>>): KeptGrant {
  return {
    id: Number(row.id), person: String(row.person), role: row.role as Role, scope: { kind: row.scope_kind as Grant['scope']['kind'], code: String(row.scope_code) }, from: String(row.from_date),
    until: row.until_date as string | null, grantedBy: String(row.granted_by), grantedAt: String(row.granted_at), revokedBy: row.revoked_by as string | null, revokedAt: row.revoked_at as string | null,
  }
}

import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { openPostgres } from './records-postgres.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/** The oldest PostgreSQL that will do, as `server_version_num` counts. */
const oldest = 150_000

/**
 * Open records kept by a PostgreSQL server, having looked at the server and at who we are there.
 *
 * Errors: refuses an address that is none, a server that does not answer or is older than 15, and a login that is too strong or too weak.
 * `given`: where the address stands. No message repeats the password.
 */
export async function openRecordsServer(address: string, given: 'DATABASE_URL' | '--to' = 'DATABASE_URL'): Promise<RecordsDriver | Refusal> {
  const doing = `Opening the records in ${given}`
  const where = sayAddress(address)
  if (where === null) return refuse('database-address-unreadable', 'usage', { doing, found: 'it does not read as the address of a database', need: 'postgres://LOGIN:PASSWORD@HOST:PORT/DATABASE', next: `Correct ${given}${given === '--to' ? '' : ', or unset it to keep the records in the data folder'}` })
  const driver = openPostgres(address)
  const refused = await driver.transaction((query) => look(query, doing)).catch((error: unknown) => refuseUnreachable(doing, where, error))
  if (refused === null) return driver
  await driver.close().catch(() => {})
  return refused
}

/** Host and database of an address, without login and password; null when it is no address of a PostgreSQL. */
function sayAddress(address: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(address) || !URL.canParse(address)) return null
  const { host, pathname } = new URL(address)
  return `${host}${pathname}`
}

async function look(query: Query, doing: string): Promise<Refusal | null> {
  const [server] = await query(`select current_setting('server_version_num')::int as version, current_setting('server_version') as named, session_user::text as login,
    (select rolsuper from pg_roles where rolname = session_user) as super, (select rolbypassrls from pg_roles where rolname = session_user) as bypass,
    current_setting('server_encoding') as encoding, to_regclass('cadre.migration') is not null as made`)
  if (server === undefined) throw new Error('PostgreSQL said nothing about itself')
  if (Number(server.version) < oldest) return refuse('database-too-old', 'conflict', { doing, found: `PostgreSQL ${String(server.named)}`, need: 'PostgreSQL 15 or later', next: 'Use a later server' })
  if (server.encoding !== 'UTF8') return refuse('database-not-utf8', 'conflict', { doing, found: `a database in the encoding ${String(server.encoding)}`, need: 'A database in UTF8: names are written in every alphabet', next: `Make it with: create database … encoding 'UTF8' template template0` })
  if (server.super === true || server.bypass === true) return refuse('database-login-too-strong', 'conflict', {
    doing, found: `the login ${String(server.login)} ${server.super === true ? 'is a superuser' : 'has BYPASSRLS'}, so row security would not hold for it`, need: 'A login of its own that owns the database and is neither',
    next: 'Make one: create role cadre login createrole password …; create database cadre owner cadre',
  })
  return server.made === true ? null : await refuseWeak(query, doing, String(server.login))
}

/** What the first migration needs: to make a schema, and a role that is granted to the login. */
async function refuseWeak(query: Query, doing: string, login: string): Promise<Refusal | null> {
  const [may] = await query(`select has_database_privilege(current_database(), 'create') as schema, (select rolcreaterole from pg_roles where rolname = session_user) as role,
    (select pg_has_role(session_user, oid, 'MEMBER WITH ADMIN OPTION') from pg_roles where rolname = 'cadre_app') as app`)
  const hasRole = may?.app === true || (may?.app === null && may.role === true) || (may?.role === true && await versionOf(query) < 160_000)
  if (may?.schema === true && hasRole) return null
  return refuse('database-login-too-weak', 'conflict', {
    doing, found: `the login ${login} may not ${may?.schema === true ? 'use the role cadre_app' : 'make a schema in this database'}`, need: 'A login that owns the database and may make the role cadre_app, or was given it',
    next: may?.app === null ? `As an administrator of the server: alter role ${login} createrole; alter database … owner to ${login}` : `As an administrator of the server: grant cadre_app to ${login} with admin option; alter database … owner to ${login}`,
  })
}

async function versionOf(query: Query): Promise<number> {
  return Number((await query(`select current_setting('server_version_num')::int as version`))[0]?.version)
}

/** What a server of PostgreSQL says that has no connection to spare. Source: its error codes, class 53. */
const tooManyConnections = '53300'

function refuseUnreachable(doing: string, where: string, error: unknown): Refusal {
  if (isRefusal(error)) return error
  const { code, message } = error as NodeJS.ErrnoException
  const found = `${where} did not let us in (${code ?? ''}${code && message ? ': ' : ''}${message})`
  if (code === tooManyConnections) return refuse('database-full', 'conflict', { doing, found, need: 'A PostgreSQL server with connections to spare: each server and worker of ours takes up to 20', next: 'Raise its max_connections, or run fewer servers and workers; then start again' })
  return refuse('database-unreachable', 'conflict', { doing, found, need: 'A PostgreSQL server that runs, and a login it knows', next: 'Check address, login and password, and that the server runs' })
}

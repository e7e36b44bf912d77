import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type { Query, RecordsDriver } from './records-driver.ts'

/** One step of the records' history: a hand-written script, applied once and never edited afterwards. */
export interface Migration { readonly name: string; readonly sql: string }

/** Read the migrations in the order of their numbers. */
export async function readMigrations(): Promise<Migration[]> {
  const folder = new URL('./migrations/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(new URL(name, folder), 'utf8') })))
}

/**
 * Apply the migrations that are not applied yet, each in a transaction of its own with the row that says so.
 *
 * Errors: throws when an applied one has other text now, or is not known to this version (a later Cadre wrote it).
 */
export async function runMigrations(driver: Pick<RecordsDriver, 'transaction' | 'script'>, migrations: readonly Migration[], now: () => string): Promise<void> {
  const applied = await driver.transaction((query) => readApplied(driver, query))
  for (const name of applied.keys()) {
    if (!migrations.some((migration) => migration.name === name)) throw new Error(`the records hold migration ${name}, which this version of Cadre does not know: open them with the later version that wrote it`)
  }
  for (const migration of migrations) {
    const before = applied.get(migration.name)
    if (before === undefined) await driver.transaction((query) => apply(driver, query, migration, now()))
    else if (before !== hashOf(migration)) throw new Error(`migration ${migration.name} was changed after it was applied: put its text back and write a new migration`)
  }
}

async function readApplied(driver: Pick<RecordsDriver, 'script'>, query: Query): Promise<Map<string, string>> {
  await driver.script(query, `create schema if not exists cadre;
    create table if not exists cadre.migration (name text primary key, hash text not null, applied_at text not null);`)
  const rows = await query('select name, hash from cadre.migration order by name')
  return new Map(rows.map((row) => [String(row.name), String(row.hash)]))
}

/** The lock keeps a second server that starts at the same moment waiting; it then finds the row and has nothing to do. */
async function apply(driver: Pick<RecordsDriver, 'script'>, query: Query, migration: Migration, at: string): Promise<void> {
  await query('lock table cadre.migration in exclusive mode')
  const done = await query('select 1 from cadre.migration where name = $1', [migration.name])
  if (done.length > 0) return
  await driver.script(query, migration.sql)
  await query('insert into cadre.migration (name, hash, applied_at) values ($1, $2, $3)', [migration.name, hashOf(migration), at])
}

/** Line ends are not part of a migration: a checkout on Windows has others. */
function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex')
}

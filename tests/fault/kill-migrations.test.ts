import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { realDisk } from '../../src/store/disk.ts'
import { readMigrations, runMigrations } from '../../src/store/migrate.ts'
import type { Query, RecordsDriver } from '../../src/store/records-driver.ts'
import { openPglite } from '../../src/store/records-pglite.ts'
import { layEmptyRecords } from '../records/empty-records.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-migrations-'))
const now = (): string => '2026-01-31T09:00:00.000Z'
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Every statement of a script by itself: the driver dies between any two of them. Bodies between `$$` are one statement. */
function statementsOf(sql: string): string[] {
  const plain = sql.replace(/--[^\n]*/g, '')
  return (plain.match(/(?:\$\$[\s\S]*?\$\$|'[^']*'|[^;'$]|\$(?!\$))+/g) ?? []).map((one) => one.trim()).filter((one) => one !== '')
}

/** A driver that dies at its n-th statement from now: the transaction is lost and so is everything after, as when the process is killed. */
function dyingDriver(driver: RecordsDriver, n: number): { driver: RecordsDriver; died: () => string | null } {
  let [left, died]: [number, string | null] = [n, null]
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    if (died !== null || --left === 0) {
      died ??= what
      throw new Error(`killed at ${what}`)
    }
    return work()
  }
  const real = new WeakMap<Query, Query>()
  const dying: RecordsDriver = {
    ...driver,
    script: async (query, sql) => {
      for (const one of statementsOf(sql)) await step(one, () => driver.script(real.get(query) ?? query, one))
    },
    transaction: (work) => step('begin', () => driver.transaction(async (query) => {
      const counted: Query = (sql, parameters) => step(sql, () => query(sql, parameters))
      real.set(counted, query)
      const done = await work(counted)
      await step('commit', async () => undefined)
      return done
    })),
  }
  return { driver: dying, died: () => died }
}

/** What the records look like: every table with its columns, and which migrations were applied. */
async function shapeOf(driver: RecordsDriver): Promise<unknown> {
  return driver.transaction(async (query) => ({
    columns: await query(`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns where table_schema = 'cadre' order by 1, 2`),
    rules: await query(`select conname, pg_get_constraintdef(oid) as says from pg_constraint where connamespace = 'cadre'::regnamespace order by 1`),
    policies: await query(`select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies where schemaname = 'cadre' order by 1, 2`),
    applied: await query(`select name, hash from cadre.migration order by name`),
  }))
}

test('a kill at any statement of any migration leaves the records as they were before it, and the next start brings them up to date', async () => {
  const migrations = await readMigrations()
  const whole = await openEmpty('whole')
  await runMigrations(whole, migrations, now)
  const wanted = await shapeOf(whole)
  await whole.close()
  const driver = await openEmpty('killed')
  const killedAt: string[] = []
  try {
    await runMigrations(driver, [], now)
    for (const [last, { name }] of migrations.entries()) {
      const before = await shapeOf(driver)
      // One statement further at each turn, until the migration comes through.
      for (let at = 1; ; at++) {
        const dying = dyingDriver(driver, at)
        const killed = await runMigrations(dying.driver, migrations.slice(0, last + 1), now).then(() => false, () => true)
        if (!killed) break
        killedAt.push(dying.died()!)
        expect(await shapeOf(driver), `${name} killed at ${dying.died()}`).toEqual(before)
      }
    }
    expect(await shapeOf(driver)).toEqual(wanted)
  } finally {
    await driver.close()
  }
  // Each script died before each of its statements, and before its commit.
  for (const { name, sql } of migrations) for (const one of statementsOf(sql)) expect(killedAt, name).toContain(one)
  expect(killedAt.filter((what) => what === 'commit').length).toBeGreaterThanOrEqual(migrations.length)
  console.info(`${killedAt.length} kills in ${migrations.length} migrations`)
})

async function openEmpty(name: string): Promise<RecordsDriver> {
  await layEmptyRecords(join(folder, name))
  return openPglite(join(folder, name, 'records'), realDisk)
}

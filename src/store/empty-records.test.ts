import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { realDisk } from './disk.ts'
import { layEmptyRecords, layNewRecords } from './empty-records.ts'
import { readMigrations } from './migrate.ts'
import { openPglite } from './records-pglite.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-empty-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is written in one folder is in no other that is laid before or after it', async () => {
  const [one, other, later] = ['one', 'other', 'later'].map((name) => join(folder, name)) as [string, string, string]
  await layEmptyRecords(one)
  await layEmptyRecords(other)
  const records = await openPglite(one, realDisk)
  await records.transaction((query) => query('create table mine (a int)'))
  await records.close()
  await layEmptyRecords(later)

  for (const each of [other, later]) {
    const empty = await openPglite(each, realDisk)
    const tables = await empty.transaction((query) => query("select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')"))
    await empty.close()
    expect(tables).toEqual([])
  }
})

test('new records have every migration of this version applied, and no rows beside', async () => {
  await layNewRecords(join(folder, 'new'))
  const records = await openPglite(join(folder, 'new'), realDisk)
  const [applied, accounts] = await records.transaction(async (query) => [await query('select name from cadre.migration order by name'), await query('select count(*) as people from cadre.person')])
  await records.close()
  expect(applied.map(({ name }) => name)).toEqual((await readMigrations()).map(({ name }) => name))
  expect(accounts).toEqual([{ people: 0 }])
})

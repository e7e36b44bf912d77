import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { realDisk, type Disk } from './disk.ts'
import { openPglite } from './records-pglite.ts'

/** The rows that are committed. */
const whole = [1, 2, 3, 4].map((row) => ({ row }))
const root = mkdtempSync(join(tmpdir(), 'cadre-power-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A disk of which a power cut leaves what was flushed, as it was then: a copy of each file at that moment. */
function diskThatForgets(records: string, left: string, keeps: (name: string) => boolean, flushed: string[]): Disk {
  return {
    ...realDisk, flush: async (path) => {
      await realDisk.flush(path)
      const name = relative(path.startsWith(`${records}.new`) ? `${records}.new` : records, path)
      if (name.startsWith('..') || !keeps(name)) return
      flushed.push(name)
      mkdirSync(dirname(join(left, name)), { recursive: true })
      cpSync(path, join(left, name))
    },
  }
}

/** Commit rows, some before a checkpoint and some after it, and cut the power. Answers which are found, and what was flushed for the last of them. */
async function foundAfterPowerCut(name: string, keeps: (name: string, isAfterCheckpoint: boolean) => boolean): Promise<{ found: unknown; last: string[] }> {
  const [records, left, flushed] = [join(root, name), join(root, `${name}-left`), [] as string[]]
  let isAfterCheckpoint = false
  const driver = await openPglite(records, diskThatForgets(records, left, (file) => keeps(file, isAfterCheckpoint), flushed))
  const commit = async (row: number): Promise<void> => {
    await driver.transaction((query) => query(row === 1 ? 'create table kept as select 1 as row' : `insert into kept values (${row})`))
    await driver.flush()
  }
  await commit(1)
  await commit(2)
  await driver.rewrite(['migration'])
  isAfterCheckpoint = true
  await commit(3)
  flushed.length = 0
  await commit(4)
  // Order matters: the log of a server that ends in peace is of no use to one that was cut off.
  cpSync(left, `${left}-cut`, { recursive: true })
  await driver.close()
  for (const empty of ['pg_notify', 'pg_replslot', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_tblspc', 'pg_twophase', 'pg_commit_ts', 'pg_dynshmem', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_logical/snapshots', 'pg_logical/mappings', 'pg_stat']) mkdirSync(join(`${left}-cut`, empty), { recursive: true })
  const again = await openPglite(`${left}-cut`, realDisk).catch((error: Error) => error.message)
  if (typeof again === 'string') return { found: again, last: flushed }
  const found = await again.transaction((query) => query('select row from kept order by row')).catch((error: Error) => error.message)
  await again.close()
  return { found, last: [...new Set(flushed)] }
}

test('after a power cut every commit that was flushed is there, those before a checkpoint and those after it', async () => {
  const { found, last } = await foundAfterPowerCut('sound', () => true)
  expect(found).toEqual(whole)
  // Between checkpoints the log is all that has to be flushed.
  expect(last.length).toBeGreaterThan(0)
  expect(last.filter((name) => !name.startsWith('pg_wal/'))).toEqual([])
})

test.each([
  { forgets: 'the log', keeps: (name: string, isAfterCheckpoint: boolean) => !isAfterCheckpoint || !name.startsWith('pg_wal/') },
  { forgets: 'what a checkpoint wrote', keeps: (name: string, isAfterCheckpoint: boolean) => !isAfterCheckpoint || name.startsWith('pg_wal/') || name === 'global/pg_control' },
])('a flush that forgets $forgets loses commits, and this search sees it', async ({ forgets, keeps }) => {
  expect((await foundAfterPowerCut(forgets.replaceAll(' ', '-'), keeps)).found).not.toEqual(whole)
})

import { PGlite } from '@electric-sql/pglite'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Disk } from './disk.ts'
import { layEmptyRecords } from './empty-records.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/**
 * Open the records of a data folder with PostgreSQL in this process.
 *
 * A new one is made under another name and renamed when whole, so that a kill leaves none rather than half.
 * Errors: throws whatever PGlite or the file system says.
 */
export async function openPglite(directory: string, disk: Disk): Promise<RecordsDriver> {
  if (!existsSync(directory)) await makeRecords(directory, disk)
  const pglite = await PGlite.create({ dataDir: directory })
  const flush = flusher(directory, disk)
  return {
    transaction: (work) => pglite.transaction((tx) => {
      const query: Query = async (sql, parameters) => (await tx.query<Record<string, unknown>>(sql, parameters ? [...parameters] : [])).rows
      scripts.set(query, async (sql) => void (await tx.exec(sql)))
      return work(query)
    }),
    script: async (query, sql) => scripts.get(query)?.(sql),
    // Nobody else has these records.
    inTurn: (_kind, work) => work(),
    rewrite: (tables) => rewrite(pglite, tables),
    flush,
    close: () => pglite.close(),
  }
}

/** The log goes too: full pieces of it are removed instead of being written over some day. */
async function rewrite(pglite: PGlite, tables: readonly string[]): Promise<void> {
  for (const table of tables) await pglite.query(`vacuum full cadre.${table}`)
  await pglite.query('set wal_recycle = off')
  // Twice: the first leaves the piece it was written in.
  for (const _time of [1, 2]) for (const step of ['select pg_switch_wal()', 'checkpoint']) await pglite.query(step)
  await pglite.query('set wal_recycle = on')
}

/** How to run a script in the transaction a query belongs to. */
const scripts = new WeakMap<Query, (sql: string) => Promise<void>>()

async function makeRecords(directory: string, disk: Disk): Promise<void> {
  const unfinished = `${directory}.new`
  try {
    await disk.produce(unfinished, () => layEmptyRecords(unfinished))
    await flusher(unfinished, disk)()
    await disk.rename(unfinished, directory)
    await disk.flush(dirname(directory))
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/**
 * PGlite never asks the disk to keep what it wrote: flush every file that changed since the last time.
 * Looking at the thousand files without waiting for each takes milliseconds; only the changed ones cost a flush.
 */
function flusher(directory: string, disk: Disk): () => Promise<void> {
  const flushed = new Map<string, number>()
  return async () => {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      // PostgreSQL may remove or rename its own files meanwhile: a file that is gone needs no flushing.
      const changed = entry.isFile() ? statSync(path, { throwIfNoEntry: false })?.mtimeMs : undefined
      if (changed === undefined || flushed.get(path) === changed) continue
      await disk.flush(path)
      flushed.set(path, changed)
    }
  }
}

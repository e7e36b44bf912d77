import { PGlite } from '@electric-sql/pglite'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
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
  const flushed: Flushed = new Map()
  if (!existsSync(directory)) await makeRecords(directory, disk, flushed)
  const pglite = await PGlite.create({ dataDir: directory })
  const flush = flusher(directory, disk, flushed)
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

async function makeRecords(directory: string, disk: Disk, flushed: Flushed): Promise<void> {
  const unfinished = `${directory}.new`
  try {
    await disk.produce(unfinished, () => layEmptyRecords(unfinished))
    await flusher(unfinished, disk, flushed)()
    await disk.rename(unfinished, directory)
    await disk.flush(dirname(directory))
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/** When each file had changed that the disk was asked to keep, in milliseconds, by its path in the folder. */
type Flushed = Map<string, number>

/**
 * PGlite never asks the disk to keep what it wrote: flush every file that changed since the last time.
 *
 * What is committed stands in the log, whole pages and all, so after a power cut PostgreSQL makes the other files anew from the log that was written since its last checkpoint.
 * The control file says where that was: while it says the same, flushing the log is enough. When it says another place, or this process has not looked yet, every file is looked at.
 */
function flusher(directory: string, disk: Disk, flushed: Flushed): () => Promise<void> {
  const control = join('global', 'pg_control')
  let checkpoint: string | null = null
  const flushChanged = async (folder: string): Promise<void> => {
    for (const entry of readdirSync(join(directory, folder), { recursive: true, withFileTypes: true })) if (entry.isFile()) await flushIfChanged(join(entry.parentPath, entry.name))
  }
  const flushIfChanged = async (path: string): Promise<void> => {
    // PostgreSQL may remove or rename its own files meanwhile: a file that is gone needs no flushing.
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    const name = relative(directory, path)
    if (changed === undefined || flushed.get(name) === changed) return
    const now = Date.now()
    await disk.flush(path)
    // The clock of files goes in steps: one that has just changed may change again under the same time, and is flushed once more.
    if (now - changed > clockStep) flushed.set(name, changed)
  }
  return async () => {
    const now = readFileSync(join(directory, control), 'latin1')
    await flushChanged('pg_wal')
    if (now === checkpoint) return
    await flushChanged('.')
    checkpoint = now
  }
}

/** Longer than a step of any file system's clock, in milliseconds: FAT counts in two seconds. */
const clockStep = 2000

import { PGlite } from '@electric-sql/pglite'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Disk } from './disk.ts'
import { layNewRecords } from './empty-records.ts'
import { driverOf } from './pglite-driver.ts'
import type { RecordsDriver } from './records-driver.ts'

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
    ...driverOf(pglite),
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

async function makeRecords(directory: string, disk: Disk, flushed: Flushed): Promise<void> {
  const unfinished = `${directory}.new`
  try {
    await disk.produce(unfinished, () => layNewRecords(unfinished))
    await flusher(unfinished, disk, flushed)()
    await disk.rename(unfinished, directory)
    await disk.flush(dirname(directory))
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

/**
 * PGlite never asks the disk to keep what it wrote: flush every file that changed since the last time.
 *
 * What is committed stands in the log, pages whole, and after a power cut PostgreSQL makes the other files anew from what the log holds since its last checkpoint.
 * The control file says where that was. While it says the same, flushing the log is enough; when it says something else, or this process has not flushed before, every file is looked at.
 */
function flusher(directory: string, disk: Disk, flushed: Flushed): () => Promise<void> {
  let checkpoint: string | null = null
  return async () => {
    const latest = readFileSync(join(directory, 'global', 'pg_control'), 'latin1')
    await flushChanged(directory, 'pg_wal', disk, flushed)
    if (latest === checkpoint) return
    await flushChanged(directory, '', disk, flushed)
    checkpoint = latest
  }
}

/** Flush the files below a folder of the records that have another time than when they were flushed. Looking at them without waiting for each is what makes it short. */
async function flushChanged(directory: string, folder: string, disk: Disk, flushed: Flushed): Promise<void> {
  for (const entry of readdirSync(join(directory, folder), { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const name = path.slice(directory.length)
    // PostgreSQL may remove or rename its own files meanwhile: a file that is gone needs no flushing.
    const changed = entry.isFile() ? statSync(path, { throwIfNoEntry: false })?.mtimeMs : undefined
    if (changed === undefined || flushed.get(name) === changed) continue
    const began = Date.now()
    await disk.flush(path)
    // Written once more within a step of the file system's clock it would look as if nothing had changed.
    if (began - changed > clockStep) flushed.set(name, changed)
  }
}

/** When each file had changed that the disk was asked to keep, in milliseconds, by its path in the records: a folder that is renamed keeps what is known of it. */
type Flushed = Map<string, number>

/** Units: milliseconds. Longer than a step of the clock of files on Linux, which is 10 at most. */
const clockStep = 20

import { PGlite } from '@electric-sql/pglite'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Disk } from './disk.ts'
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
  const flush = flusher(directory)
  return {
    transaction: (work) => pglite.transaction((tx) => {
      const query: Query = async (sql, parameters) => (await tx.query<Record<string, unknown>>(sql, parameters ? [...parameters] : [])).rows
      scripts.set(query, async (sql) => void (await tx.exec(sql)))
      return work(query)
    }),
    script: async (query, sql) => scripts.get(query)?.(sql),
    flush,
    close: () => pglite.close(),
  }
}

/** How to run a script in the transaction a query belongs to. */
const scripts = new WeakMap<Query, (sql: string) => Promise<void>>()

async function makeRecords(directory: string, disk: Disk): Promise<void> {
  const unfinished = `${directory}.new`
  try {
    await disk.produce(unfinished, async () => {
      const pglite = await PGlite.create({ dataDir: unfinished })
      await pglite.close()
    })
    await flusher(unfinished)()
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
function flusher(directory: string): () => Promise<void> {
  const flushed = new Map<string, number>()
  return async () => {
    for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) await flushChanged(join(entry.parentPath, entry.name), flushed)
    }
  }
}

async function flushChanged(path: string, flushed: Map<string, number>): Promise<void> {
  // PostgreSQL may remove or rename its own files meanwhile: a file that is gone needs no flushing.
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs
  if (changed === undefined || flushed.get(path) === changed) return
  const handle = await open(path, 'r+').catch(() => null)
  if (!handle) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
  flushed.set(path, changed)
}

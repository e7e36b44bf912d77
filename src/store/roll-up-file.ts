import type { DuckDBConnection } from '@duckdb/node-api'
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { hashFile, type Disk } from './disk.ts'
import { literal } from './duckdb.ts'
import type { Folder } from './folder.ts'

/** Where roll-ups are kept, and the hashes of the parts they are made from. */
export interface RollUpPlace { readonly folder: Folder; readonly disk: Disk; readonly parts: readonly string[] }

/**
 * Keep the result of a statement as a file named by what it is, what it is made from and its own bytes; answer the one kept before when it is sound.
 *
 * A cache and never the record: a file whose bytes do not fit its name is made again, and all of them may be removed.
 */
export async function keepRollUp(place: RollUpPlace, what: string, sql: () => Promise<string>, connection: DuckDBConnection): Promise<string> {
  const kind = digestOf(what)
  const key = `${kind}.${digestOf(place.parts.toSorted().join('\n'))}`
  const found = await findSound(place, key)
  if (found) return found
  const path = await write(place, key, await sql(), connection)
  await removeOlder(place, `${kind}.`)
  return path
}

/** Files of one kind that are kept: of the snapshots looked at last. */
const keptOfKind = 4

async function removeOlder(place: RollUpPlace, start: string): Promise<void> {
  const paths = namesIn(folderOf(place)).filter((name) => name.startsWith(start)).map((name) => join(folderOf(place), name))
  const newestFirst = paths.map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 })).toSorted((a, b) => b.at - a.at)
  for (const { path } of newestFirst.slice(keptOfKind)) await place.disk.remove(path)
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

const folderOf = (place: RollUpPlace): string => join(place.folder.lake, 'roll-up')

async function findSound(place: RollUpPlace, key: string): Promise<string | null> {
  for (const name of namesIn(folderOf(place)).filter((one) => one.startsWith(`${key}.`))) {
    const path = join(folderOf(place), name)
    if (name === nameOf(key, await hashFile(path))) return path
    await place.disk.remove(path)
  }
  return null
}

async function write(place: RollUpPlace, key: string, sql: string, connection: DuckDBConnection): Promise<string> {
  const unfinished = join(place.folder.unfinished, `${randomUUID()}.parquet`)
  try {
    await place.disk.produce(unfinished, async () => void (await connection.run(`copy (${sql}) to ${literal(unfinished)} (format parquet, compression zstd)`)))
    const path = join(folderOf(place), nameOf(key, await hashFile(unfinished)))
    await place.disk.makeFolder(folderOf(place))
    await place.disk.rename(unfinished, path)
    return path
  } catch (error) {
    await place.disk.remove(unfinished).catch(() => {})
    throw error
  }
}

function nameOf(key: string, hash: string): string {
  return `${key}.${hash.slice(0, 32)}.parquet`
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

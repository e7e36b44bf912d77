import type { DuckDBConnection } from '@duckdb/node-api'
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
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
export async function keepRollUp(place: RollUpPlace, what: string, sql: string, connection: DuckDBConnection): Promise<string> {
  const key = createHash('sha256').update([what, ...place.parts.toSorted()].join('\n')).digest('hex').slice(0, 32)
  return await findSound(place, key) ?? write(place, key, sql, connection)
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

import { randomUUID } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { findReturn, type ReturnOptions } from '../ingest/returns/find-return.ts'
import { openLongFile } from '../ingest/scan/long-file.ts'
import { writeRows } from '../store/write-rows.ts'
import { isRefusal } from '../units/refusal.ts'
import { monthsOf } from './earlier-months.ts'
import { recordsOf } from './file-records.ts'
import { postsOf } from './held-posts.ts'
import { judgeOpened, refusedFile, type FileLabel, type ReadOutcome } from './read-file.ts'

/** A file that is too long to be handed over in memory. `shelf` is a folder for its rows; null when they are not to be kept. */
export interface LongFile extends FileLabel { readonly path: string; readonly shelf: string | null }

/** Bytes a file has to have to be read by pieces. */
export const longFrom = 8 << 20

/** Bytes of the beginning that tell what a file is. */
const headBytes = 4 << 20

/**
 * Read a long return from where it lies: records by pieces, rows packed, and the rows that passed written to the shelf.
 * Null when the file is no return in plain csv: it is read whole then.
 */
export async function readLongFile(file: LongFile, returns: ReturnOptions): Promise<ReadOutcome | null> {
  const opened = openLongFile(await headOf(file.path), (delimiter, from) => recordsOf(file.path, delimiter, from))
  if (opened === null) return null
  const source = findReturn(opened, file.name, returns)
  if (source === null) return null
  if (isRefusal(source)) return refusedFile(source, null)
  const { name, sha256, size } = file
  const outcome = judgeOpened({ name, sha256, size }, opened, source, true)
  if (!outcome.accepted) return outcome
  const { into, ...accepted } = outcome.accepted
  const written = []
  for (const [table, rows] of file.shelf === null ? [] : into) {
    const path = join(file.shelf!, `${randomUUID()}.parquet`)
    await writeRows(path, table, rows)
    written.push({ table, path })
  }
  return { accepted: { ...accepted, into: new Map(), written, months: monthsOf(outcome.accepted), posts: postsOf(outcome.accepted) } }
}

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

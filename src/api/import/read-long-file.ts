import { open } from 'node:fs/promises'
import { periodOf } from '../../ingest/map-rows.ts'
import { findReturn, type ReturnOptions } from '../../ingest/returns/find-return.ts'
import { openLongFile } from '../../ingest/scan/long-file.ts'
import type { Records } from '../../ingest/scan/records.ts'
import type { LongRead, OpenedFile, Source } from '../../ingest/source.ts'
import { judgePieces } from '../../quality/judge-pieces.ts'
import { refuseFullDisk } from '../../store/disk.ts'
import { isRefusal } from '../../units/refusal.ts'
import { gatherMonths, monthsOf } from './earlier-months.ts'
import { recordsOf } from './file-records.ts'
import { gatherPosts, postsOf } from './held-posts.ts'
import { openShelf } from './long-shelf.ts'
import { acceptedFile, judgeOpened, refusedFile, refuseFailed, refuseJudged, refuseTwice, withBeside, type FileLabel, type ReadOutcome } from './read-file.ts'

/** A file that is too long to be handed over in memory. `shelf` is a folder for its rows; null when they are not to be kept. */
export interface LongFile extends FileLabel { readonly path: string; readonly shelf: string | null }

/** Bytes a file has to have to be read by pieces. */
export const longFrom = 8 << 20

/** Bytes of the beginning that tell what a file is. */
const headBytes = 4 << 20

/** How far the reading of a long file is. Units: bytes of the file, rows. */
export interface FileProgress { readonly bytes: number; readonly rows: number }

/**
 * Read a long return from where it lies, by pieces. Of a staff return nothing is held but a few bytes a row: what passed and what is held back go to the shelf as they come.
 * Null when the file is no return in plain csv: it is read whole then.
 */
export async function readLongFile(file: LongFile, returns: ReturnOptions, tell: (progress: FileProgress) => void = () => undefined): Promise<ReadOutcome | null> {
  let place = 0
  const opened = openLongFile(await headOf(file.path), (delimiter, from) => countBytes(recordsOf(file.path, delimiter, from), (bytes) => { place = Math.min(file.size, bytes) }))
  if (opened === null) return null
  const beside = withBeside(opened, returns)
  const source = findReturn(opened, file.name, beside.returns)
  if (source === null) return null
  const outcome = isRefusal(source) ? refusedFile(source, null) : await readOpened(file, opened, source, (rows) => tell({ bytes: place, rows }))
  return { ...outcome, mappingFile: beside.path }
}

async function readOpened(file: LongFile, opened: OpenedFile, source: Source, tell: (rows: number) => void): Promise<ReadOutcome> {
  const twice = refuseTwice(opened, file.name, source)
  if (twice) return refusedFile(twice, source)
  if (!source.readLong) return readPacked(file, opened, source)
  try {
    return await judgeLong(file, source, source.readLong(opened), tell)
  } catch (error) {
    return refusedFile(refuseFullDisk(error, `Reading ${file.name}`) ?? refuseFailed(file.name, source, error), source)
  }
}

/** Judge a staff return piece by piece; what was written goes again when the file is refused. */
async function judgeLong(file: LongFile, source: Source, long: LongRead, tell: (rows: number) => void): Promise<ReadOutcome> {
  const [judging, months, posts] = [judgePieces(long.file), gatherMonths('staff'), gatherPosts(source.id)]
  const shelf = await openShelf(file.shelf, long.file.table)
  let [period, rows] = [{ periodFrom: '', periodTo: '' }, 0]
  try {
    for (const piece of long.pieces()) {
      const { loaded, heldBack } = judging.take(piece)
      for (const row of loaded) {
        months.see(row)
        posts.see(row)
      }
      await shelf.write(loaded, heldBack)
      period = widest(period, periodOf(piece))
      rows += piece.length
      tell(rows)
    }
    const judged = judging.end(long.again)
    const refused = refuseJudged(file.name, judged, true)
    if (refused) {
      await shelf.discard()
      return refusedFile(refused, source, judged.findings)
    }
    const accepted = acceptedFile(file, source, { table: long.file.table, periodFrom: period.periodFrom || period.periodTo, periodTo: period.periodTo }, { ...judged, into: new Map(), quarantine: [] })
    return { accepted: { ...accepted, ...await shelf.close(), months: months.months(), posts: posts.posts() } }
  } catch (error) {
    await shelf.discard()
    throw error
  }
}

/** Read a long return of another table: its rows are packed and judged together. */
async function readPacked(file: LongFile, opened: OpenedFile, source: Source): Promise<ReadOutcome> {
  const outcome = judgeOpened(file, opened, source, true)
  if (!outcome.accepted) return outcome
  const { into, quarantine, ...accepted } = outcome.accepted
  const shelf = await openShelf(file.shelf, accepted.table)
  await shelf.write(into.get(accepted.table) ?? [], quarantine)
  return { accepted: { ...accepted, quarantine: [], into: new Map(), ...await shelf.close(), months: monthsOf(outcome.accepted), posts: postsOf(outcome.accepted) } }
}

function widest(one: Period, other: Period): Period {
  const from = [one.periodFrom, other.periodFrom].filter((date) => date !== '').toSorted()[0] ?? ''
  return { periodFrom: from, periodTo: one.periodTo > other.periodTo ? one.periodTo : other.periodTo }
}

type Period = ReturnType<typeof periodOf>

/** Pass records on and tell how many bytes of the file they take up so far, line ends among them. */
function* countBytes(pieces: Iterable<Records>, tell: (bytes: number) => void): Iterable<Records> {
  let bytes = 0
  for (const records of pieces) {
    const { count, starts, ends, firstCell } = records
    bytes += count === 0 ? 0 : ends[firstCell[count]! - 1]! - starts[0]! + 1
    tell(bytes)
    yield records
  }
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

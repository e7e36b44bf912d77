import { closeSync, openSync, readSync } from 'node:fs'
import { roomForRecords, scanRecords, slackBytes, stopsOf, type Records, type Stops } from '../../ingest/scan/records.ts'

/** Units: bytes read at a time, few enough to stay near the processor, and room for the record that the piece before left unfinished. */
const pieceBytes = 1 << 20
const headroom = 1 << 20

/** Records found at a time. */
const recordsAtOnce = 1024

/** A delimited file that is open for reading. */
export interface RecordFile { readonly file: number; readonly room: Records; readonly stops: Stops }

/**
 * Read the records of a file, some at a time, from a place in its bytes on.
 *
 * The cells are places in bytes that the next piece overwrites: take what is to be kept before asking for more.
 * Errors: throws RangeError for a record longer than a megabyte, as when a quotation mark is never closed.
 */
export function* recordsOf(path: string, delimiter: string, from = 0): Generator<Records> {
  const opened = openRecords(path, delimiter)
  try {
    yield* recordsBetween(opened, from, Number.POSITIVE_INFINITY)
  } finally {
    closeSync(opened.file)
  }
}

/** Open a file for reading records of it again and again. */
export function openRecords(path: string, delimiter: string): RecordFile {
  return { file: openSync(path, 'r'), room: roomForRecords(new Uint8Array(headroom + pieceBytes + slackBytes), recordsAtOnce), stops: stopsOf(delimiter) }
}

/** Read the records that start from one place on and before another, as `recordsOf` does, and return the place after the last. */
export function* recordsBetween({ file, room, stops }: RecordFile, from: number, until: number): Generator<Records, number> {
  let left = 0
  for (let place = from; ; place += pieceBytes) {
    const read = readSync(file, room.bytes, headroom, pieceBytes, place)
    const last = read < pieceBytes
    const [end, stop] = [headroom + read, headroom + until - place]
    let at = headroom - left
    for (;;) {
      at = scanRecords(room, at, end, stops, last, Math.min(end, stop))
      if (room.count === 0) break
      yield room
    }
    if (last || at >= stop) return place + at - headroom
    left = end - at
    if (left > headroom) throw new RangeError('a record is longer than a megabyte')
    room.bytes.copyWithin(headroom - left, at, end)
  }
}

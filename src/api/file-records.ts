import { closeSync, openSync, readSync } from 'node:fs'
import { roomForRecords, scanRecords, slackBytes, stopsOf, type Records } from '../ingest/scan/records.ts'

/** Units: bytes read at a time, and room for the record that the piece before left unfinished. */
const pieceBytes = 4 << 20
const headroom = 1 << 20

/** Records found at a time. */
const recordsAtOnce = 1024

/**
 * Read the records of a file, some at a time, from a place in its bytes on.
 *
 * The cells are places in bytes that the next piece overwrites: take what is to be kept before asking for more.
 * Errors: throws RangeError for a record longer than a megabyte, as when a quotation mark is never closed.
 */
export function* recordsOf(path: string, delimiter: string, from = 0): Generator<Records> {
  const file = openSync(path, 'r')
  try {
    const stops = stopsOf(delimiter)
    const room = roomForRecords(new Uint8Array(headroom + pieceBytes + slackBytes), recordsAtOnce)
    let left = 0
    for (let place = from; ; place += pieceBytes) {
      const read = readSync(file, room.bytes, headroom, pieceBytes, place)
      const last = read < pieceBytes
      const end = headroom + read
      let at = headroom - left
      for (;;) {
        at = scanRecords(room, at, end, stops, last)
        if (room.count === 0) break
        yield room
      }
      if (last) return
      left = end - at
      if (left > headroom) throw new RangeError('a record is longer than a megabyte')
      room.bytes.copyWithin(headroom - left, at, end)
    }
  } finally {
    closeSync(file)
  }
}

import { open } from 'node:fs/promises'
import { roomForRecords, scanRecords, stopsOf, type Records } from '../ingest/scan/records.ts'

/** Units: bytes read at a time, and room for the record that the piece before left unfinished. */
const pieceBytes = 4 << 20
const headroom = 1 << 20

/** Records found at a time. */
const recordsAtOnce = 1024

/**
 * Read the records of a file, some at a time, while the next piece is on its way from the disk.
 *
 * The cells are places in bytes that the next piece overwrites: take what is to be kept before asking for more.
 * Errors: throws RangeError for a record longer than a megabyte, as when a quotation mark is never closed.
 */
export async function* recordsOf(path: string, delimiter: string): AsyncGenerator<Records> {
  const file = await open(path)
  try {
    const stops = stopsOf(delimiter)
    const rooms = [0, 1].map(() => roomForRecords(new Uint8Array(headroom + pieceBytes + 4), recordsAtOnce))
    const readInto = (room: Records) => file.read(room.bytes, headroom, pieceBytes)
    let [coming, left] = [readInto(rooms[0]!), new Uint8Array(0)]
    for (let turn = 0; ; turn += 1) {
      const room = rooms[turn % 2]!
      const { bytesRead } = await coming
      const last = bytesRead < pieceBytes
      if (!last) coming = readInto(rooms[(turn + 1) % 2]!)
      if (left.length > headroom) throw new RangeError('a record is longer than a megabyte')
      const end = headroom + bytesRead
      let at = headroom - left.length
      room.bytes.set(left, at)
      for (;;) {
        at = scanRecords(room, at, end, stops, last)
        if (room.count === 0) break
        yield room
      }
      if (last) return
      left = room.bytes.slice(at, end)
    }
  } finally {
    await file.close()
  }
}

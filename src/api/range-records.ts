import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { roomForRecords, scanRecords, slackBytes, stopsOf, type Records } from '../ingest/scan/records.ts'

/** A delimited file in ranges of equal length. A record belongs to the range in which its first byte lies. */
export interface Ranges {
  readonly count: number
  /** Where the first record of a range starts, if no line end near its beginning stands within quotation marks. */
  guess(range: number): number
  /**
   * Hand over the records of a range from a place in the file on, some at a time, and say where the next range starts. Their bytes stay until another range is read.
   * Errors: throws RangeError for a record longer than a megabyte, as when a quotation mark is never closed.
   */
  read(range: number, from: number, take: (records: Records) => void): number
  close(): void
}

/** Units: bytes. What is read of the next range for the record that goes on there, at first and at most. */
const tails = [1 << 16, 1 << 20]

/** Records found at a time. */
const recordsAtOnce = 1024

/** Open a file to be read by ranges of so many bytes; whoever reads them, and in whatever order, finds the same records. */
export function openRanges(path: string, delimiter: string, length: number): Ranges {
  const file = openSync(path, 'r')
  const { size } = fstatSync(file)
  const [stops, room] = [stopsOf(delimiter), roomForRecords(new Uint8Array(length + tails.at(-1)! + slackBytes), recordsAtOnce)]
  return {
    count: Math.ceil(size / length),
    guess(range) {
      const start = Math.max(0, range * length - 1)
      return start === 0 ? 0 : start + afterLineEnd(room.bytes.subarray(0, readSync(file, room.bytes, 0, tails[0]!, start)))
    },
    read(range, from, take) {
      const until = Math.min(size, (range + 1) * length)
      let [read, at] = [0, 0]
      for (const tail of tails) {
        const wanted = Math.min(size, until + tail) - from
        while (read < wanted) read += readSync(file, room.bytes, read, wanted - read, from + read)
        for (;;) {
          at = scanRecords(room, at, read, stops, from + read === size, until - from)
          if (room.count === 0) break
          take(room)
        }
        if (from + at >= until || from + read === size) return Math.max(from, from + at)
      }
      throw new RangeError('a record is longer than a megabyte')
    },
    close: () => closeSync(file),
  }
}

/** Place after the first line end; all of the bytes when there is none. */
function afterLineEnd(bytes: Uint8Array): number {
  const [lineFeed, carriageReturn] = [0x0a, 0x0d]
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === lineFeed) return at + 1
    if (bytes[at] === carriageReturn) return bytes[at + 1] === lineFeed ? at + 2 : at + 1
  }
  return bytes.length
}

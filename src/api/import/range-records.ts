import { closeSync, fstatSync, readSync } from 'node:fs'
import type { Records } from '../../ingest/scan/records.ts'
import { openRecords, recordsBetween } from './file-records.ts'

/** A delimited file in ranges of equal length. A record belongs to the range in which its first byte lies. */
export interface Ranges {
  readonly count: number
  /** Where the first record of a range starts, if no line end near its beginning stands within quotation marks. */
  guess(range: number): number
  /** Read the records of a range from a place in the file on, as `recordsOf` does, and return where the next range starts. */
  read(range: number, from: number): Generator<Records, number>
  close(): void
}

/** Bytes in which a guess looks for a line end. */
const lineBytes = 1 << 16

/** Open a file to be read by ranges of so many bytes; whoever reads them, and in whatever order, finds the same records. */
export function openRanges(path: string, delimiter: string, length: number): Ranges {
  const opened = openRecords(path, delimiter)
  const { file, room } = opened
  return {
    count: Math.ceil(fstatSync(file).size / length),
    guess(range) {
      const start = Math.max(0, range * length - 1)
      return start === 0 ? 0 : start + afterLineEnd(room.bytes.subarray(0, readSync(file, room.bytes, 0, lineBytes, start)))
    },
    read: (range, from) => recordsBetween(opened, from, Math.max(from, (range + 1) * length)),
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

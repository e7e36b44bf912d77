/** Cells of the records of a piece of a delimited file, as places in its bytes. Filled anew by every scan. */
export interface Records {
  readonly bytes: Uint8Array
  /** The same bytes, to be looked at four at a time. */
  readonly view: DataView
  /** How many records were found. */
  count: number
  /** Shape: `count` + 1 entries: the first cell of each record among `starts` and `ends`, and one past the last. */
  readonly firstCell: Int32Array
  /** What is to be looked at again in each record: `beyondAscii`, whether its bytes are text; `escaped`, quotation marks written twice. */
  readonly marks: Uint8Array
  /** Where each cell starts and ends in the bytes, without its quotation marks. */
  starts: Int32Array
  ends: Int32Array
  /** A quotation mark stood where the standard has none: what it means is a guess that this reader does not make. */
  irregular: boolean
}

/** Marks of a record. */
export const beyondAscii = 1
const escaped = 2

/** Bytes that there have to be beyond the last that is scanned: they mean nothing and may be written to. A word is looked at twelve bytes at a time. */
export const slackBytes = 16

/** Make room for the cells of so many records of some bytes at a time. */
export function roomForRecords(bytes: Uint8Array, records: number): Records {
  const cells = records * 64
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return { bytes, view, count: 0, firstCell: new Int32Array(records + 1), marks: new Uint8Array(records), starts: new Int32Array(cells), ends: new Int32Array(cells), irregular: false }
}

const [belongs, isQuote, isBeyondAscii, endsCell, endsRecord] = [0, 1, 2, 3, 4]

/** What each byte does to an unquoted cell. Shape: 256 entries: it belongs to it, is a quotation mark, is beyond ASCII, ends it, or ends its record. */
export type Stops = Uint8Array

/** Say which bytes end a cell in a file with this delimiter. */
export function stopsOf(delimiter: string): Stops {
  const stops = new Uint8Array(256).fill(isBeyondAscii, 128)
  stops[lineFeed] = endsRecord
  stops[carriageReturn] = endsRecord
  stops[delimiter.charCodeAt(0)] = endsCell
  stops[quote] = isQuote
  return stops
}

/**
 * Find the records that lie whole between two places of the bytes, as many as there is room for.
 *
 * Answers the place after the last whole record. `last` says that nothing follows: a record without a line end is whole then. None is begun at `until` or later.
 * Escaped quotation marks are closed up in the bytes once their record is whole, so that a cell is always one run of bytes.
 * Source: RFC 4180; a record ends at a line feed, a carriage return or both.
 */
export function scanRecords(records: Records, from: number, to: number, stops: Stops, last: boolean, until = to): number {
  const { bytes, firstCell } = records
  const most = firstCell.length - 1
  let [at, count] = [from, 0]
  records.irregular = false
  firstCell[0] = 0
  // A line end beyond the last byte stops every cell: no byte is asked whether it is the last.
  const after = bytes[to]!
  bytes[to] = lineFeed
  for (; count < most && at < until; count += 1) {
    const next = scanRecord(records, count, at, to, stops, last)
    if (next < 0) break
    at = next
  }
  bytes[to] = after
  records.count = count
  return at
}

/** Find the cells of one record and say where the next begins; -1 when the record is not whole. */
function scanRecord(records: Records, record: number, from: number, to: number, stops: Stops, last: boolean): number {
  const { bytes, marks } = records
  let { starts, ends } = records
  const first = records.firstCell[record]!
  let [at, cell, stop] = [from, first, belongs]
  marks[record] = 0
  for (;;) {
    if (cell === starts.length) ({ starts, ends } = makeRoom(records))
    starts[cell] = at
    while ((stop = stops[bytes[at]!]!) === belongs) at += 1
    if (stop < endsCell) {
      const quoted = stop === isQuote && at === starts[cell]
      const end = quoted ? closingQuote(bytes, at + 1, to) : at
      if (quoted && (end < 0 || (end + 1 === to && !last))) return -1
      at = quoted ? scanQuoted(records, record, cell, end, stops) : scanOn(records, record, at, stops)
      if (!quoted) ends[cell] = at
      stop = stops[bytes[at]!]!
    } else ends[cell] = at
    cell += 1
    if (stop === endsRecord) break
    at += 1
  }
  if (!last && (at >= to || (bytes[at] === carriageReturn && at + 1 >= to))) return -1
  if ((marks[record]! & escaped) !== 0) closeUpCells(records, first, cell)
  records.firstCell[record + 1] = cell
  return Math.min(to, bytes[at] === carriageReturn && bytes[at + 1] === lineFeed ? at + 2 : at + 1)
}

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Place of the quotation mark that closes a cell; -1 when there is none. */
function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (bytes[at] !== quote) continue
    if (at + 1 >= to || bytes[at + 1] !== quote) return at
    at += 1
  }
  return -1
}

/** Place a cell in quotation marks, of which the last is known, and say where it is followed by another or a line end. */
function scanQuoted(records: Records, record: number, cell: number, end: number, stops: Stops): number {
  const { bytes, marks, starts, ends } = records
  const start = starts[cell]! + 1
  for (let at = start; at < end; at += 1) {
    if (bytes[at] === quote) marks[record]! |= escaped
    else if (bytes[at]! > 127) marks[record]! |= beyondAscii
  }
  starts[cell] = start
  ends[cell] = end
  if (stops[bytes[end + 1]!]! < endsCell) records.irregular = true
  return scanOn(records, record, end + 1, stops)
}

/** Go on to the end of a cell past what a cell hardly ever holds: bytes beyond ASCII, and quotation marks out of place. */
function scanOn(records: Records, record: number, from: number, stops: Stops): number {
  const { bytes, marks } = records
  for (let at = from; ; at += 1) {
    const stop = stops[bytes[at]!]!
    if (stop >= endsCell) return at
    if (stop === isQuote) records.irregular = true
    else if (stop === isBeyondAscii) marks[record]! |= beyondAscii
  }
}

/** Write doubled quotation marks once. A cell outside quotation marks has none. */
function closeUpCells({ bytes, starts, ends }: Records, from: number, to: number): void {
  for (let cell = from; cell < to; cell += 1) {
    if (bytes[starts[cell]! - 1] !== quote) continue
    let put = starts[cell]!
    for (let take = put; take < ends[cell]!; take += 1, put += 1) {
      bytes[put] = bytes[take]!
      if (bytes[take] === quote && bytes[take + 1] === quote) take += 1
    }
    ends[cell] = put
  }
}

function makeRoom(records: Records): Records {
  for (const places of ['starts', 'ends'] as const) {
    const larger = new Int32Array(records[places].length * 2)
    larger.set(records[places])
    records[places] = larger
  }
  return records
}

/** Cells of the records of a piece of a delimited file, as places in its bytes. Filled anew by every scan. */
export interface Records {
  readonly bytes: Uint8Array
  /** The same bytes, to be looked at four at a time. */
  readonly view: DataView
  /** How many records were found. */
  count: number
  /** Shape: `count` + 1 entries: the first cell of each record among `starts` and `ends`, and one past the last. */
  readonly firstCell: Int32Array
  /** Where each cell starts and ends in the bytes, without its quotation marks. */
  starts: Int32Array
  ends: Int32Array
  /** A quotation mark stood where the standard has none: what it means is a guess that this reader does not make. */
  irregular: boolean
}

/** Make room for the cells of so many records of some bytes at a time. */
export function roomForRecords(bytes: Uint8Array, records: number): Records {
  const cells = records * 64
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), count: 0, firstCell: new Int32Array(records + 1), starts: new Int32Array(cells), ends: new Int32Array(cells), irregular: false }
}

/** What each byte does to an unquoted cell. Shape: 256 entries: 0 belongs to it, 1 ends it, 2 has no place in it. */
export type Stops = Uint8Array

/** Say which bytes end a cell in a file with this delimiter. */
export function stopsOf(delimiter: string): Stops {
  const stops = new Uint8Array(256)
  for (const byte of [delimiter.charCodeAt(0), lineFeed, carriageReturn]) stops[byte] = 1
  stops[quote] = 2
  return stops
}

/**
 * Find the records that lie whole between two places of the bytes, as many as there is room for.
 *
 * Answers the place after the last whole record. `last` says that nothing follows: a record without a line end is whole then.
 * Escaped quotation marks are closed up in the bytes once their record is whole, so that a cell is always one run of bytes.
 * Source: RFC 4180; a record ends at a line feed, a carriage return or both.
 */
export function scanRecords(records: Records, from: number, to: number, stops: Stops, last: boolean): number {
  const most = records.firstCell.length - 1
  let [at, count] = [from, 0]
  records.irregular = false
  records.firstCell[0] = 0
  for (; count < most && at < to; count += 1) {
    const next = scanRecord(records, count, at, to, stops, last)
    if (next < 0) break
    at = next
  }
  records.count = count
  return at
}

/** Find the cells of one record and say where the next begins; -1 when the record is not whole. */
function scanRecord(records: Records, record: number, from: number, to: number, stops: Stops, last: boolean): number {
  const { bytes } = records
  let { starts, ends } = records
  let at = from
  let cell = records.firstCell[record]!
  let escaped = false
  for (;; at += 1) {
    if (cell === starts.length) ({ starts, ends } = makeRoom(records))
    if (at < to && bytes[at] === quote) {
      const end = closingQuote(bytes, at + 1, to)
      if (end < 0 || (end + 1 === to && !last)) return -1
      escaped ||= isEscaped(bytes, at + 1, end)
      starts[cell] = at + 1
      ends[cell] = end
      at = end + 1
      if (at < to && stops[bytes[at]!] !== 1) records.irregular = true
      while (at < to && stops[bytes[at]!] !== 1) at += 1
    } else {
      starts[cell] = at
      let stop = 0
      while (at < to && (stop = stops[bytes[at]!]!) !== 1) {
        if (stop === 2) records.irregular = true
        at += 1
      }
      ends[cell] = at
    }
    cell += 1
    if (at >= to || bytes[at] === lineFeed || bytes[at] === carriageReturn) break
  }
  if (!last && (at >= to || (bytes[at] === carriageReturn && at + 1 >= to))) return -1
  if (escaped) closeUpCells(records, records.firstCell[record]!, cell)
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

function isEscaped(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (bytes[at] === quote) return true
  return false
}

/** Write doubled quotation marks once. A cell outside quotation marks has none. */
function closeUpCells({ bytes, starts, ends }: Records, from: number, to: number): void {
  for (let cell = from; cell < to; cell += 1) {
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

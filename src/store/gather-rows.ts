import type { BlockColumn } from '../ingest/scan/block.ts'
import type { GroupColumn } from './parquet-pages.ts'

/** Take some rows of a column of a block, in their order, for a group of a Parquet file. An empty text of a column that holds its own bytes is an absence. */
export function gatherRows(column: BlockColumn, rows: Int32Array, count: number): GroupColumn {
  return column.own ? ownTexts(column, rows, count) : { words: column.values, codes: numbered(column.codes, rows, count) }
}

function numbered(codes: Int32Array, rows: Int32Array, count: number): Int32Array {
  const found = new Int32Array(count)
  for (let index = 0; index < count; index += 1) found[index] = codes[rows[index]!]!
  return found
}

function ownTexts({ bytes, places }: BlockColumn, rows: Int32Array, count: number): GroupColumn {
  const present = new Uint8Array(count)
  let length = 0
  for (let index = 0; index < count; index += 1) {
    const row = rows[index]!
    const size = places[row + 1]! - places[row]!
    // Four bytes of length and nothing after them.
    if (size === 4) continue
    present[index] = 1
    length += size
  }
  const texts = new Uint8Array(length)
  let put = 0
  for (let index = 0; index < count; index += 1) {
    if (present[index] === 0) continue
    for (let at = places[rows[index]!]!; at < places[rows[index]! + 1]!; at += 1, put += 1) texts[put] = bytes[at]!
  }
  return { texts, present }
}

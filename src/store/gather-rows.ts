import type { Block, BlockColumn } from '../ingest/scan/block.ts'
import type { GroupColumn } from './parquet-pages.ts'

/** Take some rows of a column of a block, in their order, for a group of a Parquet file. An empty text of an own column is an absence. */
export function gatherRows(block: Block, column: BlockColumn, rows: Int32Array, count: number): GroupColumn {
  return column.own ? ownTexts(block.bytes, column, rows, count) : { words: column.values, codes: numbered(column.codes, rows, count) }
}

function numbered(codes: Int32Array, rows: Int32Array, count: number): Int32Array {
  const found = new Int32Array(count)
  for (let index = 0; index < count; index += 1) found[index] = codes[rows[index]!]!
  return found
}

function ownTexts(bytes: Uint8Array, { starts, ends }: BlockColumn, rows: Int32Array, count: number): GroupColumn {
  const present = new Uint8Array(count)
  let length = 0
  for (let index = 0; index < count; index += 1) {
    const size = ends[rows[index]!]! - starts[rows[index]!]!
    if (size === 0) continue
    present[index] = 1
    length += 4 + size
  }
  const texts = new Uint8Array(length)
  let put = 0
  for (let index = 0; index < count; index += 1) {
    if (present[index] === 0) continue
    const [start, size] = [starts[rows[index]!]!, ends[rows[index]!]! - starts[rows[index]!]!]
    for (let part = 0; part < 4; part += 1) texts[put + part] = (size >> (part * 8)) & 255
    for (let at = 0; at < size; at += 1) texts[put + 4 + at] = bytes[start + at]!
    put += 4 + size
  }
  return { texts, present }
}

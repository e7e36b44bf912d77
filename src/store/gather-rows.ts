import type { BlockColumn } from '../ingest/scan/block.ts'
import type { GroupColumn } from './parquet-pages.ts'

/** Take some rows of a column of a block, in their order, for a group of a Parquet file. An empty text of an own column is an absence. */
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
  const texts = new Uint8Array(places[(rows[count - 1] ?? -1) + 1]!)
  // Texts that lie one after the other are copied at once.
  let [put, from, to] = [0, 0, 0]
  for (let index = 0; index < count; index += 1) {
    const [start, end] = [places[rows[index]!]!, places[rows[index]! + 1]!]
    // Four bytes of length and nothing after them.
    if (end - start === 4) continue
    present[index] = 1
    if (start !== to) {
      texts.set(bytes.subarray(from, to), put)
      put += to - from
      from = start
    }
    to = end
  }
  texts.set(bytes.subarray(from, to), put)
  return { texts: texts.subarray(0, put + to - from), present }
}

import type { BlockColumn } from '../ingest/scan/block.ts'
import type { GroupColumn } from './parquet-pages.ts'

/** Room for one column, used again for the next. */
let [codesRoom, presentRoom, textsRoom] = [new Int32Array(0), new Uint8Array(0), new Uint8Array(0)]

/** Take some rows of each column of a block, in their order, for a group of a Parquet file. An empty text of an own column is an absence. Use each before asking for the next: it is written over. */
export function* gatherRows(columns: readonly BlockColumn[], rows: Int32Array, count: number): Generator<GroupColumn> {
  if (count > codesRoom.length) [codesRoom, presentRoom] = [new Int32Array(count), new Uint8Array(count)]
  for (const column of columns) yield column.own ? ownTexts(column, rows, count) : { words: column.values, codes: numbered(column.codes, rows, count) }
}

function numbered(codes: Int32Array, rows: Int32Array, count: number): Int32Array {
  for (let index = 0; index < count; index += 1) codesRoom[index] = codes[rows[index]!]!
  return codesRoom
}

function ownTexts({ bytes, places }: BlockColumn, rows: Int32Array, count: number): GroupColumn {
  const needed = places[(rows[count - 1] ?? -1) + 1]!
  if (needed > textsRoom.length) textsRoom = new Uint8Array(needed * 2)
  const [present, texts] = [presentRoom.fill(0, 0, count), textsRoom]
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

import type { Cell } from '../../dataset/table.ts'
import type { Unmapped } from '../source.ts'
import { slackBytes, type Records } from './records.ts'
import { wordList } from './word-list.ts'

/** What a cell of a column says, and what is wrong with it when it says nothing we can take. */
export interface ReadCell { readonly value: Cell; readonly unmapped?: Unmapped }

/** A column as a block keeps it: by our name, from a place among the cells of a record, with the reader of its texts. An `own` column keeps the bytes of its texts: only a column of text may. */
export interface BlockLayout { readonly name: string; readonly place: number; readonly own: boolean; read(text: string): ReadCell }

/** One column of a block. Texts that repeat are numbered, and each is read once; a column of texts that hardly do (`own`) keeps their bytes. */
export interface BlockColumn {
  readonly name: string
  readonly own: boolean
  /** Number of the text of each row; empty in an own column. */
  readonly codes: Int32Array
  /** Texts of the rows of an own column one after the other, each after its length in four bytes, the lowest first; what follows the last means nothing. */
  readonly bytes: Uint8Array
  /** The same bytes, to be looked at four at a time. */
  readonly view: DataView
  /** Where the length of each row's text stands in an own column; after the last row, the end. */
  readonly places: Int32Array
  /** What each numbered text says. Another list from the block on in which the numbers were given anew. */
  readonly values: readonly Cell[]
  /** 1 for a numbered text that could not be taken. */
  readonly refused: Uint8Array
  valueAt(row: number): Cell
  /** What stood in the file. */
  textAt(row: number): string
  /** What is wrong with the text of a row; null when nothing is. */
  unmappedAt(row: number): Unmapped | null
}

/** Rows in the middle of a file, column by column. Filled, judged, written and emptied again. */
export interface Block {
  readonly columns: readonly BlockColumn[]
  rows: number
  /** Row number of each row as a spreadsheet counts. */
  readonly numbers: Int32Array
  /** Take the cells of some records as the next rows. Shape: `cells` has the first cell of each of `count` records. */
  take(records: Records, cells: Int32Array, count: number): void
  /** Forget the rows; what is known of the texts stays, unless there are very many. */
  empty(): void
}

/** So many different texts of a column are known from one block to the next. */
const mostKnown = 1 << 16

/** Make a block for so many rows. */
export function openBlock(layout: readonly BlockLayout[], most: number): Block {
  const columns = layout.map((column) => (column.own ? ownColumn(column, most) : numberedColumn(column, most)))
  return {
    columns, rows: 0, numbers: new Int32Array(most),
    take(records, cells, count) {
      for (const column of columns) column.take(records, cells, count, this.rows)
      this.rows += count
    },
    empty() {
      this.rows = 0
      for (const column of columns) column.empty()
    },
  }
}

type Taking = BlockColumn & { take(records: Records, cells: Int32Array, count: number, row: number): void; empty(): void }

function numberedColumn({ name, place, read }: BlockLayout, most: number): Taking {
  const codes = new Int32Array(most)
  let [words, values, refused] = [wordList(), [] as Cell[], new Uint8Array(256)]
  const textOf = (word: number): string => decoder.decode(words.bytesOf(word))
  const learn = (word: number): void => {
    const { value, unmapped } = read(textOf(word))
    values.push(value)
    if (word === refused.length) refused = longer(refused, 0)
    if (unmapped) refused[word] = 1
  }
  return {
    name, codes, own: false, places: none, bytes: none8, view: noBytes,
    get values() { return values }, get refused() { return refused },
    valueAt: (row) => values[codes[row]!]!,
    textAt: (row) => textOf(codes[row]!),
    unmappedAt: (row) => read(textOf(codes[row]!)).unmapped ?? null,
    take(records, cells, count, row) {
      words.numberCells(records, cells, place, count, codes, row)
      for (let word = values.length; word < words.size; word += 1) learn(word)
    },
    empty() {
      if (words.size > mostKnown) [words, values, refused] = [wordList(), [], new Uint8Array(256)]
    },
  }
}

function ownColumn({ name, place, read }: BlockLayout, most: number): Taking {
  const places = new Int32Array(most + 1)
  let bytes = new Uint8Array(1 << 16)
  let view = new DataView(bytes.buffer)
  const textAt = (row: number): string => textIn(bytes, places[row]! + 4, places[row + 1]!)
  return {
    name, codes: none, own: true, places, values: [], refused: none8, textAt,
    get bytes() { return bytes }, get view() { return view },
    valueAt: (row) => read(textAt(row)).value,
    unmappedAt: (row) => read(textAt(row)).unmapped ?? null,
    take({ view: from, starts, ends }, cells, count, row) {
      let put = places[row]!
      for (let index = 0; index < count; index += 1) {
        const cell = cells[index]! + place
        const start = starts[cell]!
        const length = ends[cell]! - start
        if (put + length + 2 * slackBytes > bytes.length) {
          bytes = longer(bytes, put + length + 2 * slackBytes)
          view = new DataView(bytes.buffer)
        }
        view.setInt32(put, length, true)
        // Four bytes at a time: what is copied too much is written over by the next text.
        for (let at = 0; at < length; at += 4) view.setInt32(put + 4 + at, from.getInt32(start + at, true), true)
        put += 4 + length
        places[row + index + 1] = put
      }
    },
    empty: () => undefined,
  }
}

const [none, none8, noBytes] = [new Int32Array(0), new Uint8Array(0), new DataView(new ArrayBuffer(0))]

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Text of some bytes. A short one in ASCII is put together here, in half the time. */
function textIn(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let at = from; at < to; at += 1) {
    if (bytes[at]! > 127 || to - from > 12) return decoder.decode(bytes.subarray(from, to))
    text += String.fromCharCode(bytes[at]!)
  }
  return text
}

function longer(from: Uint8Array, needed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.max(from.length * 2, needed))
  bytes.set(from)
  return bytes
}

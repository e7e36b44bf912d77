import type { Cell } from '../../dataset/table.ts'
import type { Unmapped } from '../source.ts'
import type { Records } from './records.ts'
import { wordList } from './word-list.ts'

/** What a cell of a column says, and what is wrong with it when it says nothing we can take. */
export interface ReadCell { readonly value: Cell; readonly unmapped?: Unmapped }

/** A column as a block keeps it: by our name, from a place among the cells of a record, with the reader of its texts. `own` columns keep their texts in the bytes: only a column of text may. */
export interface BlockLayout { readonly name: string; readonly place: number; readonly own: boolean; read(text: string): ReadCell }

/** One column of a block. Texts that repeat are numbered, and each is read once; a column of texts that hardly do (`own`) knows where they lie in the bytes. */
export interface BlockColumn {
  readonly name: string
  readonly own: boolean
  /** Number of the text of each row; empty in an own column. */
  readonly codes: Int32Array
  /** Where the text of each row of an own column lies in the bytes; empty in others. */
  readonly starts: Int32Array
  readonly ends: Int32Array
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
  /** Bytes that own columns point into, and the same to be looked at four at a time. */
  readonly bytes: Uint8Array
  readonly view: DataView
  /** Take the cells of some records as the next rows; their bytes stay as they are until the block is emptied. Shape: `which` names `count` records. */
  take(records: Records, which: Int32Array, count: number): void
  /** Forget the rows; what is known of the texts stays, unless there are very many. */
  empty(): void
}

/** So many different texts of a column are known from one block to the next. */
const mostKnown = 1 << 16

/** Make a block for so many rows. */
export function openBlock(layout: readonly BlockLayout[], most: number): Block {
  let [bytes, view]: [Uint8Array, DataView] = [none8, new DataView(new ArrayBuffer(0))]
  const columns = layout.map((column) => (column.own ? ownColumn(column, most, () => bytes) : numberedColumn(column, most)))
  return {
    columns, rows: 0, numbers: new Int32Array(most),
    get bytes() { return bytes }, get view() { return view },
    take(records, which, count) {
      ;({ bytes, view } = records)
      for (const column of columns) column.take(records, which, count, this.rows)
      this.rows += count
    },
    empty() {
      this.rows = 0
      for (const column of columns) column.empty()
    },
  }
}

type Taking = BlockColumn & { take(records: Records, which: Int32Array, count: number, row: number): void; empty(): void }

function numberedColumn({ name, place, read }: BlockLayout, most: number): Taking {
  const codes = new Int32Array(most)
  let [words, values, refused] = [wordList(), [] as Cell[], new Uint8Array(256)]
  const textOf = (word: number): string => decoder.decode(words.bytesOf(word))
  const learn = (word: number): void => {
    const { value, unmapped } = read(textOf(word))
    values.push(value)
    if (word === refused.length) refused = twice(refused)
    if (unmapped) refused[word] = 1
  }
  return {
    name, codes, own: false, starts: none, ends: none,
    get values() { return values }, get refused() { return refused },
    valueAt: (row) => values[codes[row]!]!,
    textAt: (row) => textOf(codes[row]!),
    unmappedAt: (row) => read(textOf(codes[row]!)).unmapped ?? null,
    take({ view, firstCell, starts, ends }, which, count, row) {
      for (let index = 0; index < count; index += 1) {
        const cell = firstCell[which[index]!]! + place
        const word = words.numberOf(view, starts[cell]!, ends[cell]!)
        if (word === values.length) learn(word)
        codes[row + index] = word
      }
    },
    empty() {
      if (words.size > mostKnown) [words, values, refused] = [wordList(), [], new Uint8Array(256)]
    },
  }
}

function ownColumn({ name, place, read }: BlockLayout, most: number, bytes: () => Uint8Array): Taking {
  const [starts, ends] = [new Int32Array(most), new Int32Array(most)]
  const textAt = (row: number): string => decoder.decode(bytes().subarray(starts[row]!, ends[row]!))
  return {
    name, codes: none, own: true, starts, ends, values: [], refused: none8, textAt,
    valueAt: (row) => read(textAt(row)).value,
    unmappedAt: (row) => read(textAt(row)).unmapped ?? null,
    take(records, which, count, row) {
      for (let index = 0; index < count; index += 1) {
        const cell = records.firstCell[which[index]!]! + place
        starts[row + index] = records.starts[cell]!
        ends[row + index] = records.ends[cell]!
      }
    },
    empty: () => undefined,
  }
}

const [none, none8] = [new Int32Array(0), new Uint8Array(0)]

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function twice(from: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(from.length * 2)
  larger.set(from)
  return larger
}

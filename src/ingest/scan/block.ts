import type { Cell } from '../../dataset/table.ts'
import type { Unmapped } from '../source.ts'
import type { Records } from './records.ts'
import { wordList, type WordList } from './word-list.ts'

/** What a cell of a column says, and what is wrong with it when it says nothing we can take. */
export interface ReadCell { readonly value: Cell; readonly unmapped?: Unmapped }

/** A column as a block keeps it: by our name, from a place among the cells of a record, with the reader of its texts. Only a column of text may come to hold its own bytes. */
export interface BlockLayout { readonly name: string; readonly place: number; readonly text: boolean; read(text: string): ReadCell }

/**
 * One column of a block. Few different texts: each is read once and the rows hold its number. Many: the rows hold their own bytes.
 * A column of dates or numbers is always numbered, however many there are.
 */
export interface BlockColumn {
  readonly name: string
  /** Number of the text of each row; meaningless in a column that holds its own bytes. */
  readonly codes: Int32Array
  readonly words: WordList
  /** What each numbered text says. */
  readonly values: readonly Cell[]
  /** 1 for a numbered text that could not be taken. */
  readonly refused: Uint8Array
  /** True from the block on in which the texts became too many to number. */
  readonly own: boolean
  /** Own bytes of the rows one after the other, each after its length in four bytes, the lowest first. */
  readonly bytes: Uint8Array
  /** Where the length of each row's text stands; after the last row, the end. */
  readonly places: Int32Array
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
  /** Take the cells of some records as the next rows. Shape: `which` names `count` records. */
  take(records: Records, which: Int32Array, count: number): void
  /** Forget the rows; what is known of the texts stays. */
  empty(): void
}

/** So many different texts are numbered before a column of text keeps its own bytes: an organisation code repeats, a postcode hardly does. */
const mostNumbered = 1 << 15

/** Make a block for so many rows. */
export function openBlock(layout: readonly BlockLayout[], most: number): Block {
  const columns = layout.map((column) => openColumn(column, most))
  const block: Block = {
    columns, rows: 0, numbers: new Int32Array(most),
    take(records, which, count) {
      for (const column of columns) column.take(records, which, count, block.rows)
      block.rows += count
    },
    empty() { block.rows = 0 },
  }
  return block
}

type Taking = BlockColumn & { take(records: Records, which: Int32Array, count: number, row: number): void }

function openColumn({ name, place, read, text }: BlockLayout, most: number): Taking {
  const [codes, places, words, values] = [new Int32Array(most), new Int32Array(most + 1), wordList(), [] as Cell[]]
  const texts: string[] = []
  let [own, bytes, refused] = [false, new Uint8Array(0), new Uint8Array(256)]

  const learn = (word: number): void => {
    const { value, unmapped } = read(decode(words.bytesOf(word)))
    values.push(value)
    if (word === refused.length) refused = grown(refused, word * 2)
    if (unmapped) refused[word] = 1
  }
  const keep = (row: number, from: Uint8Array, start: number, end: number): void => {
    const [at, length] = [places[row]!, end - start]
    if (at + 4 + length > bytes.length) bytes = grown(bytes, Math.max(bytes.length * 2, at + 4 + length, most * 8))
    bytes[at] = length & 255
    bytes[at + 1] = (length >> 8) & 255
    bytes[at + 2] = (length >> 16) & 255
    bytes[at + 3] = length >> 24
    for (let byte = 0; byte < length; byte += 1) bytes[at + 4 + byte] = from[start + byte]!
    places[row + 1] = at + 4 + length
  }
  const keepOwn = (rows: number): void => {
    own = true
    for (let row = 0; row < rows; row += 1) {
      const word = words.bytesOf(codes[row]!)
      keep(row, word, 0, word.length)
    }
  }
  const takeOwn: Taking['take'] = ({ bytes: from, firstCell, starts, ends }, which, count, row) => {
    for (let index = 0; index < count; index += 1) {
      const cell = firstCell[which[index]!]! + place
      keep(row + index, from, starts[cell]!, ends[cell]!)
    }
  }
  const takeNumbered: Taking['take'] = ({ view, firstCell, starts, ends }, which, count, row) => {
    for (let index = 0; index < count; index += 1) {
      const cell = firstCell[which[index]!]! + place
      const word = words.numberOf(view, starts[cell]!, ends[cell]!)
      if (word === values.length) learn(word)
      codes[row + index] = word
    }
  }
  const textOf = (word: number): string => (texts[word] ??= decode(words.bytesOf(word)))
  const textAt = (row: number): string => (own ? decode(bytes.subarray(places[row]! + 4, places[row + 1])) : textOf(codes[row]!))
  return {
    name, codes, places, words, values,
    get refused() { return refused }, get own() { return own }, get bytes() { return bytes },
    valueAt: (row) => (own ? read(textAt(row)).value : values[codes[row]!]!),
    textAt, unmappedAt: (row) => read(textAt(row)).unmapped ?? null,
    take(records, which, count, row) {
      if (text && !own && words.size > mostNumbered) keepOwn(row)
      if (own) takeOwn(records, which, count, row)
      else takeNumbered(records, which, count, row)
    },
  }
}

const decoder = new TextDecoder()

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

function grown(from: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length)
  larger.set(from)
  return larger
}

import type { Cell, ColumnType } from '../dataset/table.ts'

/** A column of one group of rows: numbers into a list of cells, or the texts themselves. */
export type GroupColumn =
  | { readonly words: readonly Cell[]; readonly codes: Int32Array }
  /** Texts one after the other, each after its length in four bytes, the lowest first; `empty` texts are absences and are not among them. */
  | { readonly texts: Uint8Array; readonly present: Uint8Array }

/** The two pages of a column that numbers its cells, or the one page of a column of texts. */
export interface Pages { readonly dictionary: { readonly bytes: Uint8Array; readonly values: number } | null; readonly data: Uint8Array; readonly nulls: number }

/**
 * Lay a column of a row group out as the pages of a Parquet file. Every column may have absences.
 * Source: https://parquet.apache.org/docs/file-format/data-pages/encodings/ (PLAIN, RLE_DICTIONARY; levels as RLE).
 */
export function layPages(column: GroupColumn, type: ColumnType, rows: number): Pages {
  if ('texts' in column) {
    const nulls = rows - count(column.present, rows)
    return { dictionary: null, data: joined([levels(column.present, rows, nulls), column.texts]), nulls }
  }
  return numbered(column.words, column.codes, type, rows)
}

function numbered(words: readonly Cell[], codes: Int32Array, type: ColumnType, rows: number): Pages {
  // Absent cells have no place in the dictionary: the words after them move up.
  const moved = new Int32Array(words.length)
  const kept: Cell[] = []
  words.forEach((word, index) => {
    moved[index] = word === null ? -1 : kept.length
    if (word !== null) kept.push(word)
  })
  const [present, found] = [new Uint8Array(rows), new Int32Array(rows)]
  let values = 0
  for (let row = 0; row < rows; row += 1) {
    const place = moved[codes[row]!]!
    if (place < 0) continue
    present[row] = 1
    found[values] = place
    values += 1
  }
  const width = kept.length < 2 ? 1 : 32 - Math.clz32(kept.length - 1)
  const data = joined([levels(present, rows, rows - values), Uint8Array.of(width), packed(found, values, width)])
  return { dictionary: { bytes: plain(kept, type), values: kept.length }, data, nulls: rows - values }
}

/** Which rows hold a value, after the length of that list in four bytes. */
function levels(present: Uint8Array, rows: number, nulls: number): Uint8Array {
  const runs = nulls === 0 || nulls === rows ? run(rows, nulls === 0 ? 1 : 0) : packed(present, rows, 1)
  const bytes = new Uint8Array(4 + runs.length)
  new DataView(bytes.buffer).setUint32(0, runs.length, true)
  bytes.set(runs, 4)
  return bytes
}

/** One run of a value of one bit. */
function run(length: number, value: number): Uint8Array {
  return Uint8Array.from([...varint(length * 2), value])
}

/** Numbers of `width` bits each, eight at a time, the lowest bit first. */
function packed(values: ArrayLike<number>, count: number, width: number): Uint8Array {
  const groups = Math.ceil(count / 8)
  const head = varint(groups * 2 + 1)
  const bytes = new Uint8Array(head.length + groups * width)
  bytes.set(head)
  let [put, bits, filled] = [head.length, 0, 0]
  for (let index = 0; index < groups * 8; index += 1) {
    bits |= (index < count ? values[index]! : 0) << filled
    for (filled += width; filled >= 8; filled -= 8, bits >>>= 8) {
      bytes[put] = bits & 255
      put += 1
    }
  }
  return bytes
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  return [...bytes, rest]
}

/** Cells one after the other as they are stored. */
function plain(cells: readonly Cell[], type: ColumnType): Uint8Array {
  if (type === 'text') return plainTexts(cells.map(String))
  const size = type === 'number' ? 8 : 4
  const bytes = new Uint8Array(cells.length * size)
  const view = new DataView(bytes.buffer)
  cells.forEach((cell, index) => {
    if (type === 'number') view.setFloat64(index * 8, Number(cell), true)
    else view.setInt32(index * 4, type === 'date' ? daysOf(String(cell)) : Number(cell), true)
  })
  return bytes
}

function plainTexts(texts: readonly string[]): Uint8Array {
  const encoder = new TextEncoder()
  const words = texts.map((text) => encoder.encode(text))
  return joined(words.flatMap((word) => [Uint8Array.of(word.length & 255, (word.length >> 8) & 255, (word.length >> 16) & 255, word.length >> 24), word]))
}

/** Days since 1 January 1970. */
function daysOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000
}

function count(present: Uint8Array, rows: number): number {
  let found = 0
  for (let row = 0; row < rows; row += 1) found += present[row]!
  return found
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

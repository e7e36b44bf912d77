import type { Cell, ColumnType } from '../dataset/table.ts'

/** A column of one group of rows: numbers into a list of cells, or the texts themselves. */
export type GroupColumn =
  | { readonly words: readonly Cell[]; readonly codes: Int32Array }
  /** Texts one after the other, each after its length in four bytes, the lowest first; `empty` texts are absences and are not among them. */
  | { readonly texts: Uint8Array; readonly present: Uint8Array }

/** The two pages of a column that numbers its cells, or the one page of a column of texts. */
export interface Pages { readonly dictionary: { readonly bytes: Uint8Array; readonly values: number } | null; readonly data: Uint8Array; readonly nulls: number }

/** Lays the columns of one name out, group after group: what is known of their words is kept from one to the next. */
export interface PageMaker { layPages(column: GroupColumn, rows: number): Pages }

/**
 * Lay a column of a row group out as the pages of a Parquet file. Every column may have absences.
 * Source: https://parquet.apache.org/docs/file-format/data-pages/encodings/ (PLAIN, RLE_DICTIONARY; levels as RLE).
 */
export function pageMaker(type: ColumnType): PageMaker {
  const dictionary = growingDictionary(type)
  return {
    layPages(column, rows) {
      if ('texts' in column) {
        const nulls = rows - sumOf(column.present, rows)
        return { dictionary: null, data: joined([levels(column.present, rows, nulls), column.texts]), nulls }
      }
      const known = dictionary.with(column.words)
      const { present, places, values } = placesOf(column.codes, known.moved, rows)
      const width = known.values < 2 ? 1 : 32 - Math.clz32(known.values - 1)
      return { dictionary: known, data: joined([levels(present, rows, rows - values), Uint8Array.of(width), packed(places, values, width)]), nulls: rows - values }
    },
  }
}

/** The dictionary of a column whose words only ever become more. Absent cells have no place in it: the words after them move up. */
function growingDictionary(type: ColumnType) {
  let [moved, bytes, values, length] = [new Int32Array(0), new Uint8Array(0), 0, 0]
  return {
    with(words: readonly Cell[]) {
      if (words.length > length) {
        const added = words.slice(length)
        const before = moved
        moved = new Int32Array(words.length)
        moved.set(before)
        added.forEach((word, index) => {
          moved[length + index] = word === null ? -1 : values
          if (word !== null) values += 1
        })
        bytes = joined([bytes, plain(added.filter((word) => word !== null), type)])
        length = words.length
      }
      return { moved, bytes, values }
    },
  }
}

/** Room for the rows of one group, used again and again. */
let [presentRoom, placesRoom] = [new Uint8Array(0), new Int32Array(0)]

function placesOf(codes: Int32Array, moved: Int32Array, rows: number): { present: Uint8Array; places: Int32Array; values: number } {
  if (rows > placesRoom.length) [presentRoom, placesRoom] = [new Uint8Array(rows), new Int32Array(rows)]
  const [present, places] = [presentRoom, placesRoom]
  let values = 0
  for (let row = 0; row < rows; row += 1) {
    const place = moved[codes[row]!]!
    present[row] = place < 0 ? 0 : 1
    places[values] = place
    if (place >= 0) values += 1
  }
  return { present, places, values }
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
  const bytes = new Uint8Array(words.reduce((sum, { length }) => sum + 4 + length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const word of words) {
    view.setUint32(at, word.length, true)
    bytes.set(word, at + 4)
    at += 4 + word.length
  }
  return bytes
}

/** Days since 1 January 1970. */
function daysOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000
}

function sumOf(present: Uint8Array, rows: number): number {
  let found = 0
  for (let row = 0; row < rows; row += 1) found += present[row]!
  return found
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

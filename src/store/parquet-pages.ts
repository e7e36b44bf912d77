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
 * Lay a column of a row group out as the pages of a Parquet file. Every column may have absences. A dictionary holds the words of its group only, in the order in which they come.
 * Source: https://parquet.apache.org/docs/file-format/data-pages/encodings/ (PLAIN, RLE_DICTIONARY; levels as RLE).
 */
export function pageMaker(type: ColumnType): PageMaker {
  const storedWords = wordStore(type)
  return {
    layPages(column, rows) {
      if ('texts' in column) {
        const nulls = rows - sumOf(column.present, rows)
        return { dictionary: null, data: joined([levels(column.present, rows, nulls), column.texts]), nulls }
      }
      const { present, places, values, used } = placesOf(column, rows)
      const width = used.length < 2 ? 1 : 32 - Math.clz32(used.length - 1)
      const data = joined([levels(present, rows, rows - values), Uint8Array.of(width), packed(places, values, width)])
      return { dictionary: { bytes: storedWords(column.words, used), values: used.length }, data, nulls: rows - values }
    },
  }
}

/** Gives words of a list as they are stored; a list that only becomes longer is worked out once. */
function wordStore(type: ColumnType): (words: readonly Cell[], used: readonly number[]) => Uint8Array {
  let [known, texts, numbers] = [[] as readonly Cell[], [] as Uint8Array[], [] as number[]]
  return (words, used) => {
    if (words !== known) [known, texts, numbers] = [words, [], []]
    if (type === 'text') {
      for (let word = texts.length; word < words.length; word += 1) texts.push(lengthAndText(words[word] ?? null))
      return joined(used.map((word) => texts[word]!))
    }
    for (let word = numbers.length; word < words.length; word += 1) numbers.push(numberOf(words[word] ?? null, type))
    const found = used.map((word) => numbers[word]!)
    return new Uint8Array(type === 'number' ? Float64Array.from(found).buffer : Int32Array.from(found).buffer)
  }
}

/** Room for the rows of one group and for the words of one column, used again and again. */
let [presentRoom, placesRoom, placeOfWord] = [new Uint8Array(0), new Int32Array(0), new Int32Array(0)]

const [notMet, absent] = [-1, -2]

/** Number the words that the rows of a group have, in the order in which they come. */
function placesOf({ words, codes }: { readonly words: readonly Cell[]; readonly codes: Int32Array }, rows: number): { present: Uint8Array; places: Int32Array; values: number; used: number[] } {
  if (rows > placesRoom.length) [presentRoom, placesRoom] = [new Uint8Array(rows), new Int32Array(rows)]
  if (words.length > placeOfWord.length) placeOfWord = new Int32Array(words.length * 2)
  const [present, places, placed, used] = [presentRoom, placesRoom, placeOfWord.fill(notMet, 0, words.length), [] as number[]]
  let values = 0
  for (let row = 0; row < rows; row += 1) {
    const word = codes[row]!
    let place = placed[word]!
    if (place === notMet) {
      place = words[word] === null ? absent : used.push(word) - 1
      placed[word] = place
    }
    present[row] = place < 0 ? 0 : 1
    places[values] = place
    if (place >= 0) values += 1
  }
  return { present, places, values, used }
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

const encoder = new TextEncoder()

/** A text after its length in four bytes, the lowest first. */
function lengthAndText(cell: Cell): Uint8Array {
  const text = encoder.encode(String(cell))
  const bytes = new Uint8Array(4 + text.length)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  return bytes
}

function numberOf(cell: Cell, type: ColumnType): number {
  return cell === null ? 0 : type === 'date' ? daysOf(String(cell)) : Number(cell)
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

import { decodeText } from '../encoding.ts'
import { detectDelimiter } from '../delimiter.ts'
import type { OpenedFile } from '../source.ts'
import type { Records } from './records.ts'
import { isText } from './text-records.ts'
import { wordList, type WordList } from './word-list.ts'

/** Reads the records of a file, from a place in its bytes on, as often as it is asked. */
export type RecordReader = (delimiter: string, from: number) => Iterable<Records>

/** First records of a long file that are kept as a grid, for telling what the file is: a header and enough rows to know columns by. */
const headRecords = 2_100

/** Widest record: a wider one is left to the reader of whole files, which refuses it in words. */
const mostCells = 2_000

/**
 * Open a csv file that is too long to hold: its first records as a grid, all of them when asked. `head` is how the file begins.
 * Null when it is not plainly such a file (another kind or encoding, a quotation mark out of place, a character no text has): it is read whole then, or refused.
 */
export function openLongFile(head: Uint8Array, read: RecordReader): OpenedFile | null {
  const line = head.lastIndexOf(0x0a)
  const decoded = line < 0 ? null : decodeText(head.subarray(0, line))
  if (!decoded?.encoding.startsWith('utf-8') || /^\s*[{[]|^PK/.test(decoded.text)) return null
  const delimiter = detectDelimiter(decoded.text)
  if (delimiter.charCodeAt(0) > 127) return null
  const from = decoded.encoding === 'utf-8' ? 0 : 3
  const records = () => read(delimiter, from)
  if (!isRegular(records())) return null
  const rows: string[][] = []
  for (const cells of textRows(records())) if (rows.push(cells) === headRecords) break
  return { kind: 'csv', grids: [{ sheet: '', rows, encoding: decoded.encoding, delimiter, all: () => textRows(records()) }], value: null }
}

/** Say whether every record is text of a known width, with its quotation marks where the standard has them. */
function isRegular(pieces: Iterable<Records>): boolean {
  try {
    for (const records of pieces) {
      if (records.irregular || hasNul(records)) return false
      for (let record = 0; record < records.count; record += 1) {
        if (records.firstCell[record + 1]! - records.firstCell[record]! > mostCells || !isText(records, record)) return false
      }
    }
    return true
  } catch (error) {
    // A record without end.
    if (error instanceof RangeError) return false
    throw error
  }
}

function hasNul({ bytes, count, firstCell, starts, ends }: Records): boolean {
  const nul = count === 0 ? -1 : bytes.indexOf(0, starts[0])
  return nul >= 0 && nul < ends[firstCell[count]! - 1]!
}

/** So many different texts of a column are kept to be used again; beyond them, each cell is decoded. */
const mostKept = 5_000

/** The cells of each record as text, in the order of the file. Equal texts of a column are one text in memory, as long as they are few. */
function* textRows(pieces: Iterable<Records>): Iterable<string[]> {
  const kept: { readonly words: WordList; readonly texts: string[] }[] = []
  for (const records of pieces) {
    for (let record = 0; record < records.count; record += 1) {
      const [first, end] = [records.firstCell[record]!, records.firstCell[record + 1]!]
      const cells: string[] = []
      for (let at = 0; first + at < end; at += 1) cells.push(textOf(kept[at] ??= { words: wordList(), texts: [] }, records, first + at))
      yield cells
    }
  }
}

function textOf({ words, texts }: { readonly words: WordList; readonly texts: string[] }, { bytes, view, starts, ends }: Records, cell: number): string {
  if (words.size > mostKept) return decoder.decode(bytes.subarray(starts[cell], ends[cell]))
  const word = words.numberOf(view, starts[cell]!, ends[cell]!)
  return (texts[word] ??= decoder.decode(bytes.subarray(starts[cell], ends[cell])))
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

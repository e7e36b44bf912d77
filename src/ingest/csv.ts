import { CsvError, parse } from 'csv-parse/sync'
import { refuse, type Refusal } from '../units/refusal.ts'
import { detectDelimiter } from './delimiter.ts'
import type { Decoded } from './encoding.ts'
import type { Grid } from './source.ts'
import { refuseWidth } from './widest-table.ts'

/** Longest record read, in characters: a quote never closed swallows the rest of the file. */
const longestRecord = 1_000_000

/**
 * Read a delimited text file to cells, exactly as found. Rows shorter or longer than the header are kept as they are.
 * Errors: refuses `unreadable-file` for a quote never closed, `too-many-columns` for a table wider than any we know.
 */
export function readCsv(name: string, decoded: Decoded): Grid | Refusal {
  const delimiter = detectDelimiter(decoded.text)
  const rows = cellsOf(decoded.text, delimiter)
  if (typeof rows === 'string') {
    return refuse('unreadable-file', 'input', { doing: `Reading ${name}`, found: rows, need: 'Every quotation mark that opens a cell must be closed', next: 'Export the table again and send the new file' })
  }
  return refuseWidth(name, rows.reduce((most, row) => Math.max(most, row.length), 0)) ?? { sheet: '', rows, encoding: decoded.encoding, delimiter }
}

/** Cells by row, or what stopped the reading in words. */
function cellsOf(text: string, delimiter: string): string[][] | string {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, record_delimiter: ['\r\n', '\n', '\r'], max_record_size: longestRecord })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'A quotation mark opens a cell and is never closed'
    if (error.code === 'CSV_MAX_RECORD_SIZE') return `One row is longer than ${longestRecord} characters, as when a quotation mark is never closed`
    return `The rows cannot be told apart (${error.code})`
  }
}

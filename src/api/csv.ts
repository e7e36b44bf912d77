export type CsvCell = string | number | boolean | null

/**
 * Write a table as csv: a header row, CRLF line ends (RFC 4180), numbers as they are, nothing rounded.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are left alone.
 * A missing number stays empty: the column beside it says why.
 * Shape: each row has one cell per entry of `header`.
 */
export function writeCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('')
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = neutralise(cell)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Put an apostrophe before text that a spreadsheet would run as a formula. */
export function neutralise(text: string): string {
  return startsFormula.test(text) ? `'${text}` : text
}

/** What spreadsheets take for the start of a formula. Source: OWASP, CSV injection. */
const startsFormula = /^[=+\-@\t\r]/

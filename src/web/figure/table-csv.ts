import type { TableData } from './cell.ts'

/**
 * Write a table as csv (UTF-8, one header row). Numbers are unrounded; an absent one is empty.
 * Words that a spreadsheet would run as a formula get an apostrophe in front.
 */
export function tableCsv(table: TableData): string {
  const lines = [table.columns.map((column) => field(column.name)), ...table.rows.map((row) => row.map((cell) => field(cell.value)))]
  return `${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

function field(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

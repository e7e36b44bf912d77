import { formatNumber } from '../units/format.ts'

/**
 * Lay rows out in columns for a terminal: text to the left, numbers to the right, two spaces between.
 *
 * Shape: each row has one cell per entry of `header`; null is a missing number and prints as [x].
 */
export function layTable(header: readonly string[], rows: readonly (readonly (string | number | null)[])[], digits = 2): string {
  const said = rows.map((row) => row.map((cell) => sayCell(cell, digits)))
  const right = header.map((_, at) => rows.some((row) => typeof row[at] === 'number') || (rows.length > 0 && rows.every((row) => row[at] === null)))
  const widths = header.map((name, at) => Math.max(name.length, ...said.map((row) => row[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string => cells.map((cell, at) => right[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)).join('  ').trimEnd()
  return [line([...header]), line(widths.map((width) => '-'.repeat(width))), ...said.map(line)].map((text) => `${text}\n`).join('')
}

function sayCell(cell: string | number | null, digits: number): string {
  if (cell === null) return '[x]'
  return typeof cell === 'string' ? cell : formatNumber(cell, Number.isInteger(cell) ? 0 : digits)
}

import type { OpenedFile } from './source.ts'

/** A table found in a file: its header, and the rows below it with their spreadsheet row numbers. */
export interface HeadedTable {
  readonly header: readonly string[]
  /** Row number of the header as a spreadsheet counts. */
  readonly headerRow: number
  /** Position of each header cell, trimmed; the first of two equal names. */
  readonly position: ReadonlyMap<string, number>
  /** Rows below the header that hold anything. */
  readonly body: readonly { readonly row: number; readonly cells: readonly string[] }[]
  readonly encoding: string
}

/** Rows searched for a header: published tables put titles and notes above it. */
export const searchedRows = 30

/** Say whether a file has a table with all these header cells. */
export function hasHeader(file: OpenedFile, columns: readonly string[]): boolean {
  return place(file, columns) !== null
}

/** Find the table with all these header cells. Errors: throws when there is none; ask `hasHeader` first. */
export function headedTable(file: OpenedFile, columns: readonly string[]): HeadedTable {
  const found = place(file, columns)
  if (!found) throw new Error(`no table has the columns ${columns.join(', ')}`)
  const { grid, at } = found
  const header = grid.rows[at]!
  const body = grid.rows.slice(at + 1).map((cells, index) => ({ row: at + 2 + index, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  return { header, headerRow: at + 1, position: positions(header), body, encoding: grid.encoding }
}

function place(file: OpenedFile, columns: readonly string[]) {
  for (const grid of file.grids) {
    const last = Math.min(grid.rows.length, searchedRows)
    for (let at = 0; at < last; at += 1) {
      const cells = new Set(grid.rows[at]!.map((cell) => cell.trim()))
      if (columns.every((column) => cells.has(column))) return { grid, at }
    }
  }
  return null
}

function positions(header: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  header.forEach((cell, index) => { if (!found.has(cell.trim())) found.set(cell.trim(), index) })
  return found
}

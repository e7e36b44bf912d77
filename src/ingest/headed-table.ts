import type { OpenedFile } from './source.ts'

/** A table found in a file: its header, and the rows below it with their spreadsheet row numbers. */
export interface HeadedTable {
  readonly header: readonly string[]
  /** Row number of the header as a spreadsheet counts. */
  readonly headerRow: number
  /** Position of each header cell, trimmed; the first of two equal names. */
  readonly position: ReadonlyMap<string, number>
  /** Rows below the header that hold anything. */
  readonly body: readonly BodyRow[]
  readonly encoding: string
  /** Every row below the header of a file too long to hold; `body` has only the first of them then. */
  readonly all?: () => Iterable<BodyRow>
}

/** A row below a header, with its number as a spreadsheet counts. */
export interface BodyRow { readonly row: number; readonly cells: readonly string[] }

/** Every row below the header, however long the file. */
export function rowsBelow(table: HeadedTable): Iterable<BodyRow> {
  return table.all?.() ?? table.body
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
  const body = [...bodyOf(grid.rows, at)]
  const { all } = grid
  return { header, headerRow: at + 1, position: positions(header), body, encoding: grid.encoding, ...(all ? { all: () => bodyOf(all(), at) } : {}) }
}

/** Rows below the one at `at` that hold anything. */
function* bodyOf(rows: Iterable<readonly string[]>, at: number): Iterable<BodyRow> {
  let row = 0
  for (const cells of rows) {
    row += 1
    if (row > at + 1 && cells.some((cell) => cell.trim() !== '')) yield { row, cells }
  }
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

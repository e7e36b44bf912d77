import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { cellsOf, type Cells } from './cells.ts'
import type { HeadedTable } from './headed-table.ts'
import type { ReadFile, ReadRow } from './source.ts'

/** What a source makes of one row: table rows, or a total that only checks the others. */
export interface Mapped {
  readonly into: ReadRow['into']
  readonly total?: boolean
  /** The cells to keep, when not all of them may be kept. */
  readonly raw?: readonly string[]
}

/** Map each row of a table in the order of the file. A row with a cell that could not be mapped goes nowhere, and says why. */
export function mapRows(table: HeadedTable, map: (cells: Cells, raw: readonly string[]) => Mapped): ReadRow[] {
  return table.body.map(({ row, cells: raw }) => {
    const cells = cellsOf(table.position, raw)
    const mapped = map(cells, raw)
    return { row, raw: mapped.raw ?? raw, into: cells.unmapped.length === 0 ? mapped.into : [], unmapped: cells.unmapped, total: mapped.total ?? false }
  })
}

/** Facts of the table that the quality rules need. */
export function traitsOf(table: HeadedTable): Pick<ReadFile, 'header' | 'headerRow' | 'encoding'> {
  return { header: table.header, headerRow: table.headerRow, encoding: table.encoding }
}

/** First and last day that the rows of a file speak of; the given day where rows carry none. */
export function periodOf(rows: readonly ReadRow[], otherwise = ''): { periodFrom: string; periodTo: string } {
  let [periodFrom, periodTo] = ['', '']
  for (const { into } of rows) {
    for (const { row } of into) {
      const from = String(row.period_from ?? row.seen_at ?? '')
      const to = String(row.period_to ?? row.seen_at ?? '')
      if (from && (!periodFrom || from < periodFrom)) periodFrom = from
      if (to > periodTo) periodTo = to
    }
  }
  return { periodFrom: periodFrom || otherwise, periodTo: periodTo || otherwise }
}

/** Collect reference rows seen beside the facts, each once, in the order first seen. */
export interface Gathered {
  add(table: TableName, row: Row): void
  /** Say whether these words are new, so that rows made from them need not be made again. */
  isNew(words: string): boolean
  readonly rows: { readonly table: TableName; readonly row: Row }[]
}

/** Start an empty collection of reference rows. */
export function gather(): Gathered {
  const seen = new Set<string>()
  const rows: Gathered['rows'] = []
  const isNew = (words: string) => seen.size < seen.add(words).size
  return {
    rows,
    isNew,
    add(table, row) {
      if (isNew(`${table}\n${Object.values(row).join('\n')}`)) rows.push({ table, row })
    },
  }
}

import { BOOLEAN, DATE, DOUBLE, DuckDBDataChunk, DuckDBDateValue, INTEGER, VARCHAR, type DuckDBConnection, type DuckDBType, type DuckDBValue } from '@duckdb/node-api'
import type { Cell, ColumnType } from '../dataset/table.ts'
import { isCalendarDate } from '../units/calendar-date.ts'
import { identifier } from './duckdb.ts'

export type SqlType = 'VARCHAR' | 'DOUBLE' | 'INTEGER' | 'DATE' | 'BOOLEAN'

/** SQL type of a declared column. */
export const sqlTypeOf: Readonly<Record<ColumnType, SqlType>> = { text: 'VARCHAR', number: 'DOUBLE', integer: 'INTEGER', date: 'DATE', boolean: 'BOOLEAN' }

/** A column on its way into DuckDB; `cell` reads row `row`. */
export interface LoadColumn { readonly name: string; readonly type: SqlType; readonly required: boolean; cell(row: number): Cell | undefined }

/**
 * Make a temporary table of a connection and fill it, chunk by chunk.
 *
 * Errors: throws when a cell is not of its column's type, or missing where required: quality lets no such row through.
 */
export async function loadColumns(connection: DuckDBConnection, table: string, columns: readonly LoadColumn[], rows: number): Promise<void> {
  await connection.run(`create temp table ${identifier(table)} (${columns.map((column) => `${identifier(column.name)} ${column.type}`).join(', ')})`)
  const appender = await connection.createAppender(table, undefined, 'temp')
  const types = columns.map((column) => duckdbTypes[column.type])
  for (let start = 0; start < rows; start += rowsPerChunk) {
    const count = Math.min(rowsPerChunk, rows - start)
    const chunk = DuckDBDataChunk.create(types, count)
    columns.forEach((column, at) => chunk.setColumnValues(at, valuesOf(column, start, count)))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

/** DuckDB's own vector size. */
const rowsPerChunk = 2048

const duckdbTypes: Readonly<Record<SqlType, DuckDBType>> = { VARCHAR, DOUBLE, INTEGER, DATE, BOOLEAN }

function valuesOf(column: LoadColumn, start: number, count: number): DuckDBValue[] {
  return Array.from({ length: count }, (_, row) => valueOf(column, column.cell(start + row), start + row))
}

function valueOf(column: LoadColumn, cell: Cell | undefined, row: number): DuckDBValue {
  if (cell === null || cell === undefined) {
    if (column.required) throw new Error(`column ${column.name} is empty in row ${row + 1}: it is required`)
    return null
  }
  const value = converters[column.type](cell)
  if (value === undefined) throw new Error(`column ${column.name} holds ${JSON.stringify(cell)} in row ${row + 1}: not a ${column.type}`)
  return value
}

/** What DuckDB takes for a cell; undefined when it is of another type. */
const converters: Readonly<Record<SqlType, (cell: Exclude<Cell, null>) => DuckDBValue | undefined>> = {
  VARCHAR: (cell) => typeof cell === 'string' ? cell : undefined,
  DOUBLE: (cell) => typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined,
  INTEGER: (cell) => typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) < 2 ** 31 ? cell : undefined,
  DATE: (cell) => typeof cell === 'string' ? dateValue(cell) : undefined,
  BOOLEAN: (cell) => typeof cell === 'boolean' ? cell : undefined,
}

const knownDates = new Map<string, DuckDBDateValue>()

function dateValue(text: string): DuckDBDateValue | undefined {
  const known = knownDates.get(text)
  if (known || !isCalendarDate(text)) return known
  const value = new DuckDBDateValue(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / 86_400_000)
  if (knownDates.size < 100_000) knownDates.set(text, value)
  return value
}

import { DuckDBDateValue, DuckDBDecimalValue, DuckDBTimestampValue, type DuckDBResultReader, type DuckDBValue } from '@duckdb/node-api'
import type { Cell, Row } from '../dataset/table.ts'

/** Turn an answer of DuckDB into plain rows: whole and decimal numbers as numbers, days as `YYYY-MM-DD`. */
export function rowsOf(answer: DuckDBResultReader): Row[] {
  const names = answer.deduplicatedColumnNames()
  const columns = answer.getColumns()
  const rows: Row[] = Array.from({ length: answer.currentRowCount }, () => ({}))
  names.forEach((name, at) => columns[at]?.forEach((value, row) => {
    const into = rows[row]
    if (into) into[name] = cellOf(value, name)
  }))
  return rows
}

/** An answer by its columns: of a great many rows, each would be an object of its own. Shape: arrays of one length, that of `rows`. */
export interface AnswerColumns { readonly rows: number; of(name: string): readonly Cell[] }

/** Turn an answer of DuckDB into plain columns, with the cells of `rowsOf`. */
export function columnsOf(answer: DuckDBResultReader): AnswerColumns {
  const names = answer.deduplicatedColumnNames()
  // An answer without rows has names, and no columns.
  const columns = answer.getColumns()
  const cells = new Map(names.map((name, at) => [name, (columns[at] ?? []).map((value) => cellOf(value, name))]))
  return {
    rows: answer.currentRowCount,
    of: (name) => {
      const found = cells.get(name)
      if (found === undefined) throw new Error(`the answer has no column ${name}`)
      return found
    },
  }
}

function cellOf(value: DuckDBValue, name: string): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDateValue) return dayOf(value)
  if (value instanceof DuckDBDecimalValue) return value.toDouble()
  if (value instanceof DuckDBTimestampValue) return value.toString()
  throw new Error(`column ${name} of the answer is neither a number, a text, a day nor a yes or no: cast it in the statement`)
}

const knownDays = new Map<number, string>()

function dayOf(value: DuckDBDateValue): string {
  const known = knownDays.get(value.days)
  if (known) return known
  const text = new Date(value.days * 86_400_000).toISOString().slice(0, 10)
  if (knownDays.size < 100_000) knownDays.set(value.days, text)
  return text
}

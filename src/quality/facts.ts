import type { ReadFile, ReadRow } from '../ingest/source.ts'
import type { Row } from '../dataset/table.ts'
import { formatNumber } from '../units/format.ts'

/** FTE that a row of a file puts into staff in post, counted or recorded; null when it has none. */
export function fteOf(row: ReadRow): number | null {
  const found = row.into.filter(({ table, row: fact }) => (table === 'staff_count' || table === 'staff') && typeof fact.fte === 'number').map(({ row: fact }) => Number(fact.fte))
  return found.length === 0 ? null : found.reduce((sum, fte) => sum + fte, 0)
}

/** Look cells of a file up by the name of their column, trimmed; empty where the file has no such column. */
export function cellReader(read: ReadFile): (row: ReadRow, column: string) => string {
  const position = new Map((read.header ?? []).map((cell, at) => [cell.trim(), at]))
  return (row, column) => (row.raw[position.get(column) ?? -1] ?? '').trim()
}

/** A number of a fact row; null when it is absent. */
export function numberOf(row: Row, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}

/** Say how many of a thing: `1 row`, `174 rows`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`
}

import type { ReturnTable } from '../dataset/return-layout.ts'
import type { Row } from '../dataset/table.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { nationalLists, type CodeLists } from '../reference/code-list.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { fteOf, sayCount } from './facts.ts'
import type { Fault, Rule } from './rule.ts'

/** What a rule has against one row: a column by our name, what stands there and what should. */
export interface Objection {
  readonly column: string | null
  readonly found: string
  readonly expected: string
}

/** A question that the row alone can answer, with the lists that judge its file. `beside` is what the row showed and no table keeps. */
export type Ask = (row: Row, beside: Row, lists: CodeLists) => Objection | null

/** Ask one question of every row of a return; a row of the file is objected to once. The question stays with the check, for readers that have columns and no rows. */
export function eachRow(tables: readonly ReturnTable[], ask: Ask): Rule['check'] & { readonly ask: Ask } {
  const check: Rule['check'] = (read) => {
    let last: ReadRow | null = null
    return returnRows(read, tables).flatMap(({ of, row }) => {
      const objection = of === last ? null : ask(row, of.beside ?? {}, read.lists ?? nationalLists)
      if (objection) last = of
      return objection ? [faultAt(read, of, objection)] : []
    })
  }
  return Object.assign(check, { ask })
}

/** The question of a rule about single rows; null for a rule that is asked otherwise. */
export function askOf({ check }: Rule): Ask | null {
  return 'ask' in check ? (check.ask as Ask) : null
}

/** Rows of a return beside the rows of the file they came from; none for a file of another table. */
export function returnRows(read: ReadFile, tables: readonly ReturnTable[]): readonly ReturnRow[] {
  if (!isReturnOf(read, tables)) return []
  const known = gathered.get(read)
  if (known) return known
  const rows = read.rows.flatMap((of) => of.into.filter(({ table }) => table === read.table).map(({ row }, place) => ({ of, row, place })))
  gathered.set(read, rows)
  return rows
}

/** Published files share some of these tables: only a return says what its columns are called. */
export function isReturnOf(read: ReadFile, tables: readonly ReturnTable[]): boolean {
  return read.called !== undefined && tables.some((table) => table === read.table)
}

/** `place` is its place among what its row of the file became. */
export interface ReturnRow { readonly of: ReadRow; readonly row: Row; readonly place: number }

/** Every rule asks for the same rows. */
const gathered = new WeakMap<ReadFile, readonly ReturnRow[]>()

/** Place an objection at a row, under the heading that the sender knows. */
export function faultAt(read: ReadFile, of: ReadRow, objection: Objection): Fault {
  return faultOfRow(read, of.row, fteOf(of), objection)
}

/** The same of a row that is known by its number and its FTE only. */
export function faultOfRow(read: ReadFile, row: number, fte: number | null, { column, found, expected }: Objection): Fault {
  return { row, column: headingOf(read, column), found, expected, fte }
}

/** Object to a file as a whole. */
export function faultOfFile(read: ReadFile, { column, found, expected }: Objection): Fault {
  return { row: null, column: headingOf(read, column), found, expected, fte: null }
}

/** Say how many rows, and where the first of them is. `one` and `many` go after the count. */
export function tellRows(one: string, many: string): NonNullable<Rule['tell']> {
  return (faults) => {
    const { row, found } = faults.first
    return `${sayCount(faults.length, one, many)}${row === null ? '' : `; first in row ${row}`}${found === '' ? '' : `: ${found.slice(0, 60)}`}`
  }
}

/** A column without a text. */
export function isMissing(row: Row, column: string): boolean {
  const value = row[column]
  return value === null || value === undefined || value === ''
}

/** Text of a column; empty when there is none. */
export function textOf(row: Row, column: string): string {
  const value = row[column]
  return value === null || value === undefined ? '' : String(value)
}

/** Month-end of a row, for lists that change from day to day; null when it has none. */
export function monthOf(row: Row): CalendarDate | null {
  return isMissing(row, 'period_to') ? null : String(row.period_to)
}

function headingOf(read: ReadFile, column: string | null): string | null {
  if (column === null) return null
  return read.called && Object.hasOwn(read.called, column) ? read.called[column]! : column
}

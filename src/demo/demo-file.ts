import type { Cell, Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { CalendarDate } from '../units/calendar-date.ts'

/** One file of the demonstration data, not yet stored: rows to keep, or a statement whose result is kept. */
export interface DemoFile {
  readonly name: string
  readonly source: string
  readonly title: string
  readonly licence: string
  /** Main table; a file of rows may fill others beside it. */
  readonly table: TableName
  readonly periodFrom: CalendarDate
  readonly periodTo: CalendarDate
  /** What decides every byte of the file: its hash stands where a real file has the hash of its bytes. */
  readonly recipe: string
  readonly rows: number
  /** Sums over the rows of the main table; null where the table has no such column. */
  readonly sums: { readonly fte: number | null; readonly headcount: number | null }
  readonly stage: StageRows | StageStatement
}

export interface StageRows { readonly kind: 'rows'; readonly into: ReadonlyMap<TableName, readonly Row[]> }

export interface StageStatement {
  readonly kind: 'statement'
  readonly prepare: readonly DemoPrepare[]
  readonly statement: string
  readonly byPeriod: boolean
}

/** As store/house.ts takes it. Shape: arrays of one load have one length. */
export type DemoPrepare =
  | { readonly load: string; readonly columns: Readonly<Record<string, DemoColumn>> }
  | { readonly run: string }

export interface DemoColumn { readonly type: 'VARCHAR' | 'DOUBLE' | 'INTEGER'; readonly values: ArrayLike<Cell> }

/** Version of the making: raise it when the same seed would give other rows. */
const version = 3

/** Describe a file made of rows. Periods and sums are read off the rows. */
export function rowsFile(
  seed: number, about: Pick<DemoFile, 'name' | 'source' | 'title' | 'table'>, into: ReadonlyMap<TableName, readonly Row[]>, period: readonly [CalendarDate, CalendarDate],
): DemoFile {
  const main = into.get(about.table) ?? []
  const rows = [...into.values()].reduce((sum, list) => sum + list.length, 0)
  const sums = { fte: sumOf(main, 'fte'), headcount: sumOf(main, 'headcount') }
  return { ...described(seed, about), periodFrom: period[0], periodTo: period[1], rows, sums, stage: { kind: 'rows', into } }
}

/** Describe a file made by a statement. */
export function statementFile(
  seed: number, about: Pick<DemoFile, 'name' | 'source' | 'title' | 'table' | 'periodFrom' | 'periodTo' | 'rows' | 'sums'>, stage: Omit<StageStatement, 'kind'>,
): DemoFile {
  return { ...about, ...described(seed, about), stage: { kind: 'statement', ...stage } }
}

function described<About extends Pick<DemoFile, 'name' | 'source' | 'title' | 'table'>>(seed: number, about: About): About & Pick<DemoFile, 'licence' | 'recipe'> {
  const recipe = `Cadre demonstration data, version ${version}, seed ${seed}, ${about.name}`
  return { ...about, licence: 'Demonstration data: made up, free to use under the MIT licence', recipe }
}

/** Sum a column over rows that are not totals; null when no row has it. */
function sumOf(rows: readonly Row[], column: string): number | null {
  let sum: number | null = null
  for (const row of rows) {
    const value = row[column]
    if (typeof value === 'number' && row.is_total !== true) sum = (sum ?? 0) + value
  }
  return sum
}

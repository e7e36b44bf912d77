import type { Column, Table } from './table.ts'
import { tableNamed, tables, type TableName } from './tables.ts'

/** What an organisation fills in for one table: its columns by the names of the dataset, without what we add ourselves. */
export interface ReturnLayout {
  /** Id of the return, as sources have ids. */
  readonly id: string
  readonly table: TableName
  readonly title: string
  readonly columns: readonly Column[]
}

/** Columns we write ourselves, and never ask for. */
const ours = new Set(['source', 'file_id'])

const organisation: Column = { name: 'organisation', type: 'text', means: 'Code of the organisation that employs', required: true }

/** Where a return differs from its table: columns asked for and not kept as they are, and columns worked out from others. */
const changes: Partial<Record<TableName, { readonly leaveOut: readonly string[]; readonly first: readonly Column[]; readonly last: readonly Column[]; readonly optional: readonly string[]; readonly title: string }>> = {
  staff: {
    title: 'Staff extract, one row for each position at one month-end', leaveOut: ['at_level', 'at_code', 'sector', 'birth_month'], first: [organisation], optional: ['profession'],
    last: [
      { name: 'birth_date', type: 'date', means: 'Date or month of birth: only the month is kept', sensitivity: 'personal' },
      { name: 'registration_number', type: 'text', means: 'Registration number: its shape is checked and it is not kept', sensitivity: 'personal' },
    ],
  },
  establishment: { title: 'Establishment ledger, funded posts at one month-end', leaveOut: ['at_level', 'at_code', 'period_from'], first: [organisation], last: [], optional: [] },
}

/** Lay out the return of a table; every table of facts has one. */
export function returnLayout(name: TableName): ReturnLayout {
  const table = tableNamed(name)
  const change = changes[name]
  const asked = table.columns.filter((column) => !ours.has(column.name) && !isStatusOfNumber(column, table) && !change?.leaveOut.includes(column.name))
    .map((column) => (change?.optional.includes(column.name) ? { ...column, required: false } : column))
  return { id: `${name.replaceAll('_', '-')}-return`, table: name, title: change?.title ?? table.means, columns: [...(change?.first ?? []), ...asked, ...(change?.last ?? [])] }
}

/** `funded_fte_status` stands beside `funded_fte` and is worked out; `assignment_status` is a column of its own. */
function isStatusOfNumber({ name }: Column, table: Table): boolean {
  return name.endsWith('_status') && table.columns.some((column) => column.type === 'number' && column.name === name.replace(/_status$/, ''))
}

/** Returns that can be imported today. */
export const importedReturns: readonly ReturnLayout[] = [returnLayout('staff'), returnLayout('establishment')]

/** Say whether a source is a return: it covers the organisations that have sent it, and never all of them for certain. */
export function isReturn(source: string): boolean {
  return importedReturns.some(({ id }) => id === source)
}

/** Tables that have a template: all that hold facts. */
export const templateTables: readonly TableName[] = tables.filter(({ kind }) => kind === 'fact').map(({ name }) => name)

/** Names of the columns a return must have. */
export function requiredColumns(layout: ReturnLayout): string[] {
  return layout.columns.filter(({ required }) => required).map(({ name }) => name)
}

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

const organisation: Column = { name: 'organisation', type: 'text', means: 'Code of the organisation: the employer, the education provider or the host', required: true }

/** Tables whose returns can be imported today, in the order a file is tried against them. */
export const returnTables = ['staff', 'establishment', 'learner', 'placement', 'temporary', 'sickness', 'staff_count', 'cost'] as const
export type ReturnTable = (typeof returnTables)[number]

/** Where a return differs from its table: columns asked for and not kept as they are, columns worked out from others, and columns that mean something narrower. */
interface Change {
  readonly title: string
  readonly leaveOut: readonly string[]
  readonly last?: readonly Column[]
  readonly optional?: readonly string[]
  readonly means?: Readonly<Record<string, string>>
}

const place = ['at_level', 'at_code'] as const
const work = (kind: string): Column[] => [
  { name: `${kind}_fte`, type: 'number', means: `Work done by ${kind} in the month, as full-time equivalents`, unit: 'FTE', min: 0 }, { name: `${kind}_cost`, type: 'number', means: `What ${kind} cost in the month`, unit: 'GBP', min: 0 },
]

const changes: Readonly<Record<ReturnTable, Change>> = {
  staff: {
    title: 'Staff extract, one row for each position at one month-end', leaveOut: [...place, 'sector', 'birth_month'], optional: ['profession'],
    last: [
      { name: 'birth_date', type: 'date', means: 'Date or month of birth: only the month is kept', sensitivity: 'personal' },
      { name: 'registration_number', type: 'text', means: 'Registration number: its shape is checked and it is not kept', sensitivity: 'personal' },
    ],
  },
  establishment: { title: 'Establishment ledger, funded posts at one month-end', leaveOut: [...place, 'period_from'] },
  learner: {
    title: 'Learner return, one row for each programme of one intake', leaveOut: [...place, 'period_from'], optional: ['provider'],
    means: { period_to: 'Month of the intake', provider: 'Education provider; the organisation that sends when left out' }, last: [{ name: 'ics', type: 'text', means: 'Code of the integrated care system the learners are trained for; they stand at the provider when left out' }],
  },
  placement: { title: 'Placement return, capacity of each site in one period', leaveOut: place },
  temporary: { title: 'Temporary staffing return, one month', leaveOut: [...place, 'period_from', 'kind', 'worked_fte', 'cost'], last: ['bank', 'agency', 'overtime'].flatMap(work) },
  sickness: { title: 'Sickness absence return, one month', leaveOut: [...place, 'period_from'] },
  staff_count: {
    title: 'Staff count, for employers without records', leaveOut: ['at_code', 'period_from', 'is_total', 'nationality'], optional: ['at_level'], means: { at_level: 'Kind of place the code names: organisation when left out', sector: 'Sector of the employer' },
    last: [{ name: 'estimated', type: 'text', means: 'Whether the numbers of the row are estimates', values: ['yes', 'no'] }],
  },
  cost: { title: 'Cost return, posts and training of one year', leaveOut: place, means: { period_from: 'First day of the year', period_to: 'Last day of the year' } },
}

function isReturnTable(name: TableName): name is ReturnTable {
  return returnTables.some((table) => table === name)
}

/** Lay out the return of a table; every table of facts has one. */
export function returnLayout(name: TableName): ReturnLayout {
  const table = tableNamed(name)
  const change = isReturnTable(name) ? changes[name] : null
  const asked = table.columns.filter((column) => !ours.has(column.name) && !isStatusOfNumber(column, table) && !change?.leaveOut.includes(column.name)).map((column) => ({
    ...column, ...(change?.optional?.includes(column.name) ? { required: false } : {}), means: change?.means?.[column.name] ?? column.means,
  }))
  return { id: `${name.replaceAll('_', '-')}-return`, table: name, title: change?.title ?? table.means, columns: [...(change ? [organisation] : []), ...asked, ...(change?.last ?? [])] }
}

/** `funded_fte_status` stands beside `funded_fte` and is worked out; `assignment_status` is a column of its own. */
function isStatusOfNumber({ name }: Column, table: Table): boolean {
  return name.endsWith('_status') && table.columns.some((column) => (column.type === 'number' || column.type === 'integer') && column.name === name.replace(/_status$/, ''))
}

/** Returns that can be imported today. */
export const importedReturns: readonly (ReturnLayout & { readonly table: ReturnTable })[] = returnTables.map((table) => ({ ...returnLayout(table), table }))

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

import type { Basis } from '../dataset/basis.ts'
import type { Dimension } from '../dataset/cube.ts'
import type { Cell } from '../dataset/table.ts'
import { isReturn } from '../dataset/return-layout.ts'
import { tableNamed } from '../dataset/tables.ts'
import { compareText } from '../reference/in-force.ts'
import { canonicalGroup, staffGroupNamed, leavesUnder, rootOf } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'

/** What one source holds for one basis: which dates, places, dimensions and words. */
export interface Holding {
  readonly basis: Basis
  readonly source: string
  readonly dates: readonly HeldDate[]
  /** Dimensions with at least one value. */
  readonly dimensions: ReadonlySet<Dimension>
  readonly places: readonly HeldPlace[]
  readonly groups: readonly HeldGroup[]
  /** Words for sex; empty where the table has none. */
  readonly sexes: readonly string[]
  /** True when no figure of it was counted: a projection answers only where nothing counted does. */
  readonly projected: boolean
  /** True when the source covers only part of the workforce: it answers only when named, or when nothing else is held. */
  readonly partial: boolean
}

export interface HeldDate { readonly from: CalendarDate; readonly to: CalendarDate; readonly level: string }
export interface HeldPlace { readonly level: string; readonly code: string; readonly first: CalendarDate; readonly last: CalendarDate }
/** `word` as the source writes it, `name` as the tree does. */
export interface HeldGroup { readonly word: string; readonly name: string; readonly total: boolean }

/** Everything held for a basis, one entry per source, in the order of their ids. */
export async function holdingsOf(context: CubeContext, basis: Basis): Promise<Holding[]> {
  const held = await context.once(`holdings ${rowsOf(basis)} ${basis.amounts[0]} ${basis.only}`, () => readHoldings(context, basis))
  const seldom = await Promise.all((Object.keys(basis.seldom ?? {}) as Dimension[]).filter((dimension) => dimension in basis.columns).map(async (dimension) => ({ dimension, sources: await sourcesWith(context, basis, dimension) })))
  return held.map((holding) => ({ ...holding, basis, dimensions: new Set([...holding.dimensions, ...seldom.flatMap(({ dimension, sources }) => (sources.has(holding.source) ? [dimension] : []))]) }))
}

/** Sources with any value of a column. */
function sourcesWith(context: CubeContext, basis: Basis, dimension: Dimension): Promise<ReadonlySet<string>> {
  return context.once(`sources with ${dimension} ${rowsOf(basis)}`, async () => new Set((await context.select(`SELECT DISTINCT source FROM ${rowsOf(basis)} WHERE ${basis.columns[dimension]} IS NOT NULL ORDER BY 1`)).map((row) => String(row.source))))
}

/** Different values of a column of one source, in order. */
export function valuesOf(context: CubeContext, holding: Holding, dimension: Dimension): Promise<string[]> {
  const { basis, source } = holding
  return context.once(`values ${rowsOf(basis)} ${basis.only} ${source} ${dimension}`, async () => {
    const rows = await context.selectRolledUp(basis.table, `SELECT DISTINCT ${basis.columns[dimension]} AS value FROM ${rowsOf(basis)} WHERE source = $1${basis.only ? ` AND ${basis.only}` : ''} ORDER BY ALL`, [source])
    return rows.flatMap((row) => (row.value === null || row.value === undefined ? [] : [String(row.value)]))
  })
}

/** Dates of a source at some levels under further conditions on its columns. */
export function datesOf(context: CubeContext, holding: Holding, levels: ReadonlySet<string>, conditions: readonly Condition[]): Promise<CalendarDate[]> {
  const own = () => Promise.resolve([...new Set(holding.dates.filter((date) => levels.has(date.level)).map((date) => date.to))].toSorted(compareText))
  if (conditions.length === 0) return own()
  const { basis, source } = holding
  const { sql, parameters } = conditionSql(basis, conditions, 2)
  return context.once(`dates ${rowsOf(basis)} ${basis.amounts.join(' ')} ${basis.only} ${source} ${[...levels].join(',')} ${sql} ${parameters.join('|')}`, async () => {
    const rows = await context.selectRolledUp(basis.table, `SELECT period_to::VARCHAR AS date FROM ${rowsOf(basis)} WHERE source = $1 AND at_level IN (${[...levels].map((level) => `'${level}'`).join(', ')})${sql}${onlySql(basis)} GROUP BY ALL HAVING count(${basis.amounts[0]}) > 0 ORDER BY ALL`, [source, ...parameters])
    return rows.map((row) => String(row.date))
  })
}

/** A column must have one of these values. */
export interface Condition { readonly dimension: Dimension; readonly values: readonly string[] }

/** Between values of one parameter: no published code or name has it. */
export const between = '\u001f'

/** SQL for conditions, each one parameter from `$first` on; starts with AND. */
export function conditionSql(basis: Basis, conditions: readonly Condition[], first: number): { sql: string; parameters: Cell[] } {
  const parts = conditions.map((condition, index) => ` AND ${basis.columns[condition.dimension]} IN (SELECT unnest(string_split($${first + index}, chr(31))))`)
  return { sql: parts.join(''), parameters: conditions.map((condition) => condition.values.join(between)) }
}

/** Where a basis reads: its table, or rows made from it. */
export function rowsOf(basis: Basis): string {
  return basis.rows ?? basis.table
}

export function onlySql(basis: Basis): string {
  return basis.only === null ? '' : ` AND ${basis.only}`
}

/** Say whether a table has a column: the optional ones differ from table to table. */
export function hasColumn(basis: Basis, column: string): boolean {
  return tableNamed(basis.table).columns.some((declared) => declared.name === column)
}

async function readHoldings(context: CubeContext, basis: Basis): Promise<Holding[]> {
  const named = (Object.entries(basis.columns) as [Dimension, string][]).filter(([dimension]) => basis.seldom?.[dimension] === undefined)
  const from = hasColumn(basis, 'period_from') ? 'min(period_from)::VARCHAR' : 'period_to::VARCHAR'
  const held = named.map(([dimension, column]) => `count(${column}) > 0 AS has_${dimension}`)
  const where = basis.only === null ? '' : ` WHERE ${basis.only}`
  const amount = basis.amounts[0] ?? '1'
  const status = hasColumn(basis, `${amount}_status`) ? `bool_and(${amount}_status = 'estimated')` : 'false'
  const dates = await context.selectRolledUp(basis.table, `SELECT source, at_level, period_to::VARCHAR AS date_to, ${[`${from} AS date_from`, `${status} AS projected`, ...held].join(', ')} FROM ${rowsOf(basis)}${where} GROUP BY source, at_level, period_to HAVING count(${amount}) > 0 ORDER BY 1, 2, 3`)
  if (dates.length === 0) return []
  const places = await context.selectRolledUp(basis.table, `SELECT source, at_level, at_code, min(period_to)::VARCHAR AS first, max(period_to)::VARCHAR AS last FROM ${rowsOf(basis)}${where} GROUP BY ALL ORDER BY 1, 2, 3`)
  const groups = basis.columns.staff_group === undefined ? [] : await context.selectRolledUp(basis.table, `SELECT DISTINCT source, staff_group, ${hasColumn(basis, 'is_total') ? 'is_total' : 'false'} AS total FROM ${rowsOf(basis)}${where} ORDER BY ALL`)
  const sexRows = basis.table === 'population' ? await context.select(`SELECT DISTINCT source, sex FROM population ORDER BY ALL`) : []
  return [...new Set(dates.map((row) => String(row.source)))].map((source) => {
    const own = dates.filter((row) => row.source === source)
    const sexes = sexRows.filter((row) => row.source === source).map((row) => String(row.sex))
    const words = groups.filter((row) => row.source === source && row.staff_group !== null).map((row) => ({ word: String(row.staff_group), name: canonicalGroup(String(row.staff_group)), total: row.total === true }))
    return {
      basis, source, sexes, groups: words, partial: isReturn(source) || isPartial(basis, words), projected: own.every((row) => row.projected === true),
      dates: own.map((row) => ({ from: String(row.date_from), to: String(row.date_to), level: String(row.at_level) })),
      dimensions: new Set(named.flatMap(([dimension]) => (own.some((row) => row[`has_${dimension}`] === true) ? [dimension] : []))),
      places: places.filter((row) => row.source === source).map((row) => ({ level: String(row.at_level), code: String(row.at_code), first: String(row.first), last: String(row.last) })),
    }
  })
}

/** A count is whole when it has clinical, support and infrastructure staff, or the published total over them. */
function isPartial(basis: Basis, words: readonly HeldGroup[]): boolean {
  if (basis.table !== 'staff_count' && basis.table !== 'flow_count') return false
  const whole = staffGroupNamed('All staff groups')
  if (!whole || words.some((word) => word.name === whole.name)) return false
  const present = new Set(words.map((word) => word.name))
  const mains = ['Professionally qualified clinical staff', 'Support to clinical staff', 'NHS infrastructure support'].flatMap((name) => staffGroupNamed(name) ?? [])
  return !mains.every((main) => rootOf(main).name === whole.name && (present.has(main.name) || leavesUnder(main).some((leaf) => present.has(leaf))))
}

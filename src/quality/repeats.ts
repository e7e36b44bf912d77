import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { fteOf } from './facts.ts'
import type { Fault } from './rule.ts'

/** Columns that say what a row is about; two rows that agree on all of them speak of one thing. */
const grain: Partial<Record<TableName, readonly string[]>> = {
  staff: ['period_to', 'at_code', 'assignment'],
  establishment: ['period_to', 'at_code', 'cost_centre', 'ledger_code', 'staff_group', 'profession', 'band'],
  staff_count: ['period_to', 'at_level', 'at_code', 'sector', 'staff_group', 'profession', 'nationality'],
  flow_count: ['period_from', 'period_to', 'at_level', 'at_code', 'staff_group', 'flow', 'basis'],
  sickness: ['period_to', 'at_level', 'at_code', 'staff_group'],
  temporary: ['period_to', 'at_code', 'staff_group', 'kind'],
  learner: ['period_to', 'at_level', 'at_code', 'profession', 'provider', 'programme'],
  placement: ['period_to', 'at_code', 'site', 'profession'],
  cost: ['period_to', 'at_code', 'occupation_code', 'profession', 'band', 'programme'],
  population: ['period_to', 'at_level', 'at_code', 'sex', 'age_from', 'age_to'],
  activity: ['period_to', 'at_level', 'at_code', 'service'],
  prevalence: ['period_to', 'at_level', 'at_code', 'indicator'],
  organisation: ['code', 'role', 'valid_from'],
  boundary: ['level', 'code', 'valid_from'],
}

export interface Repeats {
  /** Row numbers that add nothing: totals that only check others, and rows that say again what a row before them said. */
  readonly duplicate: ReadonlySet<number>
  readonly repeated: readonly Fault[]
  /** Rows that say something else about what a row before them spoke of. */
  readonly contradicting: readonly Fault[]
}

/** Find rows that repeat or contradict an earlier row of the same file. Rows already stopped do not count as earlier. */
export function findRepeats(read: ReadFile, stopped: ReadonlyMap<number, string>): Repeats {
  const duplicate = new Set<number>()
  const [repeated, contradicting]: [Fault[], Fault[]] = [[], []]
  const seen: Seen = new Map()
  for (const row of read.rows) {
    if (stopped.has(row.row)) continue
    if (row.total && row.into.length === 0) duplicate.add(row.row)
    else if (!read.mayRepeat) {
      const found = lookUp(row, seen)
      if (found.kind === 'repeats') {
        duplicate.add(row.row)
        repeated.push(repeatFault(row, found.earlier))
      } else if (found.kind === 'contradicts') contradicting.push(contradictionFault(row, found.earlier))
    }
  }
  return { duplicate, repeated, contradicting }
}

type Found = { readonly kind: 'new' } | { readonly kind: 'repeats' | 'contradicts'; readonly earlier: number }

/** What an earlier row put under a key. */
type Seen = Map<string, { readonly row: number; readonly fact: Row }>

function lookUp(row: ReadRow, seen: Seen): Found {
  const keyed = row.into.flatMap(({ table, row: fact }) => {
    const columns = grain[table]
    return columns ? [{ key: keyOf(table, fact, columns), fact }] : []
  })
  const earlier = keyed.map(({ key }) => seen.get(key)).find((found) => found !== undefined)
  if (!earlier) {
    for (const { key, fact } of keyed) seen.set(key, { row: row.row, fact })
    return { kind: 'new' }
  }
  const same = keyed.every(({ key, fact }) => equal(fact, seen.get(key)?.fact))
  return { kind: same ? 'repeats' : 'contradicts', earlier: earlier.row }
}

function equal(one: Row, other: Row | undefined): boolean {
  return other !== undefined && Object.keys(one).every((column) => one[column] === other[column])
}

/** What a row of a table is about, as one text; one text for all rows of a table in which nothing says so. */
export function keyOfRow(table: TableName, row: Row): string {
  return keyOf(table, row, grain[table] ?? [])
}

function keyOf(table: TableName, row: Row, columns: readonly string[]): string {
  let key: string = table
  for (const column of columns) key += `\n${String(row[column])}`
  return key
}

/** Say that a row repeats an earlier one. */
export function repeatFault(row: ReadRow, earlier: number): Fault {
  return { row: row.row, column: null, found: sayEarlier(earlier), expected: 'one row for one thing', fte: fteOf(row) }
}

/** Say that a row contradicts an earlier one. */
export function contradictionFault(row: ReadRow, earlier: number): Fault {
  return { row: row.row, column: null, found: sayEarlier(earlier), expected: 'the same figures as that row, or no second row', fte: fteOf(row) }
}

function sayEarlier(earlier: number): string {
  return `speaks of the same as row ${earlier}`
}

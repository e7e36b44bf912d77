import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { fteOf, sayCount } from './facts.ts'
import type { Fault, Rule } from './rule.ts'

/** Columns that say what a row is about; two rows that agree on all of them speak of one thing. */
const grain: Partial<Record<TableName, readonly string[]>> = {
  staff_count: ['period_to', 'at_level', 'at_code', 'sector', 'staff_group', 'profession', 'nationality'],
  flow_count: ['period_from', 'period_to', 'at_level', 'at_code', 'staff_group', 'flow', 'basis'],
  sickness: ['period_to', 'at_level', 'at_code'],
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
  const seen = new Map<string, { row: number; values: string }>()
  for (const row of read.rows) {
    if (stopped.has(row.row)) continue
    if (row.total && row.into.length === 0) duplicate.add(row.row)
    else if (!read.mayRepeat) {
      const found = lookUp(row, seen)
      if (found.kind === 'repeats') {
        duplicate.add(row.row)
        repeated.push(faultOf(row, found.earlier, 'one row for one thing'))
      } else if (found.kind === 'contradicts') contradicting.push(faultOf(row, found.earlier, 'the same figures as that row, or no second row'))
    }
  }
  return { duplicate, repeated, contradicting }
}

/** A row that says again, word for word, what an earlier one said. */
export const repeatedRow: Rule = {
  id: 'repeated-row', severity: 'warn',
  says: 'A row repeats an earlier row exactly; it is counted once',
  because: 'A repeated row would count the same staff twice. Files in which equal rows may both be true (service lines without an identifier) are exempt.',
  check: () => [],
  tell: (faults) => `${sayCount(faults.length, 'row repeats', 'rows repeat')} an earlier row exactly; each is counted once`,
}

/** A second row about the same thing with other figures. */
export const contradictingRow: Rule = {
  id: 'contradicting-row', severity: 'stop-row',
  says: 'A row gives other figures for what an earlier row already gave',
  because: 'Only one of the two can be right, and adding them counts the same staff twice. The first is kept and the second held back until the publisher says which holds.',
  check: () => [],
  tell: (faults) => `${sayCount(faults.length, 'row gives', 'rows give')} other figures for what an earlier row already gave; the first is kept`,
}

type Found = { readonly kind: 'new' } | { readonly kind: 'repeats' | 'contradicts'; readonly earlier: number }

function lookUp(row: ReadRow, seen: Map<string, { row: number; values: string }>): Found {
  const keyed = row.into.flatMap(({ table, row: fact }) => {
    const columns = grain[table]
    return columns ? [{ key: keyOf(table, fact, columns), values: Object.values(fact).join('\n') }] : []
  })
  const earlier = keyed.map(({ key }) => seen.get(key)).filter((found) => found !== undefined)
  if (earlier.length === 0) {
    for (const { key, values } of keyed) seen.set(key, { row: row.row, values })
    return { kind: 'new' }
  }
  const same = keyed.every(({ key, values }) => seen.get(key)?.values === values)
  return { kind: same ? 'repeats' : 'contradicts', earlier: earlier[0]!.row }
}

function keyOf(table: TableName, row: Row, columns: readonly string[]): string {
  let key: string = table
  for (const column of columns) key += `\n${String(row[column])}`
  return key
}

function faultOf(row: ReadRow, earlier: number, expected: string): Fault {
  return { row: row.row, column: null, found: `speaks of the same as row ${earlier}`, expected, fte: fteOf(row) }
}

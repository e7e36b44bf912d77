import { tableNamed } from '../../../dataset/tables.ts'
import type { Column, Row } from '../../../dataset/table.ts'
import { sayCount } from '../../facts.ts'
import type { Fault, Rule } from '../../rule.ts'

/** A number below or above what its column allows. FTE has rules of its own. */
export const outOfRange: Rule = {
  id: 'out-of-range', severity: 'stop-row',
  says: 'A number lies outside what its column allows',
  because: 'Counts, days and shares below nothing cannot be. A negative correction of an earlier period is legitimate only in that period’s own file.',
  check: (read) => read.rows.flatMap((row) => row.into.flatMap(({ table, row: fact }) => outside(limited(table), fact)).slice(0, 1).map((fault) => ({ ...fault, row: row.row }))),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} a number outside what its column allows; first in row ${faults.first.row}: ${faults.first.column} ${faults.first.found}`,
}

const limits = new Map<string, readonly Column[]>()

function limited(table: Parameters<typeof tableNamed>[0]): readonly Column[] {
  const known = limits.get(table)
  if (known) return known
  const found = tableNamed(table).columns.filter(({ name, min, max }) => name !== 'fte' && (min !== undefined || max !== undefined))
  limits.set(table, found)
  return found
}

function outside(columns: readonly Column[], row: Row): Fault[] {
  return columns.flatMap(({ name, min = -Infinity, max = Infinity }) => {
    const value = row[name]
    if (typeof value !== 'number' || (value >= min && value <= max)) return []
    return [{ row: null, column: name, found: String(value), expected: value < min ? `${min} or more` : `${max} or less`, fte: null }]
  })
}

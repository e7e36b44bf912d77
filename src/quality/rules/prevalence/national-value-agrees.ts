import { measure } from '../../../ingest/cells.ts'
import { cellReader, sayCount } from '../../facts.ts'
import type { Fault, Rule } from '../../rule.ts'

/** England’s value beside a board that is not England’s own. */
export const nationalValueAgrees: Rule = {
  id: 'national-value-agrees', severity: 'warn',
  says: 'England’s value, repeated beside a board, differs from the row of England',
  because: 'The value is taken once, from the row of England; a different copy means rows of two editions are mixed.',
  check(read) {
    if (read.source !== 'icb-indicators') return []
    const cell = cellReader(read)
    const keyed = read.rows.map((row) => ({ row, key: `${cell(row, 'Year')} ${cell(row, 'Indicator')}`, value: measure(cell(row, 'avg'))?.value ?? null }))
    const england = new Map(keyed.filter(({ row }) => cell(row, 'ICB.NAME') === 'England').map(({ key, value }) => [key, value]))
    return keyed.flatMap(({ row, key, value }): Fault[] => {
      const national = england.get(key)
      return national === undefined || national === value ? [] : [{ row: row.row, column: 'avg', found: String(value), expected: String(national), fte: null }]
    })
  },
  tell: (faults) => `${sayCount(faults.length, 'row repeats', 'rows repeat')} another value for England than the row of England; first in row ${faults.first.row}`,
}

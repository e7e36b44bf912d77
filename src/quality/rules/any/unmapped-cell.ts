import type { Unmapped } from '../../../ingest/source.ts'
import { fteOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A cell that should be a number and is not. */
export const unreadableNumber = unmapped('number', 'unreadable-number', 'A number cannot be read', 'cell is', 'cells are', 'not a number',
  'A number guessed from text would be an invented number. Empty cells and the published marks of absence are not faults: they are kept as absences.')

/** A cell that should be a date and is not. */
export const unreadableDate = unmapped('date', 'unreadable-date', 'A date cannot be read', 'cell is', 'cells are', 'not a date',
  'A row without its date belongs to no period. Day and month are never guessed from an ambiguous order.')

/** A cell with a code, name or word the source does not know. */
export const unknownCode = unmapped('code', 'unknown-code', 'A code or word is missing or not known', 'cell has', 'cells have', 'a code or word that is missing or not known',
  'A row without a known place or group cannot be added to any. A new code is legitimate when the publisher has changed its lists: then the source must learn it.')

function unmapped(kind: NonNullable<Unmapped['kind']>, id: string, says: string, one: string, many: string, what: string, because: string): Rule {
  return {
    id, severity: 'stop-row', says, because,
    check: (read) => read.rows.flatMap((row) => {
      const first = row.unmapped.find((cell) => (cell.kind ?? 'code') === kind)
      return first ? [{ row: row.row, column: first.column, found: first.found, expected: first.expected, fte: fteOf(row) }] : []
    }),
    tell: (faults) => `${sayCount(faults.length, one, many)} ${what}; first in row ${faults[0]!.row}, column ${faults[0]!.column}: “${faults[0]!.found.slice(0, 60)}”`,
  }
}

import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A row the source made nothing of, without saying why. */
export const unplacedRow: Rule = {
  id: 'unplaced-row', severity: 'stop-row',
  says: 'A row could be put in no table',
  because: 'Every row read is loaded, held back or a repeat. A row that is none of these would be dropped silently.',
  check: (read) => read.rows.filter((row) => row.into.length === 0 && !row.total && row.unmapped.length === 0)
    .map((row) => ({ row: row.row, column: null, found: row.raw.join(', ').slice(0, 100), expected: 'a row of the table', fte: null })),
  tell: (faults) => `${sayCount(faults.length, 'row')} could be put in no table`,
}

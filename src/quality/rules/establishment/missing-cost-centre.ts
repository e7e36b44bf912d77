import { eachRow, isMissing, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A line without a cost centre in a ledger that has them. */
export const missingCostCentre: Rule = {
  id: 'missing-cost-centre', severity: 'warn',
  says: 'A ledger line has no cost centre where others have one',
  because: 'The line cannot be matched with the staff it pays. A ledger without cost centres at all is legitimate and is not counted here.',
  check: (read) => (read.called && !Object.hasOwn(read.called, 'cost_centre') ? [] : eachRow(['establishment'], (row) => (isMissing(row, 'cost_centre') ? { column: 'cost_centre', found: 'nothing', expected: 'a cost centre' } : null))(read)),
  tell: tellRows('line has no cost centre', 'lines have no cost centre'),
}

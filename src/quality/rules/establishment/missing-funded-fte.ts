import { eachRow, isMissing, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A ledger line has no funded posts. */
export const missingFundedFte: Rule = {
  id: 'missing-funded-fte', severity: 'warn',
  says: 'A ledger line has no funded posts',
  because: 'Nothing is not zero: the vacancy rate of its group leaves the line out. Lines of money without posts are legitimate.',
  check: eachRow(['establishment'], (row) => (isMissing(row, 'funded_fte') ? { column: 'funded_fte', found: 'nothing', expected: 'funded whole-time equivalents' } : null)),
  tell: tellRows('line has no funded posts', 'lines have no funded posts'),
}

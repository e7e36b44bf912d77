import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Posts on one line: no ward or department of one band comes near it. */
const most = 500

/** A ledger line funds more than 500 posts. */
export const veryLargeLine: Rule = {
  id: 'very-large-line', severity: 'warn',
  says: 'A ledger line funds more than 500 posts',
  because: 'One line of one band holds hundreds of posts only when a whole division was booked on it. Central budgets of large trusts are legitimate.',
  check: eachRow(['establishment'], (row) => {
    const funded = numberOf(row, 'funded_fte')
    return funded !== null && funded > most ? { column: 'funded_fte', found: String(funded), expected: `${most} or less on one line` } : null
  }),
  tell: tellRows('line funds more than 500 posts', 'lines fund more than 500 posts'),
}

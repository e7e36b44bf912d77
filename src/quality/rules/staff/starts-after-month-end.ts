import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A position starts after the month-end. */
export const startsAfterMonthEnd: Rule = {
  id: 'starts-after-month-end', severity: 'stop-row',
  says: 'A position starts after the month-end',
  because: 'Somebody who has not started is not in post. Starters entered early are legitimate in the system and not in the month.',
  check: eachRow(['staff'], (row) => {
    const [start, end] = [textOf(row, 'start_in_post'), textOf(row, 'period_to')]
    return start !== '' && end !== '' && start > end ? { column: 'start_in_post', found: start, expected: `${end} or before` } : null
  }),
  tell: tellRows('position starts after the month-end', 'positions start after the month-end'),
}

import { eachRow, isMissing, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A leaving date has no reason. */
export const leaveDateWithoutReason: Rule = {
  id: 'leave-date-without-reason', severity: 'warn',
  says: 'A leaving date has no reason',
  because: 'Without a reason a retirement cannot be told from a resignation. Unknown is a word of the list, and better than nothing.',
  check: eachRow(['staff'], (row) => (!isMissing(row, 'leave_date') && isMissing(row, 'leave_reason') ? { column: 'leave_reason', found: 'nothing', expected: 'a reason for leaving' } : null)),
  tell: tellRows('leaver has no reason', 'leavers have no reason'),
}

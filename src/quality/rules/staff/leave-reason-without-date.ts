import { eachRow, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A reason for leaving has no date. */
export const leaveReasonWithoutDate: Rule = {
  id: 'leave-reason-without-date', severity: 'warn',
  says: 'A reason for leaving has no date',
  because: 'The person leaves or does not. A reason kept from an earlier position is the usual cause.',
  check: eachRow(['staff'], (row) => (isMissing(row, 'leave_date') && !isMissing(row, 'leave_reason') ? { column: 'leave_date', found: `nothing, reason ${textOf(row, 'leave_reason')}`, expected: 'a leaving date' } : null)),
  tell: tellRows('row has a reason for leaving and no date', 'rows have a reason for leaving and no date'),
}

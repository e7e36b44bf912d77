import { acrossRows } from '../../across-rows.ts'
import { faultAt, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A person in post after dying, or after retiring on grounds of ill health. */
export const backAfterTheEnd: Rule = {
  id: 'back-after-the-end', severity: 'warn',
  says: 'A person is in post after an earlier month recorded their death or retirement on grounds of ill health',
  because: 'One of the two records is wrong, or the number was given to somebody else. Returning after ill-health retirement to lighter work is rare and legitimate.',
  check: acrossRows(['staff'], (read) => {
    const ended = new Map((read.ended ?? []).map((one) => [one.person, one]))
    return {
      see({ of, row }) {
        const end = ended.get(textOf(row, 'person'))
        return end && end.leaveDate < textOf(row, 'period_to') && (row.leave_date === null || row.leave_date !== end.leaveDate)
          ? faultAt(read, of, { column: 'person', found: `in post, ${end.reason.toLowerCase()} recorded for ${end.leaveDate} at ${end.organisation}`, expected: 'nobody after that day' }) : null
      },
    }
  }),
  tell: tellRows('person is in post after the end', 'people are in post after the end'),
}

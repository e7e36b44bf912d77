import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A position ends before it starts. */
export const leavesBeforeStart: Rule = {
  id: 'leaves-before-start', severity: 'stop-row',
  says: 'A position ends before it starts',
  because: 'One of the dates is wrong, often a day and month exchanged. There is no exception.',
  check: eachRow(['staff'], (row) => {
    const [start, leave] = [textOf(row, 'start_in_post'), textOf(row, 'leave_date')]
    return start !== '' && leave !== '' && leave < start ? { column: 'leave_date', found: `${leave}, started ${start}`, expected: 'a leaving date after the start' } : null
  }),
  tell: tellRows('position ends before it starts', 'positions end before they start'),
}

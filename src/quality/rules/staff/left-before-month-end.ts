import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A person left before the month-end. */
export const leftBeforeMonthEnd: Rule = {
  id: 'left-before-month-end', severity: 'stop-row',
  says: 'A person left before the month-end',
  because: 'Leavers of the month are not in post at its end; counted, they hide every leaver. An extract that lists the leavers of the month is legitimate: they are held back here, with their reasons.',
  check: eachRow(['staff'], (row) => {
    const [leave, end] = [textOf(row, 'leave_date'), textOf(row, 'period_to')]
    return leave !== '' && end !== '' && leave < end ? { column: 'leave_date', found: leave, expected: `${end} or after, or nothing` } : null
  }),
  tell: tellRows('person left before the month-end', 'people left before the month-end'),
}

import { addMonths } from '../../../units/calendar-date.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A date is not the last day of its month. */
export const notMonthEnd: Rule = {
  id: 'not-month-end', severity: 'stop-row',
  says: 'A date is not the last day of its month',
  because: 'Months are compared end to end: a stock of another day misses the joiners and leavers in between. An extract of the first of the month is the stock of the day before: date it so.',
  check: eachRow(['staff', 'establishment', 'temporary', 'sickness', 'staff_count', 'placement', 'cost'], (row) => {
    const found = textOf(row, 'period_to')
    return found === '' || addMonths(found, 0) === found ? null : { column: 'period_to', found, expected: `a month-end, such as ${addMonths(found, 0)}` }
  }),
  tell: tellRows('row is dated on a day that is no month-end', 'rows are dated on a day that is no month-end'),
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** First days of the calendars of computers, and the last day of no contract. */
const placeholders = /^(0001|1753|1899|1900|1901)-|^1970-01-01$|^(4712|9999)-/

/** A date is one that systems write when they know none. */
export const placeholderDate: Rule = {
  id: 'placeholder-date', severity: 'warn',
  says: 'A date is one that systems write when they know none',
  because: 'Such a date makes a person a hundred years in post. There is no legitimate use of it: leave the cell empty.',
  check: eachRow(['staff'], (row) => {
    const column = ['start_in_post', 'start_in_service', 'leave_date', 'birth_month'].find((name) => placeholders.test(textOf(row, name)))
    return column === undefined ? null : { column: column === 'birth_month' ? 'birth_date' : column, found: textOf(row, column), expected: 'a real date, or nothing' }
  }),
  tell: tellRows('row has a date that stands for none', 'rows have a date that stands for none'),
}

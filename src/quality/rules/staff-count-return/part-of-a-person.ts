import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A headcount is not a whole number. */
export const partOfAPerson: Rule = {
  id: 'part-of-a-person', severity: 'warn',
  says: 'A headcount is not a whole number',
  because: 'People are counted whole: this is FTE in the column of people, or an estimate. An estimate is legitimate when the row says so.',
  check: eachRow(['staff_count'], (row) => {
    const people = numberOf(row, 'headcount')
    return people !== null && !Number.isInteger(people) && textOf(row, 'headcount_status') !== 'estimated' ? { column: 'headcount', found: String(people), expected: 'a whole number, or estimated: yes' } : null
  }),
  tell: tellRows('row counts part of a person', 'rows count part of a person'),
}

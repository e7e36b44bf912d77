import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** An age is above 75. */
export const unusualAge: Rule = {
  id: 'unusual-age', severity: 'warn',
  says: 'An age is above 75',
  because: 'Few people work beyond 75; most such ages are a wrong century or a default. Doctors and chairs are legitimate exceptions.',
  check: eachRow(['staff'], (row) => {
    const age = numberOf(row, 'age')
    return age !== null && age > 75 ? { column: 'birth_date', found: `aged ${age}`, expected: '75 or younger' } : null
  }),
  tell: tellRows('person is older than 75', 'people are older than 75'),
}

import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** The age given is not the one of the birth date. */
export const ageDisagrees: Rule = {
  id: 'age-disagrees', severity: 'warn',
  says: 'The age given is not the one of the birth date',
  because: 'One of the two is of another month or another person. A year apart is legitimate around a birthday.',
  check: eachRow(['staff'], (row, beside) => {
    const [age, given] = [numberOf(row, 'age'), numberOf(beside, 'age_given')]
    return age !== null && given !== null && Math.abs(age - given) > 1 ? { column: 'age', found: `${given}, ${age} by the birth date`, expected: String(age) } : null
  }),
  tell: tellRows('row has an age that is not the one of its birth date', 'rows have an age that is not the one of their birth date'),
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Ages below which nobody has the grade: five years of medicine from 17 or 18, two foundation years, six years of training or more for consultants; a year is left for early starters. */
const youngest = new Map([['Consultant', 30], ['Specialty doctor', 25], ['Specialty registrar', 24], ['Foundation year 2', 22], ['Foundation year 1', 21]])

/** A person is too young for the grade. */
export const tooYoungForGrade: Rule = {
  id: 'too-young-for-grade', severity: 'warn',
  says: 'A person is too young for the grade',
  because: 'Specialist training ends in the thirties: a consultant of 25 is a wrong grade or a wrong birth date.',
  check: eachRow(['staff'], (row) => {
    const age = numberOf(row, 'age')
    const least = youngest.get(textOf(row, 'band'))
    return age !== null && least !== undefined && age < least ? { column: 'band', found: `${textOf(row, 'band')} aged ${age}`, expected: `${least} or older` } : null
  }),
  tell: tellRows('person is too young for the grade', 'people are too young for their grade'),
}

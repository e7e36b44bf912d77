import { monthsBetween } from '../../../units/calendar-date.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Age at which compulsory schooling ends in England. Source: Education Act 1996, section 8. */
const youngest = 16

/** A person was younger than 16 at the start of the post. */
export const ageAtStart: Rule = {
  id: 'age-at-start', severity: 'warn',
  says: 'A person was younger than 16 at the start of the post',
  because: 'The birth date or the start date is wrong. Family businesses know exceptions, health services do not.',
  check: eachRow(['staff'], (row) => {
    const [start, birth] = [textOf(row, 'start_in_post'), textOf(row, 'birth_month')]
    if (start === '' || birth === '' || monthsBetween(birth, start) >= youngest * 12) return null
    return { column: 'start_in_post', found: `aged ${Math.floor(monthsBetween(birth, start) / 12)} at the start`, expected: `${youngest} or older` }
  }),
  tell: tellRows('person was younger than 16 at the start', 'people were younger than 16 at the start'),
}

import { monthsBetween } from '../../../units/calendar-date.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Age at which compulsory schooling ends in England. Source: Education Act 1996, section 8. */
const youngest = 16

/** Few people work beyond 75, and hardly anybody starts then: most such ages are a wrong century. Our judgement, as in unusual-age. */
const oldest = 75

/** A person was younger than 16, or older than 75, at the start of the post. */
export const ageAtStart: Rule = {
  id: 'age-at-start', severity: 'warn',
  says: 'A person was younger than 16, or older than 75, at the start of the post',
  because: 'The birth date or the start date is wrong. Family businesses know young exceptions, health services do not; a retired doctor who comes back is a legitimate old one.',
  check: eachRow(['staff'], (row) => {
    const [start, birth] = [textOf(row, 'start_in_post'), textOf(row, 'birth_month')]
    if (start === '' || birth === '') return null
    const age = Math.floor(monthsBetween(birth, start) / 12)
    if (age >= youngest && age <= oldest) return null
    return { column: 'start_in_post', found: `aged ${age} at the start`, expected: age < youngest ? `${youngest} or older` : `${oldest} or younger` }
  }),
  tell: tellRows('person was younger than 16 or older than 75 at the start', 'people were younger than 16 or older than 75 at the start'),
}

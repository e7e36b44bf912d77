import { eachRow, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** One or two letters, a digit and perhaps one more, a space, a digit and two letters. Source: BS 7666, as the NHS data dictionary gives it. */
const shape = /^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$/

/** A postcode has not the shape of one. */
export const postcodeShape: Rule = {
  id: 'postcode-shape', severity: 'warn',
  says: 'A postcode has not the shape of one',
  because: 'A postcode that cannot be places nobody. Overseas addresses are legitimate and have none: leave the cell empty. A postcode is looked at and never quoted.',
  check: eachRow(['staff'], (_row, beside) => {
    const found = beside['postcode']
    return found === null || found === undefined || found === '' || shape.test(String(found)) ? null : { column: 'postcode', found: 'a postcode of another shape', expected: 'a postcode such as AB1 2CD' }
  }),
  tell: tellRows('row has a postcode of another shape', 'rows have a postcode of another shape'),
}

import { occupationOf } from '../../../reference/code-list.ts'
import { eachRow, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A registered profession has no registration body. */
export const registrationMissing: Rule = {
  id: 'registration-missing', severity: 'warn',
  says: 'A registered profession has no registration body',
  because: 'Newly qualified and international staff are counted by their register. People waiting for their number are the legitimate exception: name the body and leave the number.',
  check: eachRow(['staff'], (row) => {
    const code = textOf(row, 'occupation_code')
    const bodies = occupationOf(code)?.bodies ?? []
    return bodies.length > 0 && isMissing(row, 'registration_body') ? { column: 'registration_body', found: `nothing for ${code}`, expected: bodies.join(' or ') } : null
  }),
  tell: tellRows('row of a registered profession has no registration body', 'rows of registered professions have no registration body'),
}

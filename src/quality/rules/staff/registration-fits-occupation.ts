import { occupationOf } from '../../../reference/code-list.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** The registration body is not the one of the occupation. */
export const registrationFitsOccupation: Rule = {
  id: 'registration-fits-occupation', severity: 'warn',
  says: 'The registration body is not the one of the occupation',
  because: 'A nurse on the doctors’ register is a slip in one of the two. People registered twice are legitimate: give the register they work under.',
  check: eachRow(['staff'], (row) => {
    const [code, body] = [textOf(row, 'occupation_code'), textOf(row, 'registration_body')]
    const bodies = occupationOf(code)?.bodies ?? []
    return bodies.length === 0 || body === '' || bodies.includes(body) ? null : { column: 'registration_body', found: `${body} for ${code}`, expected: bodies.join(' or ') }
  }),
  tell: tellRows('row has a registration body of another occupation', 'rows have a registration body of another occupation'),
}

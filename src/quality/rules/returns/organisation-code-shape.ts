import { returnTables } from '../../../dataset/return-layout.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** An organisation code has not the shape of one. */
export const organisationCodeShape: Rule = {
  id: 'organisation-code-shape', severity: 'warn',
  says: 'An organisation code has not the shape of one',
  because: 'Codes are three to eight letters, digits or hyphens; a name or a number where the code should be joins to no other file. Codes of made-up and partner organisations are legitimate when the map has them.',
  check: eachRow(returnTables, (row) => {
    const found = textOf(row, 'at_code')
    return found === '' || (/^[A-Z0-9][A-Z0-9-]{2,7}$/.test(found) && /[A-Z]/.test(found)) ? null : { column: 'organisation', found, expected: 'a code of three to eight letters and digits' }
  }),
  tell: tellRows('row has an organisation code of another shape', 'rows have an organisation code of another shape'),
}

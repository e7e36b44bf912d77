import { occupationOf } from '../../../reference/code-list.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** An occupation code is not one of the manual. */
export const unknownOccupationCode: Rule = {
  id: 'unknown-occupation-code', severity: 'warn',
  says: 'An occupation code is not one of the manual',
  because: 'The code says which profession and area a post is in. Retired codes of earlier editions are legitimate in old months.',
  check: eachRow(['staff'], (row) => {
    const found = textOf(row, 'occupation_code')
    return found === '' || occupationOf(found) ? null : { column: 'occupation_code', found, expected: 'three letters or digits that begin as the manual’s do' }
  }),
  tell: tellRows('row has an occupation code that the manual does not have', 'rows have an occupation code that the manual does not have'),
}

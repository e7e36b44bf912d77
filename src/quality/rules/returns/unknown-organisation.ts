import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** An organisation is not on the list kept of them. */
export const unknownOrganisation: Rule = {
  id: 'unknown-organisation', severity: 'warn',
  says: 'An organisation is not on the list of organisations',
  because: 'Staff of an organisation nobody knows are in no area. A new organisation is legitimate: the list must learn it. Nothing is said where no list is kept.',
  check: eachRow(['staff', 'establishment'], (row, _beside, lists) => {
    const found = textOf(row, 'at_code')
    return found === '' || !lists.knowsOrganisation || lists.knowsOrganisation(found) ? null : { column: 'organisation', found, expected: 'the code of an organisation on the list' }
  }),
  tell: tellRows('row is of an organisation that is not on the list', 'rows are of organisations that are not on the list'),
}

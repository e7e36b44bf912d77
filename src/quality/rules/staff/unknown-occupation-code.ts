import { standingOf } from '../../../reference/code-edition.ts'
import { eachRow, monthOf, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** An occupation code is not one of the manual. */
export const unknownOccupationCode: Rule = {
  id: 'unknown-occupation-code', severity: 'warn',
  says: 'An occupation code is not one of the manual',
  because: 'The code says which profession and area a post is in. Retired codes of earlier editions are legitimate in old months.',
  check: eachRow(['staff'], (row, _beside, lists) => {
    const [found, month] = [textOf(row, 'occupation_code'), monthOf(row)]
    // An imported edition is whole; the manual we carry is its beginnings only.
    const isKnown = lists.editions && lists.editions.editionOn('occupation', month) !== null ? standingOf(lists, 'occupation', found, month).state !== 'unknown' : lists.occupationOf(found) !== null
    return found === '' || isKnown ? null : { column: 'occupation_code', found, expected: 'three letters or digits that begin as the manual’s do' }
  }),
  tell: tellRows('row has an occupation code that the manual does not have', 'rows have an occupation code that the manual does not have'),
}

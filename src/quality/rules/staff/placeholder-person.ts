import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A word or number stands where the person should be. */
export const placeholderPerson: Rule = {
  id: 'placeholder-person', severity: 'stop-row',
  says: 'A word or number stands where the person should be',
  because: 'Zeros, nines and words such as VACANT make one person of many, or a person of nobody. Vacant posts are legitimate in the ledger only.',
  check: eachRow(['staff'], (_row, beside) => (textOf(beside, 'person_placeholder') === '' ? null : { column: 'person', found: textOf(beside, 'person_placeholder'), expected: 'a number that one person has' })),
  tell: tellRows('row has a word in place of a person', 'rows have a word in place of a person'),
}

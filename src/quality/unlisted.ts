import type { ReturnTable } from '../dataset/return-layout.ts'
import { standingOf } from '../reference/code-edition.ts'
import { eachRow, monthOf, tellRows, textOf } from './each-row.ts'
import type { Rule } from './rule.ts'

/** Make the rule that a column of a return holds a word of its list; the word is kept as found. */
export function unlistedRule(tables: readonly ReturnTable[], list: string, words: string, because: string): Rule {
  return {
    id: `unknown-${list.replaceAll('_', '-')}`, severity: 'warn', says: `A ${words} is not on its list; it is kept as found`, because,
    check: eachRow(tables, (row, _beside, lists) => {
      const found = textOf(row, list)
      return found === '' || standingOf(lists, list, found, monthOf(row)).state !== 'unknown' ? null : { column: list, found, expected: `a ${words} of the list, or a mapping to one` }
    }),
    tell: tellRows(`row has a ${words} that is not on its list`, `rows have a ${words} that is not on its list`),
  }
}

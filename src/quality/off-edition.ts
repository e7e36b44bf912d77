import type { ReturnTable } from '../dataset/return-layout.ts'
import { standingOf } from '../reference/code-edition.ts'
import { eachRow, monthOf, tellRows, textOf } from './each-row.ts'
import type { Rule } from './rule.ts'

/** Make the rule that a word is on the edition somebody imported. The list we carry is our own reading and not whole: it refuses nothing. */
export function offEditionRule(tables: readonly ReturnTable[], list: string, words: string, because: string): Rule {
  return {
    id: `unknown-${list.replaceAll('_', '-')}`, severity: 'warn', says: `The list that was imported does not have this ${words}; it is kept as found`, because,
    check: eachRow(tables, (row, _beside, lists) => {
      const [found, month] = [textOf(row, list), monthOf(row)]
      if (found === '' || !lists.editions || lists.editions.editionOn(list, month) === null) return null
      return standingOf(lists, list, found, month).state === 'unknown' ? { column: list, found, expected: `a ${words} of the edition of ${lists.editions.editionOn(list, month)}, or a mapping to one` } : null
    }),
    tell: tellRows(`row has a ${words} that the imported list does not have`, `rows have a ${words} that the imported list does not have`),
  }
}

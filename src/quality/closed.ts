import type { ReturnTable } from '../dataset/return-layout.ts'
import { standingOf } from '../reference/code-edition.ts'
import { eachRow, monthOf, tellRows, textOf } from './each-row.ts'
import type { Rule } from './rule.ts'

/** Make the rule that a code of a return is in force at the month-end of its row. `column` is the column, `list` the list it is on. */
export function closedRule(tables: readonly ReturnTable[], column: string, list: string, words: string): Rule {
  return {
    id: `closed-${column.replaceAll('_', '-')}`, severity: 'warn', says: `A ${words} is not in force at the date of the row`,
    because: `Staff under a closed ${words} fall out of every figure that goes by the list. A post that nobody has recoded yet is legitimate for a while; a row of an earlier month is judged by the list of that month.`,
    check: eachRow(tables, (row, _beside, lists) => {
      const found = textOf(row, column)
      if (found === '') return null
      const standing = standingOf(lists, list, found, monthOf(row))
      if (standing.state === 'closed') return { column, found: `${found}, closed after ${standing.last}`, expected: `a ${words} in force` }
      return standing.state === 'not-yet' ? { column, found: `${found}, in force from ${standing.from}`, expected: `a ${words} in force` } : null
    }),
    tell: tellRows(`row has a ${words} that is not in force`, `rows have a ${words} that is not in force`),
  }
}

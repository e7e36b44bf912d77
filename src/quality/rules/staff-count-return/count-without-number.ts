import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A count has neither people nor FTE. */
export const countWithoutNumber: Rule = {
  id: 'count-without-number', severity: 'warn',
  says: 'A row counts neither people nor FTE',
  because: 'It says that there are staff and not how many. Where numbers may not be shown, write [c].',
  check: eachRow(['staff_count'], (row) => {
    return ['headcount', 'fte'].every((column) => textOf(row, `${column}_status`) === 'not-available') ? { column: 'headcount', found: 'nothing', expected: 'people, FTE or both' } : null
  }),
  tell: tellRows('row counts neither people nor FTE', 'rows count neither people nor FTE'),
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A count is a total over others. */
export const countTotalRow: Rule = {
  id: 'count-total-row', severity: 'stop-row',
  says: 'A row is a total over other rows',
  because: 'A total among its parts doubles the staff.',
  check: eachRow(['staff_count'], (row) => {
    return /\b(grand |sub-?)?totals?\b|^all( staff| roles)?$/i.test(textOf(row, 'profession')) ? { column: 'profession', found: textOf(row, 'profession'), expected: 'single roles only' } : null
  }),
  tell: tellRows('row is a total over others', 'rows are totals over others'),
}

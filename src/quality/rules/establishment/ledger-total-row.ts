import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A ledger line is a total over others. */
export const ledgerTotalRow: Rule = {
  id: 'ledger-total-row', severity: 'stop-row',
  says: 'A ledger line is a total over others',
  because: 'A total among its parts doubles the establishment.',
  check: eachRow(['establishment'], (row) => {
    const column = ['cost_centre', 'profession', 'ledger_code', 'band'].find((name) => /\b(grand |sub-?)?totals?\b/i.test(textOf(row, name)))
    return column === undefined ? null : { column, found: textOf(row, column), expected: 'single lines only' }
  }),
  tell: tellRows('line is a total over others', 'lines are totals over others'),
}

import { eachRow, isMissing, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A cost that is of nothing. */
export const costOfNothing: Rule = {
  id: 'cost-of-nothing', severity: 'stop-row',
  says: 'A cost names neither an occupation, a profession, a band nor a programme',
  because: 'A price that belongs to nothing can be used for nothing.',
  check: eachRow(['cost'], (row) => {
    return ['occupation_code', 'profession', 'band', 'programme'].every((column) => isMissing(row, column)) ? { column: 'profession', found: 'nothing', expected: 'an occupation, a profession, a band or a programme' } : null
  }),
  tell: tellRows('cost is of nothing', 'costs are of nothing'),
}

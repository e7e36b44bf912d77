import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A period ends before it begins. */
export const periodBackwards: Rule = {
  id: 'period-backwards', severity: 'stop-row',
  says: 'A period ends before it begins',
  because: 'Dates are swapped or of two rows. There is no exception.',
  check: eachRow(['placement', 'cost'], (row) => {
    const [from, to] = [textOf(row, 'period_from'), textOf(row, 'period_to')]
    return from !== '' && to !== '' && from > to ? { column: 'period_from', found: `${from} to ${to}`, expected: `${to} or before` } : null
  }),
  tell: tellRows('row has a period that ends before it begins', 'rows have a period that ends before it begins'),
}

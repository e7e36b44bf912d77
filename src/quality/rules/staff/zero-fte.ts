import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A permanent or fixed-term position that is being worked has FTE 0. */
export const zeroFte: Rule = {
  id: 'zero-fte', severity: 'warn',
  says: 'A permanent or fixed-term position that is being worked has FTE 0',
  because: 'A post that is worked and counts for nothing hides staff. Bank, honorary and non-executive positions have no contracted hours, and people on a break may have none.',
  check: eachRow(['staff'], (row) => {
    const worked = textOf(row, 'assignment_status') === 'Active' && ['Permanent', 'Fixed term'].includes(textOf(row, 'contract_type'))
    return worked && row.fte === 0 ? { column: 'fte', found: '0', expected: 'more than 0' } : null
  }),
  tell: tellRows('worked position has FTE 0', 'worked positions have FTE 0'),
}

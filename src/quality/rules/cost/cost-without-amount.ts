import { eachRow, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A cost without an amount. */
export const costWithoutAmount: Rule = {
  id: 'cost-without-amount', severity: 'warn',
  says: 'A row of costs has no amount',
  because: 'It prices nothing. An amount that may not be shown is written [c].',
  check: eachRow(['cost'], (row) => {
    return ['pay_with_on_costs', 'training_tariff', 'placement_tariff'].every((column) => isMissing(row, column) && textOf(row, `${column}_status`) !== 'suppressed') ? { column: 'pay_with_on_costs', found: 'nothing', expected: 'pay, a training tariff or a placement tariff' } : null
  }),
  tell: tellRows('row of costs has no amount', 'rows of costs have no amount'),
}

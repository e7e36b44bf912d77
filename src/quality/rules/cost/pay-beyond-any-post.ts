import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Yearly cost of one full-time post with on-costs, GBP: the same limits as a line of the ledger. */
const [least, most] = [20_000, 350_000]

/** Pay beyond what any post is paid. */
export const payBeyondAnyPost: Rule = {
  id: 'pay-beyond-any-post', severity: 'warn',
  says: 'Pay with on-costs is beyond what any post costs in a year',
  because: 'It is a month, an hour or thousands. Posts shared by several employers are legitimate.',
  check: eachRow(['cost'], (row) => {
    const pay = numberOf(row, 'pay_with_on_costs')
    return pay !== null && (pay < least || pay > most) ? { column: 'pay_with_on_costs', found: `${formatNumber(pay, 0)} GBP a year`, expected: `${formatNumber(least, 0)} to ${formatNumber(most, 0)} GBP a year` } : null
  }),
  tell: tellRows('row has pay beyond any post', 'rows have pay beyond any post'),
}

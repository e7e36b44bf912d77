import { monthsBetween } from '../../../units/calendar-date.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A cost that is not of twelve months. */
export const costOfAnotherSpan: Rule = {
  id: 'cost-of-another-span', severity: 'warn',
  says: 'A cost is not of twelve months',
  because: 'Costs are compared by year; a shorter span makes a post look cheap. The first year of a new agreement may rightly begin late.',
  check: eachRow(['cost'], (row) => {
    const [from, to] = [textOf(row, 'period_from'), textOf(row, 'period_to')]
    const months = from === '' || to === '' ? 12 : monthsBetween(from, to) + 1
    return months === 12 ? null : { column: 'period_to', found: `${months} months from ${from} to ${to}`, expected: '12 months' }
  }),
  tell: tellRows('row is not of twelve months', 'rows are not of twelve months'),
}

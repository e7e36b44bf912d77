import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Days were lost and none are stated as available. */
export const daysLostWithoutAvailable: Rule = {
  id: 'days-lost-without-available', severity: 'warn',
  says: 'FTE days lost stand without FTE days available',
  because: 'A rate needs both. A group without staff has no days lost either.',
  check: eachRow(['sickness'], (row) => {
    const [lost, available] = [numberOf(row, 'fte_days_lost'), numberOf(row, 'fte_days_available')]
    return lost !== null && lost > 0 && (available === null || available === 0) ? { column: 'fte_days_available', found: `${available === null ? 'nothing' : '0'} for ${formatNumber(lost, 1)} days lost`, expected: 'the days that could have been worked' } : null
  }),
  tell: tellRows('row has days lost and none available', 'rows have days lost and none available'),
}

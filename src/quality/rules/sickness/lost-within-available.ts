import { numberOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** More days lost than there were. */
export const lostWithinAvailable: Rule = {
  id: 'lost-within-available', severity: 'stop-row',
  says: 'More days were lost than were available',
  because: 'An absence rate above 100 per cent cannot be: the two columns are swapped or one is wrong.',
  check: (read) => read.rows.flatMap((row) => {
    const fact = row.into.find(({ table }) => table === 'sickness')?.row
    const [lost, available] = fact ? [numberOf(fact, 'fte_days_lost'), numberOf(fact, 'fte_days_available')] : [null, null]
    return lost !== null && available !== null && lost > available ? [{ row: row.row, column: read.called?.['fte_days_lost'] ?? 'FTE_DAYS_LOST', found: String(lost), expected: `${available} or less`, fte: null }] : []
  }),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} more days lost than available; first row ${faults.first.row}`,
}

import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Largest share of days lost in a month. Our judgement: the worst published month of any English staff group is below a sixth. */
const most = 0.25

/** FTE days below which one long absence is a large share: ten people for a month. */
const fewestDays = 300

/** More than a quarter of all days were lost. */
export const veryHighSickness: Rule = {
  id: 'very-high-sickness', severity: 'warn',
  says: 'More than a quarter of the FTE days available were lost',
  because: 'Calendar days stand beside working days, or another month is in the row. A small team with long absences is legitimate, and below 300 days available nothing is said.',
  check: eachRow(['sickness'], (row) => {
    const [lost, available] = [numberOf(row, 'fte_days_lost'), numberOf(row, 'fte_days_available')]
    if (lost === null || available === null || available < fewestDays || lost > available) return null
    return lost / available > most ? { column: 'fte_days_lost', found: `${formatNumber((lost / available) * 100, 1)} % of the days`, expected: `${formatNumber(most * 100, 0)} % or less` } : null
  }),
  tell: tellRows('row has lost more than a quarter of its days', 'rows have lost more than a quarter of their days'),
}

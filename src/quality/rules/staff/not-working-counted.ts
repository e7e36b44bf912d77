import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Statuses in which nobody works for the employer. */
const away = new Set(['Career break', 'External secondment, unpaid', 'Inactive', 'Suspended without pay'])

/** A person who is not working here counts with FTE. */
export const notWorkingCounted: Rule = {
  id: 'not-working-counted', severity: 'warn',
  says: 'A person who is not working here counts with FTE',
  because: 'People on a career break or an unpaid secondment hold a post and do no work: supply is too high by them. They are legitimate in counts of employees, and the status keeps them apart.',
  check: eachRow(['staff'], (row) => {
    const [status, fte] = [textOf(row, 'assignment_status'), numberOf(row, 'fte')]
    return away.has(status) && fte !== null && fte > 0 ? { column: 'assignment_status', found: `${status} with FTE ${fte}`, expected: 'FTE 0, or a status at work' } : null
  }),
  tell: tellRows('person who is not working here counts with FTE', 'people who are not working here count with FTE'),
}

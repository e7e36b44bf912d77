import { comparedWithEarlier } from '../../earlier.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Below this many rows a month without change is likely. */
const fewestRows = 50

/** The month is the same as the month before, group by group. */
export const sameAsMonthBefore: Rule = {
  id: 'same-as-month-before', severity: 'warn',
  says: 'The month is the same as the month before, group by group',
  because: 'Last month sent again under a new date hides every joiner and leaver. A very small employer may rightly not have changed, and neither may a ledger, which is not asked.',
  check: comparedWithEarlier(['staff'], (read, { organisation, groups, now, lastTo }) => (
    now.rows >= fewestRows && groups.every((group) => group.now.rows === group.last.rows && Math.abs(group.now.fte - group.last.fte) < 1e-9)
      ? [faultOfFile(read, { column: null, found: `${organisation} has the same rows and FTE in every staff group as at ${lastTo}`, expected: 'some change in a month' })] : []
  )),
  tell: tellRows('organisation did not change at all', 'organisations did not change at all'),
}

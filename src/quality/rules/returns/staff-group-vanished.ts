import { formatNumber } from '../../../units/format.ts'
import { comparedWithEarlier } from '../../earlier.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Below this many FTE a group may rightly end with one person. */
const fewestFte = 5

/** A staff group that was there the month before is not there now. */
export const staffGroupVanished: Rule = {
  id: 'staff-group-vanished', severity: 'warn',
  says: 'A staff group that was there the month before is not there now',
  because: 'A filter in the export left them out. A service passed to another employer as a whole is legitimate.',
  check: comparedWithEarlier(['staff', 'establishment', 'staff_count'], (read, { organisation, groups, lastTo }) => groups.filter(({ now, last }) => now.rows === 0 && last.fte >= fewestFte).map(({ group, last }): Fault => (
    faultOfFile(read, { column: 'staff_group', found: `no ${group} at ${organisation}, ${formatNumber(last.fte, 1)} FTE at ${lastTo}`, expected: 'about as many as the month before' })
  ))),
  tell: tellRows('staff group vanished', 'staff groups vanished'),
}

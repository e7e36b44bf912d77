import { formatNumber } from '../../../units/format.ts'
import { besideGroups } from '../../beside-table.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Below this many FTE a small team may rightly be covered whole. */
const fewestFte = 10

/** More temporary work than staff in post. */
export const temporaryAboveStaff: Rule = {
  id: 'temporary-above-staff', severity: 'warn',
  says: 'A staff group has more temporary work than staff in post in the same month',
  because: 'Hours or shifts stand where full-time equivalents should, or the group is not the one the staff are in. A new service that is not staffed yet is legitimate.',
  check: besideGroups('temporary', 'staff', (read, { organisation, group, now, other }) => (
    other > 0 && now > other && now >= fewestFte
      ? [faultOfFile(read, { column: 'bank_fte', found: `${formatNumber(now, 1)} FTE of temporary ${group} at ${organisation}`, expected: `less than the ${formatNumber(other, 1)} FTE in post` })] : []
  )),
  tell: tellRows('staff group has more temporary work than staff', 'staff groups have more temporary work than staff'),
}

import { formatNumber } from '../../../units/format.ts'
import { besideGroups } from '../../beside-table.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Share above the funded posts that overlaps of leavers and starters, and over-recruitment on purpose, explain: our judgement. */
const most = 1.2

/** Below this many FTE one person more is a large share. */
const fewestFte = 10

/** Staff in post far above what the ledger of the same month funds. */
export const aboveEstablishment: Rule = {
  id: 'above-establishment', severity: 'warn',
  says: 'Staff in post are more than a fifth above the funded posts of the same month',
  because: 'Staff are in the wrong group or counted twice, or the ledger lacks lines. Hosted staff and posts paid from outside are legitimate. Groups the ledger does not have at all are not compared.',
  check: besideGroups('staff', 'establishment', (read, { organisation, group, now, other: funded }) => (
    funded === 0 || now <= funded * most || now - funded < fewestFte ? []
      : [faultOfFile(read, { column: 'fte', found: `${formatNumber(now, 1)} FTE of ${group} at ${organisation}`, expected: `about the ${formatNumber(funded, 1)} that the ledger funds` })]
  )),
  tell: tellRows('staff group is more than a fifth above its funded posts', 'staff groups are more than a fifth above their funded posts'),
}

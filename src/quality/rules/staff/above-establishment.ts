import type { EarlierMonth } from '../../../ingest/source.ts'
import { formatNumber } from '../../../units/format.ts'
import { faultOfFile, returnRows, tellRows, textOf } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Share above the funded posts that overlaps of leavers and starters, and over-recruitment on purpose, explain: our judgement. */
const most = 1.2

/** Below this many FTE one person more is a large share. */
const fewestFte = 10

/** Staff in post far above what the ledger of the same month funds. */
export const aboveEstablishment: Rule = {
  id: 'above-establishment', severity: 'warn',
  says: 'Staff in post are more than a fifth above the funded posts of the same month',
  because: 'Staff are in the wrong group or counted twice, or the ledger lacks lines. Hosted staff and posts paid from outside are legitimate. Groups the ledger does not have at all are not compared.',
  check: (read) => fundedOf(read.before ?? []).flatMap(({ organisation, periodTo, staffGroup, fte: funded }): Fault[] => {
    const rows = returnRows(read, ['staff']).filter(({ row }) => textOf(row, 'at_code') === organisation && row.period_to === periodTo && row.staff_group === staffGroup)
    const inPost = rows.reduce((sum, { row }) => sum + Number(row.fte ?? 0), 0)
    if (funded === 0 || inPost <= funded * most || inPost - funded < fewestFte) return []
    return [faultOfFile(read, { column: 'fte', found: `${formatNumber(inPost, 1)} FTE of ${staffGroup} at ${organisation}`, expected: `about the ${formatNumber(funded, 1)} that the ledger funds` })]
  }),
  tell: tellRows('staff group is more than a fifth above its funded posts', 'staff groups are more than a fifth above their funded posts'),
}

function fundedOf(before: readonly EarlierMonth[]): readonly EarlierMonth[] {
  return before.filter(({ table }) => table === 'establishment')
}

import { formatNumber } from '../../../units/format.ts'
import { comparedWithEarlier } from '../../earlier.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Largest share by which an organisation changes in a month without a merger: our judgement, to be revised when enough months of returns are held. Temporary work follows the season. */
const largest: Readonly<Partial<Record<string, number>>> = { staff: 0.1, establishment: 0.1, sickness: 0.1, staff_count: 0.1, temporary: 1 }

/** Below this many FTE a small employer changes by a tenth with one person; ten FTE for a month are 300 FTE days. */
const fewest = { FTE: 10, 'FTE days': 300 } as const

/** An organisation changed by more than it does in a month. */
export const monthOnMonthJump: Rule = {
  id: 'month-on-month-jump', severity: 'warn',
  says: 'An organisation changed by more than it does in a month',
  because: 'Nobody hires or loses a tenth of the staff in a month: rows are missing, doubled or of another organisation. A merger, a split or a transfer of a service is legitimate.',
  check: comparedWithEarlier(['staff', 'establishment', 'temporary', 'sickness', 'staff_count'], (read, { organisation, now, last, lastTo }) => {
    const change = last.fte === 0 ? 0 : now.fte / last.fte - 1
    const [limit, unit] = [largest[read.table] ?? 0.1, read.table === 'sickness' ? 'FTE days' : 'FTE'] as const
    if (Math.abs(change) <= limit || Math.abs(now.fte - last.fte) < fewest[unit]) return []
    return [faultOfFile(read, { column: 'fte', found: `${organisation} from ${formatNumber(last.fte, 1)} ${unit} at ${lastTo} to ${formatNumber(now.fte, 1)}`, expected: limit < 1 ? 'a change of a tenth at most' : 'less than twice as much' })]
  }),
  tell: tellRows('organisation changed by more than it does in a month', 'organisations changed by more than they do in a month'),
}

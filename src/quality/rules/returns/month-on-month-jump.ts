import { formatNumber } from '../../../units/format.ts'
import { compareWithEarlier } from '../../earlier.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Largest share by which an organisation changes in a month without a merger: our judgement, to be revised when enough months of returns are held. */
const largest = 0.1

/** Below this many FTE a small employer changes by a tenth with one person. */
const fewestFte = 10

/** An organisation changed by more than a tenth in a month. */
export const monthOnMonthJump: Rule = {
  id: 'month-on-month-jump', severity: 'warn',
  says: 'An organisation changed by more than a tenth in a month',
  because: 'Nobody hires or loses a tenth of the staff in a month: rows are missing, doubled or of another organisation. A merger, a split or a transfer of a service is legitimate.',
  check: (read) => compareWithEarlier(read).flatMap(({ organisation, now, last, lastTo }): Fault[] => {
    const change = last.fte === 0 ? 0 : now.fte / last.fte - 1
    if (Math.abs(change) <= largest || Math.abs(now.fte - last.fte) < fewestFte) return []
    return [faultOfFile(read, { column: 'fte', found: `${organisation} from ${formatNumber(last.fte, 1)} FTE at ${lastTo} to ${formatNumber(now.fte, 1)}`, expected: 'a change of a tenth at most' })]
  }),
  tell: tellRows('organisation changed by more than a tenth', 'organisations changed by more than a tenth'),
}

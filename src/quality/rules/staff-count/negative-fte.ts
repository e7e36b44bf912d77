import { formatNumber } from '../../../units/format.ts'
import { fteOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** FTE below nothing. */
export const negativeFte: Rule = {
  id: 'negative-fte', severity: 'stop-row',
  says: 'FTE is negative',
  because: 'Nobody works less than not at all, and a negative row silently takes staff away from a total. It may correct an earlier month, which belongs in that month’s file.',
  check: (read) => read.rows.flatMap((row) => {
    const fte = fteOf(row)
    return fte !== null && fte < 0 ? [{ row: row.row, column: 'FTE', found: String(fte), expected: '0 or more', fte }] : []
  }),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} negative FTE (lowest ${formatNumber(faults.leastFte, 2)}); held back`,
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A bank position has contracted FTE. */
export const bankCounted: Rule = {
  id: 'bank-counted', severity: 'warn',
  says: 'A bank position has contracted FTE',
  because: 'Bank work is counted as temporary staffing; counted here too, it is counted twice. A bank contract with guaranteed hours is legitimate.',
  check: eachRow(['staff'], (row) => {
    const fte = numberOf(row, 'fte')
    return textOf(row, 'contract_type') === 'Bank' && fte !== null && fte > 0 ? { column: 'fte', found: `FTE ${fte} on a bank contract`, expected: '0' } : null
  }),
  tell: tellRows('bank position has contracted FTE', 'bank positions have contracted FTE'),
}

import { comparedWithEarlier } from '../../earlier.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Returns that are due every month; counts of small employers come by quarter or year. */
const monthly = ['staff', 'establishment', 'temporary', 'sickness'] as const

/** The month before is not held. */
export const missingMonth: Rule = {
  id: 'missing-month', severity: 'warn',
  says: 'The month before is not held',
  because: 'A month left out makes two months of leavers and joiners look like one. The first month after a start, or a gap that nobody can fill, is legitimate.',
  check: comparedWithEarlier(monthly, (read, { organisation, lastTo, expectedTo }) => (
    lastTo === expectedTo ? [] : [faultOfFile(read, { column: 'period_to', found: `${organisation} was last seen at ${lastTo}`, expected: `a return for ${expectedTo} first` })]
  )),
  tell: tellRows('organisation has a month missing before this one', 'organisations have a month missing before this one'),
}

import { eachRow, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A cohort without starts. */
export const missingStarts: Rule = {
  id: 'missing-starts', severity: 'warn',
  says: 'A cohort does not say how many started',
  because: 'Every rate of a cohort is a share of those who started. Where the number is small and may not be shown, write [c].',
  check: eachRow(['learner'], (row) => {
    return isMissing(row, 'starts') && textOf(row, 'starts_status') !== 'suppressed' ? { column: 'starts', found: 'nothing', expected: 'learners who started' } : null
  }),
  tell: tellRows('cohort does not say how many started', 'cohorts do not say how many started'),
}

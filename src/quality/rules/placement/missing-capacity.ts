import { eachRow, isMissing, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A placement without the most learners at once. */
export const missingCapacity: Rule = {
  id: 'missing-capacity', severity: 'warn',
  says: 'A placement does not say how many learners it takes at once',
  because: 'Without it the row adds no capacity: nothing is not zero. A site that takes nobody this period is written as 0.',
  check: eachRow(['placement'], (row) => {
    return isMissing(row, 'learners_at_once') ? { column: 'learners_at_once', found: 'nothing', expected: 'most learners at once' } : null
  }),
  tell: tellRows('placement has no capacity stated', 'placements have no capacity stated'),
}

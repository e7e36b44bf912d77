import type { Row } from '../../../dataset/table.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** More learners ended than ever started. */
export const learnersEndedWithinStarts: Rule = {
  id: 'learners-ended-within-starts', severity: 'stop-row',
  says: 'More learners completed, left or moved on than started or came',
  because: 'A cohort cannot end more often than it began: rows of two intakes are in one, or interruptions of those who came back were counted twice.',
  check: eachRow(['learner'], (row) => {
    const [starts, ended] = [numberOf(row, 'starts'), sum(row, ['completions', 'interruptions', 'transfers_out'])]
    if (starts === null || ended === null) return null
    const began = starts + (numberOf(row, 'transfers_in') ?? 0)
    return ended > began ? { column: 'completions', found: `${ended} ended`, expected: `${began} or less, who started or came` } : null
  }),
  tell: tellRows('cohort has ended more often than it began', 'cohorts have ended more often than they began'),
}

/** Sum of the numbers that are there; null when none is. */
function sum(row: Row, columns: readonly string[]): number | null {
  const numbers = columns.flatMap((column) => numberOf(row, column) ?? [])
  return numbers.length === 0 ? null : numbers.reduce((total, number) => total + number, 0)
}

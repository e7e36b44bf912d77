import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Fewer learners than these may all complete. */
const fewestLearners = 30

/** A large cohort that nobody left. */
export const everybodyCompletes: Rule = {
  id: 'everybody-completes', severity: 'warn',
  says: 'A cohort of thirty or more lost nobody',
  because: 'Some leave every course: interruptions were left out, or starts were counted at the end. A cohort still in training is not asked.',
  check: eachRow(['learner'], (row) => {
    const [starts, completed] = [numberOf(row, 'starts'), numberOf(row, 'completions')]
    return starts !== null && completed !== null && starts >= fewestLearners && completed >= starts + (numberOf(row, 'transfers_in') ?? 0) ? { column: 'completions', found: `all ${completed} completed`, expected: 'some who did not' } : null
  }),
  tell: tellRows('cohort lost nobody', 'cohorts lost nobody'),
}

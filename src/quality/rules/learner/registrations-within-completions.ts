import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** More registered than completed. */
export const registrationsWithinCompletions: Rule = {
  id: 'registrations-within-completions', severity: 'warn',
  says: 'More learners registered than completed',
  because: 'Only who completes can register: registrations of another intake are in the row. Learners who completed elsewhere are legitimate when transfers say so.',
  check: eachRow(['learner'], (row) => {
    const [registered, completed] = [numberOf(row, 'registrations'), numberOf(row, 'completions')]
    return registered !== null && completed !== null && registered > completed ? { column: 'registrations', found: `${registered} registered of ${completed} who completed`, expected: `${completed} or less` } : null
  }),
  tell: tellRows('cohort has more registrations than completions', 'cohorts have more registrations than completions'),
}

import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** More took a first post than completed. */
export const firstPostsWithinCompletions: Rule = {
  id: 'first-posts-within-completions', severity: 'warn',
  says: 'More learners took a first post than completed',
  because: 'A first post follows completing: posts taken while in training were counted, or those of another intake.',
  check: eachRow(['learner'], (row) => {
    const [posts, completed] = [numberOf(row, 'first_posts'), numberOf(row, 'completions')]
    return posts !== null && completed !== null && posts > completed ? { column: 'first_posts', found: `${posts} first posts of ${completed} who completed`, expected: `${completed} or less` } : null
  }),
  tell: tellRows('cohort has more first posts than completions', 'cohorts have more first posts than completions'),
}

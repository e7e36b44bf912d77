import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A line has posts and a budget of nothing. */
export const postsWithoutBudget: Rule = {
  id: 'posts-without-budget', severity: 'warn',
  says: 'A line has posts and a budget of nothing',
  because: 'Posts that nobody pays are not funded: the vacancy rate counts posts that cannot be filled. Posts paid by another organisation are legitimate.',
  check: eachRow(['establishment'], (row) => {
    const [funded, budget] = [numberOf(row, 'funded_fte'), numberOf(row, 'budget')]
    return funded !== null && funded > 0 && budget === 0 ? { column: 'budget', found: `0 GBP for ${funded} posts`, expected: 'a budget, or no posts' } : null
  }),
  tell: tellRows('line has posts and no money', 'lines have posts and no money'),
}

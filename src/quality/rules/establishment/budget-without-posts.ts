import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A line has a budget and no posts. */
export const budgetWithoutPosts: Rule = {
  id: 'budget-without-posts', severity: 'warn',
  says: 'A line has a budget and no posts',
  because: 'Money for pay without posts hides funded posts, or belongs to agency. Reserves and recharges are legitimate.',
  check: eachRow(['establishment'], (row) => {
    const [funded, budget] = [numberOf(row, 'funded_fte'), numberOf(row, 'budget')]
    return funded === 0 && budget !== null && budget > 0 ? { column: 'funded_fte', found: `0 posts for ${formatNumber(budget, 0)} GBP`, expected: 'posts, or no pay budget' } : null
  }),
  tell: tellRows('line has a budget and no posts', 'lines have a budget and no posts'),
}

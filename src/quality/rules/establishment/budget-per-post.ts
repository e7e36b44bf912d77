import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Yearly cost of one full-time post with on-costs, GBP: below the pay of the lowest band, above that of the best paid consultants. Our judgement, wide on purpose: pay changes every year. */
const [least, most] = [20_000, 350_000]

/** The budget of a post is beyond what any post costs. */
export const budgetPerPost: Rule = {
  id: 'budget-per-post', severity: 'warn',
  says: 'The budget of a post is beyond what any post costs',
  because: 'Budget and posts are of different lines, or one is in thousands or in months. Part-year and shared posts are legitimate.',
  check: eachRow(['establishment'], (row) => {
    const [funded, budget] = [numberOf(row, 'funded_fte'), numberOf(row, 'budget')]
    if (funded === null || budget === null || funded <= 0 || budget === 0) return null
    const each = budget / funded
    return each < least || each > most ? { column: 'budget', found: `${formatNumber(each, 0)} GBP a post`, expected: `${formatNumber(least, 0)} to ${formatNumber(most, 0)} GBP a year` } : null
  }),
  tell: tellRows('line has a budget beyond what a post costs', 'lines have a budget beyond what a post costs'),
}

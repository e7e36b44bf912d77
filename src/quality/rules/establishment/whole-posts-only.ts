import { faultOfFile, returnRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Fewer lines than these may rightly all be whole. */
const fewestLines = 50

/** A ledger in which every line is a whole number. */
export const wholePostsOnly: Rule = {
  id: 'whole-posts-only', severity: 'warn',
  says: 'Every line funds a whole number of posts',
  because: 'Establishment is in whole-time equivalents and part-time posts have decimals: these look like heads, or rounded. A ledger of full-time posts only is legitimate.',
  check(read) {
    const funded = returnRows(read, ['establishment']).flatMap(({ row }) => numberOf(row, 'funded_fte') ?? [])
    return funded.length >= fewestLines && funded.every(Number.isInteger) ? [faultOfFile(read, { column: 'funded_fte', found: `${funded.length} whole numbers`, expected: 'whole-time equivalents with decimals' })] : []
  },
}

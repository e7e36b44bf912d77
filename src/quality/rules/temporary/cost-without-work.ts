import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Money was paid for temporary work and no work is stated. */
export const costWithoutWork: Rule = {
  id: 'cost-without-work', severity: 'warn',
  says: 'A cost of temporary staffing stands without any work',
  because: 'The price of an hour cannot be worked out, and cover of vacancies looks smaller than it is. Fees for cancelled shifts and late invoices are legitimate.',
  check: eachRow(['temporary'], (row) => {
    const [work, cost] = [numberOf(row, 'worked_fte'), numberOf(row, 'cost')]
    return cost !== null && cost > 0 && (work === null || work === 0) ? { column: `${textOf(row, 'kind')}_fte`, found: `${work === null ? 'nothing' : 'no work'} for ${formatNumber(cost, 0)} GBP of ${textOf(row, 'kind')}`, expected: 'the work that the money paid for' } : null
  }),
  tell: tellRows('row has a cost and no work', 'rows have a cost and no work'),
}

import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Cost of one full-time equivalent for a month, GBP: below the lowest band, above the dearest locum. Our judgement, wide on purpose. */
const [least, most] = [1_500, 45_000]

/** Temporary work cost more or less than any work does. */
export const costOfWork: Rule = {
  id: 'cost-of-work', severity: 'warn',
  says: 'The cost of temporary work is beyond what a month of work costs',
  because: 'The cost is in thousands, or the work is in hours or shifts and not in full-time equivalents. A month with a correction of an earlier one is legitimate.',
  check: eachRow(['temporary'], (row) => {
    const [work, cost] = [numberOf(row, 'worked_fte'), numberOf(row, 'cost')]
    if (work === null || cost === null || work <= 0 || cost <= 0) return null
    const each = cost / work
    return each < least || each > most ? { column: `${textOf(row, 'kind')}_cost`, found: `${formatNumber(each, 0)} GBP for one FTE of ${textOf(row, 'kind')}`, expected: `${formatNumber(least, 0)} to ${formatNumber(most, 0)} GBP a month` } : null
  }),
  tell: tellRows('row has a cost beyond what work costs', 'rows have a cost beyond what work costs'),
}

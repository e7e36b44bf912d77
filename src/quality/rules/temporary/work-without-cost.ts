import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Temporary work was done and cost nothing. */
export const workWithoutCost: Rule = {
  id: 'work-without-cost', severity: 'warn',
  says: 'Temporary work stands at a cost of nothing',
  because: 'Work that costs nothing makes cover look free beside a filled post. A cost that is not known belongs left empty: nothing is not zero.',
  check: eachRow(['temporary'], (row) => {
    const [work, cost] = [numberOf(row, 'worked_fte'), numberOf(row, 'cost')]
    return work !== null && work > 0 && cost === 0 ? { column: `${textOf(row, 'kind')}_cost`, found: `0 GBP for ${formatNumber(work, 1)} FTE of ${textOf(row, 'kind')}`, expected: 'what the work cost, or an empty cell' } : null
  }),
  tell: tellRows('row has work that cost nothing', 'rows have work that cost nothing'),
}

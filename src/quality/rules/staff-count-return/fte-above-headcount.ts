import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** FTE that one person can hold on average: full time, and a tenth for extra sessions. */
const most = 1.1

/** A count has more FTE than people could work. */
export const fteAboveHeadcount: Rule = {
  id: 'fte-above-headcount', severity: 'warn',
  says: 'A row has more FTE than its people could work',
  because: 'The two columns are swapped, or people were counted once for several posts. Full-time staff with extra sessions are legitimate up to a tenth.',
  check: eachRow(['staff_count'], (row) => {
    const [people, fte] = [numberOf(row, 'headcount'), numberOf(row, 'fte')]
    return people !== null && fte !== null && fte > people * most ? { column: 'fte', found: `${formatNumber(fte, 2)} FTE of ${formatNumber(people, 0)} people`, expected: `${formatNumber(people * most, 1)} or less` } : null
  }),
  tell: tellRows('row has more FTE than people could work', 'rows have more FTE than people could work'),
}

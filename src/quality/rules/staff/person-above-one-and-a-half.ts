import { formatNumber } from '../../../units/format.ts'
import { acrossPeople, faultAtPosition } from '../../across-people.ts'
import { tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Most FTE one person can hold over all positions: the ceiling of one position. */
const most = 1.5

/** One person with more than one and a half posts over all employers of the file. */
export const personAboveOneAndAHalf: Rule = {
  id: 'person-above-one-and-a-half', severity: 'warn',
  says: 'A person has more than 1.5 FTE over all positions',
  because: 'A position that was never closed, or a person counted by two employers. Doctors who train with one employer and are paid by another are the legitimate exception: name the host, and one of them stops counting.',
  // One position above the ceiling is another rule's business.
  check: acrossPeople(2, (read, positions) => {
    const fte = positions.reduce((sum, position) => sum + (position.fte ?? 0), 0)
    const employers = new Set(positions.map(({ organisation }) => organisation)).size
    return fte <= most ? [] : [faultAtPosition(read, positions.at(-1)!, { column: 'fte', found: `${formatNumber(fte, 2)} FTE in rows ${positions.map(({ row }) => row).slice(0, 5).join(', ')}${employers > 1 ? ` at ${employers} employers` : ''}`, expected: `${most} or less` })]
  }),
  tell: tellRows('person has more than 1.5 FTE', 'people have more than 1.5 FTE each'),
}

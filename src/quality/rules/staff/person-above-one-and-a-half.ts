import { formatNumber } from '../../../units/format.ts'
import { faultAt, tellRows } from '../../each-row.ts'
import { positionsByPerson } from '../../positions.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Most FTE one person can hold over all positions: the ceiling of one position. */
const most = 1.5

/** One person with more than one and a half posts over all employers of the file. */
export const personAboveOneAndAHalf: Rule = {
  id: 'person-above-one-and-a-half', severity: 'warn',
  says: 'A person has more than 1.5 FTE over all positions',
  because: 'A position that was never closed, or a person counted by two employers. Doctors who train with one employer and are paid by another are the legitimate exception: name the host, and one of them stops counting.',
  check: (read) => [...positionsByPerson(read).values()].flatMap((positions): Fault[] => {
    const fte = positions.reduce((sum, { row }) => sum + Number(row.fte ?? 0), 0)
    const employers = new Set(positions.map(({ row }) => row.at_code)).size
    const last = positions.at(-1)!
    // One position above the ceiling is another rule's business.
    if (positions.length < 2 || fte <= most) return []
    return [faultAt(read, last.of, { column: 'fte', found: `${formatNumber(fte, 2)} FTE in rows ${positions.map(({ of }) => of.row).slice(0, 5).join(', ')}${employers > 1 ? ` at ${employers} employers` : ''}`, expected: `${most} or less` })]
  }),
  tell: tellRows('person has more than 1.5 FTE', 'people have more than 1.5 FTE each'),
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A suspended placement with room for learners. */
export const suspendedButOpen: Rule = {
  id: 'suspended-but-open', severity: 'warn',
  says: 'A suspended placement has room for learners',
  because: 'Nobody may be placed there, so the room is not capacity. A suspension that ended within the period is legitimate.',
  check: eachRow(['placement'], (row) => {
    const learners = numberOf(row, 'learners_at_once')
    return textOf(row, 'quality_status') === 'Suspended' && learners !== null && learners > 0 ? { column: 'learners_at_once', found: `${learners} learners at a suspended placement`, expected: '0' } : null
  }),
  tell: tellRows('suspended placement has room', 'suspended placements have room'),
}

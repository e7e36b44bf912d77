import { formatNumber } from '../../../units/format.ts'
import { fteOf, sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Most FTE one person’s post can hold: full time and half as much again, the ceiling of the staff table. */
const most = 1.5

/** FTE of one person-level row above what one person can work. */
export const fteAboveOnePerson: Rule = {
  id: 'fte-above-one-person', severity: 'stop-row',
  says: 'FTE on one row is above 1.5, more than one person can work',
  because: 'One row is one person or one service line. A total typed into a person’s row hides among the staff. The legitimate exception is a contracted-service line that covers several people: it is held back until its headcount is given.',
  check: (read) => (!read.personLevel ? [] : read.rows.flatMap((row) => {
    const fte = fteOf(row)
    return fte !== null && fte > most ? [{ row: row.row, column: 'FTE', found: String(fte), expected: `${most} or less`, fte }] : []
  })),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} FTE above ${most} (largest ${formatNumber(faults.mostFte, 1)}); ${formatNumber(faults.fte ?? 0, 1)} FTE held back. A contracted-service line may cover several people: it waits for its headcount`,
}

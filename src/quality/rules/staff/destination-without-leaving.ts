import { eachRow, isMissing, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A destination has neither date nor reason for leaving. */
export const destinationWithoutLeaving: Rule = {
  id: 'destination-without-leaving', severity: 'warn',
  says: 'A destination has neither date nor reason for leaving',
  because: 'Somebody who stays goes nowhere: the cell is left over from another position.',
  check: eachRow(['staff'], (row) => (!isMissing(row, 'destination') && isMissing(row, 'leave_date') && isMissing(row, 'leave_reason') ? { column: 'destination', found: textOf(row, 'destination'), expected: 'nothing, or a leaving date' } : null)),
  tell: tellRows('row has a destination and no leaving', 'rows have a destination and no leaving'),
}

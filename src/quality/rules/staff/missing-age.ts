import { eachRow, isMissing } from '../../each-row.ts'
import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A person without an age in a file that gives ages. */
export const missingAge: Rule = {
  id: 'missing-age', severity: 'warn',
  says: 'A row has no age where others have one',
  because: 'Retirement is worked out from ages: people without one retire like the rest. A file that gives no ages at all is legitimate and is not counted here.',
  unlessAll: true,
  check: eachRow(['staff'], (row) => (isMissing(row, 'age') ? { column: 'birth_date', found: 'nothing', expected: 'a month of birth or an age' } : null)),
  tell: (faults) => `${sayCount(faults.length, 'row has', 'rows have')} no age where others have one; first in row ${faults.first.row}`,
}

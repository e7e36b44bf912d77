import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A registration number has not the shape its register gives out. */
export const registrationNumberShape: Rule = {
  id: 'registration-number-shape', severity: 'warn',
  says: 'A registration number has not the shape its register gives out',
  because: 'A number that cannot be is a slip, or somebody without registration. Numbers of temporary registers differ and are legitimate. The number itself is not kept.',
  check: eachRow(['staff'], (row, beside) => (beside['registration_number'] === 'differs' ? { column: 'registration_number', found: 'a number of another shape', expected: `a number as the ${textOf(row, 'registration_body')} gives out` } : null)),
  tell: tellRows('row has a registration number of another shape', 'rows have a registration number of another shape'),
}

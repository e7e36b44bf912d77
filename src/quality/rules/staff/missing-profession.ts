import { eachRow, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A row has neither profession nor job role. */
export const missingProfession: Rule = {
  id: 'missing-profession', severity: 'warn',
  says: 'A row has neither profession nor job role',
  because: 'Projections are by profession; these people are counted in their staff group only.',
  check: eachRow(['staff'], (row) => (row.profession === 'Not stated' ? { column: 'profession', found: 'nothing', expected: 'a profession or a job role' } : null)),
  tell: tellRows('row has neither profession nor job role', 'rows have neither profession nor job role'),
}

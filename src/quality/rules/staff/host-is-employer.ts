import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** The host is the employer itself. */
export const hostIsEmployer: Rule = {
  id: 'host-is-employer', severity: 'warn',
  says: 'The host is the employer itself',
  because: 'A host is named when somebody works elsewhere; repeated for everybody it hides who does.',
  check: eachRow(['staff'], (row) => (textOf(row, 'host_code') !== '' && row.host_code === row.at_code ? { column: 'host_code', found: textOf(row, 'host_code'), expected: 'another organisation, or nothing' } : null)),
  tell: tellRows('row has its employer as host', 'rows have their employer as host'),
}

import { formatNumber } from '../../../units/format.ts'
import { besideTotals } from '../../beside-table.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A count of an employer that sends records as well. */
export const countBesideRecords: Rule = {
  id: 'count-beside-records', severity: 'warn',
  says: 'An employer is counted here and sends staff records for the same month',
  because: 'Added together its staff are counted twice; figures of an employer rest on its records. A count of staff that the records leave out is legitimate: give it a code of its own.',
  check: besideTotals({ staff_count: 'staff' }, (read, { organisation, periodTo, now, other }) => [
    faultOfFile(read, { column: 'organisation', found: `${formatNumber(now, 1)} FTE of ${organisation} at ${periodTo}`, expected: `no count beside its records of ${formatNumber(other, 1)} FTE` }),
  ]),
  tell: tellRows('employer is counted and sends records', 'employers are counted and send records'),
}

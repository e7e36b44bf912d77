import { faultAt, isMissing, returnRows, tellRows } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A row for all staff beside rows of staff groups. */
export const sicknessTotalRow: Rule = {
  id: 'sickness-total-row', severity: 'stop-row',
  says: 'A row for all staff stands beside rows of staff groups',
  because: 'The days of every group would be counted twice. A return with rows for all staff only is legitimate.',
  check(read) {
    const rows = returnRows(read, ['sickness'])
    const split = new Set(rows.filter(({ row }) => !isMissing(row, 'staff_group')).map(({ row }) => row.at_code))
    return rows.filter(({ row }) => isMissing(row, 'staff_group') && split.has(row.at_code)).map(({ of }) => faultAt(read, of, { column: 'staff_group', found: 'nothing, beside rows of staff groups', expected: 'a staff group, or no other rows' }))
  },
  tell: tellRows('row for all staff stands beside rows of staff groups', 'rows for all staff stand beside rows of staff groups'),
}

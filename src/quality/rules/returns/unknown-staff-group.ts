import { staffGroupNamed } from '../../../reference/staff-group-tree.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A staff group is not on the list, or is a total over others. */
export const unknownStaffGroup: Rule = {
  id: 'unknown-staff-group', severity: 'stop-row',
  says: 'A staff group is not on the list, or is a total over others',
  because: 'A group nobody knows is added to none, and a post under a total is counted in no group. New groups are legitimate when the national list changes: then the list must learn them.',
  check: eachRow(['staff', 'establishment', 'temporary', 'sickness', 'staff_count'], (row) => {
    const found = textOf(row, 'staff_group')
    return found === '' || staffGroupNamed(found)?.level === 'group' ? null : { column: 'staff_group', found, expected: 'a staff group of the list that is no total, or a mapping to one' }
  }),
  tell: tellRows('row has a staff group that is not on the list', 'rows have a staff group that is not on the list'),
}

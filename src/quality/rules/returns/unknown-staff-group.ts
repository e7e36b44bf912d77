import { standingOf } from '../../../reference/code-edition.ts'
import { staffGroupNamed } from '../../../reference/staff-group-tree.ts'
import { eachRow, monthOf, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A staff group is not on the list, or is a total over others. */
export const unknownStaffGroup: Rule = {
  id: 'unknown-staff-group', severity: 'stop-row',
  says: 'A staff group is not on the list, or is a total over others',
  because: 'A group nobody knows is added to none, and a post under a total is counted in no group. New groups are legitimate when the national list changes: then the list must learn them.',
  check: eachRow(['staff', 'establishment', 'temporary', 'sickness', 'staff_count'], (row, _beside, lists) => {
    const [found, month] = [textOf(row, 'staff_group'), monthOf(row)]
    const isKnown = lists.editions && lists.editions.editionOn('staff_group', month) !== null ? standingOf(lists, 'staff_group', found, month).state !== 'unknown' : staffGroupNamed(found)?.level === 'group'
    return found === '' || isKnown ? null : { column: 'staff_group', found, expected: 'a staff group of the list that is no total, or a mapping to one' }
  }),
  tell: tellRows('row has a staff group that is not on the list', 'rows have a staff group that is not on the list'),
}

import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** The occupation code belongs to another staff group. */
export const occupationFitsStaffGroup: Rule = {
  id: 'occupation-fits-staff-group', severity: 'warn',
  says: 'The occupation code belongs to another staff group',
  because: 'A midwife among the nurses is missing from one projection and too many in the other. Multi-professional roles are legitimate: code them by what the person does.',
  check: eachRow(['staff'], (row, _beside, lists) => {
    const [code, group] = [textOf(row, 'occupation_code'), textOf(row, 'staff_group')]
    const groups = lists.occupationOf(code)?.staff_groups ?? []
    return groups.length === 0 || group === '' || groups.some((one) => group.startsWith(one)) ? null : { column: 'occupation_code', found: `${code} in ${group}`, expected: groups.join(' or ') }
  }),
  tell: tellRows('row has an occupation code of another staff group', 'rows have an occupation code of another staff group'),
}

import { codeNamed } from '../../../reference/code-list.ts'
import { eachRow, tellRows, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A pay band does not go with the staff group. */
export const bandFitsStaffGroup: Rule = {
  id: 'band-fits-staff-group', severity: 'warn',
  says: 'A pay band does not go with the staff group',
  because: 'Doctors have grades of their own and nobody else has them: one of the two is wrong, and so is the cost. A doctor employed as a manager on Agenda for Change is legitimate, and so is the group of managers then.',
  check: eachRow(['staff', 'establishment'], (row) => {
    const [band, group] = [textOf(row, 'band'), textOf(row, 'staff_group')]
    const grade = codeNamed('band', band)
    if (!grade || group === '' || grade.code === 'Very senior manager') return null
    const [ofDoctors, doctors] = [grade.source.startsWith('Grades of doctors'), group.startsWith('HCHS doctors')]
    return ofDoctors === doctors ? null : { column: 'band', found: `${grade.code} in ${group}`, expected: doctors ? 'a grade of doctors' : 'a band of Agenda for Change' }
  }),
  tell: tellRows('row has a pay band that does not go with its staff group', 'rows have a pay band that does not go with their staff group'),
}

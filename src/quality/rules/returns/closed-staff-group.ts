import { closedRule } from '../../closed.ts'

/** A staff group that is not in force at the date of the row. */
export const closedStaffGroup = closedRule(['staff', 'establishment', 'temporary', 'sickness', 'staff_count'], 'staff_group', 'staff_group', 'staff group')

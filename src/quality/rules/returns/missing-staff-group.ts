import { missingRule } from '../../missing.ts'

/** A row has no staff group. */
export const missingStaffGroup = missingRule(['staff', 'establishment', 'temporary', 'staff_count'], 'staff_group', {
  id: 'missing-staff-group', severity: 'stop-row', says: 'A row has no staff group',
  because: 'Every figure and every projection is by staff group. Where the group is truly not known, write Unknown classification.',
}, 'a staff group')

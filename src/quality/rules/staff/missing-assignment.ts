import { missingRule } from '../../missing.ts'

/** A row has no assignment. */
export const missingAssignment = missingRule(['staff'], 'assignment', {
  id: 'missing-assignment', severity: 'stop-row', says: 'A row has no assignment',
  because: 'A person with two positions has two rows; without a number for each, a repeat cannot be told from a second post.',
}, 'an assignment')

import { missingRule } from '../../missing.ts'

/** A row has no person. */
export const missingPerson = missingRule(['staff'], 'person', {
  id: 'missing-person', severity: 'stop-row', says: 'A row has no person',
  because: 'People cannot be counted once, nor followed, without a number for each. A vacant post belongs in the ledger, not among the staff.',
}, 'a person')

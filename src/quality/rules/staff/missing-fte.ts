import { missingRule } from '../../missing.ts'

/** A row has no FTE. */
export const missingFte = missingRule(['staff'], 'fte', {
  id: 'missing-fte', severity: 'stop-row', says: 'A row has no FTE',
  because: 'Nothing is not zero: a post without FTE would make the workforce smaller without a word. Staff without contracted hours have FTE 0 written out.',
}, 'an FTE')

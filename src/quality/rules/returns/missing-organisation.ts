import { returnTables } from '../../../dataset/return-layout.ts'
import { missingRule } from '../../missing.ts'

/** A row has no organisation. */
export const missingOrganisation = missingRule(returnTables, 'at_code', {
  id: 'missing-organisation', severity: 'stop-row', says: 'A row has no organisation',
  because: 'A post that nobody employs cannot be counted anywhere. An organisation given for the whole file stands for its rows.',
}, 'an organisation')

import { missingRule } from '../../missing.ts'

/** A count has no sector. */
export const missingSector = missingRule(['staff_count'], 'sector', {
  id: 'missing-sector', severity: 'stop-row', says: 'A row has no sector',
  because: 'Counts of employers outside the health service are kept apart by sector, so that they are never added to trusts unseen.',
}, 'a sector')

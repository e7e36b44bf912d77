import { missingRule } from '../../missing.ts'

/** A row has no first day of its period. */
export const missingPeriodStart = missingRule(['placement', 'cost'], 'period_from', {
  id: 'missing-period-start', severity: 'stop-row', says: 'A row has no first day of its period',
  because: 'Weeks and yearly amounts belong to a span of time. There is no exception.',
}, 'a first day of its period')

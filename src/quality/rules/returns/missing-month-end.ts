import { returnTables } from '../../../dataset/return-layout.ts'
import { missingRule } from '../../missing.ts'

/** A row has no month-end. */
export const missingMonthEnd = missingRule(returnTables, 'period_to', {
  id: 'missing-month-end', severity: 'stop-row', says: 'A row has no month-end',
  because: 'A row without its month belongs to none. There is no exception.',
}, 'a month-end')

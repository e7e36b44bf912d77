import { atOrganisation, withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make a row of what one site can host of one profession in one period. */
export function placementRow(source: string, cells: ReturnCells): Made {
  const row = {
    period_from: cells.date('period_from'), period_to: cells.monthEnd('period_to'), source, ...atOrganisation(cells), site: cells.text('site'), profession: cells.text('profession'),
    ...withStatus('supervisors', cells.whole('supervisors')), ...withStatus('learners_at_once', cells.whole('learners_at_once')), ...withStatus('weeks_open', cells.whole('weeks_open')), quality_status: cells.text('quality_status'),
  }
  return { rows: [row], beside: {} }
}

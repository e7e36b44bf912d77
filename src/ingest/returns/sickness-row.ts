import { atOrganisation, inMonth, withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make a sickness row; without a staff group it is for all staff of the organisation. */
export function sicknessRow(source: string, cells: ReturnCells): Made {
  const row = {
    ...inMonth(cells), source, ...atOrganisation(cells), staff_group: cells.text('staff_group'),
    ...withStatus('fte_days_lost', cells.measured('fte_days_lost')), ...withStatus('fte_days_available', cells.measured('fte_days_available')),
  }
  return { rows: [row], beside: {} }
}

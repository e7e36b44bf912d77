import { atOrganisation, inMonth, withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

const kinds = ['bank', 'agency', 'overtime'] as const

/** Make the rows of one staff group’s temporary staffing: one for each kind of work. A kind that the file says nothing of is not available, never nothing. */
export function temporaryRow(source: string, cells: ReturnCells): Made {
  const own = { ...inMonth(cells), source, ...atOrganisation(cells), staff_group: cells.text('staff_group') }
  return { rows: kinds.map((kind) => ({ ...own, kind, ...withStatus('worked_fte', cells.measured(`${kind}_fte`)), ...withStatus('cost', cells.measured(`${kind}_cost`)) })), beside: {} }
}

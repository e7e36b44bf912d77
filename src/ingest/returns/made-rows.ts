import type { Row } from '../../dataset/table.ts'
import type { Measured } from '../cells.ts'
import type { ReturnCells } from './return-cells.ts'

/** What becomes of one row of a return: rows of its table, and what only the rules may see. */
export interface Made {
  readonly rows: readonly Row[]
  readonly beside: Row
}

/** Write a number and what stands behind it into two columns. */
export function withStatus(column: string, { value, status }: Measured): Row {
  return { [column]: value, [`${column}_status`]: status }
}

/** The organisation of a row as the node it stands at. */
export function atOrganisation(cells: ReturnCells): Row {
  return { at_level: 'organisation', at_code: cells.text('organisation')?.toUpperCase() ?? null }
}

/** The month a row is for: its first and last day. */
export function inMonth(cells: ReturnCells): Row {
  const periodTo = cells.monthEnd('period_to')
  return { period_from: periodTo === null ? null : `${periodTo.slice(0, 8)}01`, period_to: periodTo }
}

import type { Measured } from '../cells.ts'
import { withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make a row of staff in post that an employer counted. */
export function staffCountRow(source: string, cells: ReturnCells): Made {
  const periodTo = cells.monthEnd('period_to')
  const isEstimate = cells.text('estimated') === 'yes'
  const number = (column: string): Measured => asEstimate(cells.measured(column), isEstimate)
  const row = {
    period_from: periodTo, period_to: periodTo, source, at_level: cells.text('at_level') ?? 'organisation', at_code: cells.text('organisation')?.toUpperCase() ?? null, sector: cells.text('sector'),
    staff_group: cells.text('staff_group'), profession: cells.text('profession'), nationality: null, is_total: false, ...withStatus('headcount', number('headcount')), ...withStatus('fte', number('fte')),
  }
  return { rows: [row], beside: {} }
}

function asEstimate(measured: Measured, isEstimate: boolean): Measured {
  return isEstimate && measured.status === 'ok' ? { ...measured, status: 'estimated' } : measured
}

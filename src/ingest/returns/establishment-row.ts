import type { Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make an establishment row of one line of a ledger. */
export function establishmentRow(source: string, cells: ReturnCells): Made {
  const periodTo = cells.monthEnd('period_to')
  const funded = cells.number('funded_fte')
  return {
    rows: [{
      period_from: periodTo, period_to: periodTo, source, at_level: 'organisation', at_code: cells.text('organisation')?.toUpperCase() ?? null,
      staff_group: cells.text('staff_group'), profession: cells.text('profession'), band: cells.text('band'), funded_fte: funded, funded_fte_status: funded === null ? 'not-available' : 'ok',
      cost_centre: cells.text('cost_centre'), ledger_code: cells.text('ledger_code'), budget: cells.number('budget'),
    }],
    beside: {},
  }
}

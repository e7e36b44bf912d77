import { atOrganisation, withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make a row of what a post or a place in training costs in one year. */
export function costRow(source: string, cells: ReturnCells): Made {
  const row = {
    period_from: cells.date('period_from'), period_to: cells.monthEnd('period_to'), source, ...atOrganisation(cells), occupation_code: cells.text('occupation_code')?.toUpperCase() ?? null,
    profession: cells.text('profession'), band: cells.text('band'), programme: cells.text('programme'),
    ...withStatus('pay_with_on_costs', cells.measured('pay_with_on_costs')), ...withStatus('training_tariff', cells.measured('training_tariff')), ...withStatus('placement_tariff', cells.measured('placement_tariff')),
  }
  return { rows: [row], beside: {} }
}

import type { Measured } from '../cells.ts'
import { atOrganisation, inMonth, withStatus, type Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Make a row of one cohort: the learners of one programme who started in one month. */
export function learnerRow(source: string, cells: ReturnCells): Made {
  const ics = cells.text('ics')
  const [onTime, late] = [cells.whole('completions_on_time'), cells.whole('completions_late')]
  const numbers = ['starts', 'transfers_in', 'transfers_out', 'interruptions', 'registrations', 'first_posts'] as const
  const row = {
    ...inMonth(cells), source, ...(ics === null ? atOrganisation(cells) : { at_level: 'ics', at_code: ics.toUpperCase() }), profession: cells.text('profession'),
    provider: cells.text('provider') ?? cells.text('organisation'), programme: cells.text('programme'),
    ...Object.assign({}, ...numbers.map((column) => withStatus(column, cells.whole(column)))) as Record<string, string | number | null>,
    ...withStatus('completions', added(cells.whole('completions'), onTime, late)), ...withStatus('completions_on_time', onTime), ...withStatus('completions_late', late),
  }
  return { rows: [row], beside: {} }
}

/** Completions as stated, or on time and late together where both are stated. */
function added(stated: Measured, onTime: Measured, late: Measured): Measured {
  return stated.value === null && onTime.value !== null && late.value !== null ? { value: onTime.value + late.value, status: 'ok' } : stated
}

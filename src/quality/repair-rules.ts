import type { Row } from '../dataset/table.ts'
import { occupationOf } from '../reference/code-list.ts'
import { addMonths } from '../units/calendar-date.ts'
import { staffGroupNamed } from '../reference/staff-group-tree.ts'
import { numberOf } from './facts.ts'
import type { RepairFacts } from './repair-facts.ts'

/** A plausible repair: the row as it should count, null for a row that should not, undefined where nobody can say. */
export interface RowRepair { readonly says: string; readonly row: (row: Row, beside: Row, facts: RepairFacts) => Row | null | undefined }

/** Hours of a full-time week. Source: NHS terms and conditions of service handbook, section 10. */
const fullTime = 37.5

const letIn: RowRepair = { says: 'let the rows in, with what is missing taken from the rest of the file and FTE between 0 and 1', row: completed }
const leaveOut: RowRepair = { says: 'leave the rows out of staff in post', row: () => null }

/**
 * Plausible repairs by the id of the rule. Null: the rows are rightly held back, or nobody can say, and no effect is estimated. A rule that holds rows back
 * and is not listed has `held-back`; one that warns and is not listed has none.
 */
export const repairs: Readonly<Record<string, RowRepair | null>> = {
  'held-back': letIn,
  'placeholder-person': { says: 'let the rows in unless they say that the post is vacant', row: (row, beside, facts) => (/^vacan/i.test(String(beside.person_placeholder ?? '')) ? undefined : completed(row, beside, facts)) },
  'contradicting-row': null, 'repeated-row': null, 'ragged-row': null,
  'zero-fte': { says: 'take the FTE from the contracted hours', row: (row) => byHours(row) },
  'hours-match-fte': { says: 'take the FTE from the contracted hours', row: (row) => byHours(row) },
  'fte-above-full-time': { says: 'count each position as full time', row: (row) => ({ ...row, fte: 1 }) },
  'fte-above-one-person': { says: 'count each row as one full-time person', row: (row) => ({ ...row, fte: 1 }) },
  'negative-fte': { says: 'turn the sign of the FTE', row: (row) => (typeof row.fte === 'number' ? { ...row, fte: Math.min(1, Math.abs(row.fte)) } : undefined) },
  'person-disagrees': { says: 'give the position back to whoever held it before', row: (row) => ({ ...row, person: null }) },
  'bank-counted': leaveOut, 'not-working-counted': leaveOut,
  'person-above-one-and-a-half': { says: 'count each person once: leave out the last position', row: () => null },
  'occupation-fits-staff-group': { says: 'count the rows in the staff group of their occupation code', row: byOccupation },
}

/** The row with what is missing filled from the file: organisation, month, staff group, FTE. */
function completed(row: Row, _beside: Row, facts: RepairFacts): Row | undefined {
  const group = staffGroupNamed(String(row.staff_group ?? ''))?.level === 'group' ? { group: String(row.staff_group), profession: String(row.profession ?? 'Not stated') } : facts.groupOf(row)
  const month = row.period_to === null ? facts.month : addMonths(String(row.period_to), 0)
  const fte = numberOf(row, 'fte') ?? numberOf(byHours(row) ?? {}, 'fte') ?? (group === null ? null : facts.usualFte(group.profession))
  if (group === null || month === null || fte === null) return undefined
  return { ...row, at_code: row.at_code ?? facts.organisation, period_to: month, staff_group: group.group, profession: group.profession, fte: fte < 0 ? Math.min(1, -fte) : fte > 1.5 ? 1 : fte }
}

function byHours(row: Row): Row | undefined {
  const hours = numberOf(row, 'contracted_hours')
  return hours === null || hours <= 0 ? undefined : { ...row, fte: Math.min(1, hours / fullTime) }
}

function byOccupation(row: Row, _beside: Row, facts: RepairFacts): Row | undefined {
  const group = occupationOf(String(row.occupation_code ?? ''))?.staff_groups?.find((name) => staffGroupNamed(name)?.level === 'group')
  return group === undefined ? undefined : { ...row, staff_group: group, profession: facts.professionIn(group) ?? 'Not stated' }
}

import type { Row } from '../../dataset/table.ts'
import { codeNamed, occupationOf } from '../../reference/code-list.ts'
import { staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { monthsBetween, type CalendarDate } from '../../units/calendar-date.ts'
import type { Pseudonymiser } from '../pseudonym.ts'
import type { Made } from './made-rows.ts'
import type { ReturnCells } from './return-cells.ts'

/** Where no group of the tree says which sector the post is in. */
const usualSector = 'Hospital and community'

/** Make a staff row of one row of a return, and what only the rules may see. The person and the position become pseudonyms here. */
export function staffRow(source: string, cells: ReturnCells, hide: Pseudonymiser): Made {
  const organisation = cells.text('organisation')?.toUpperCase() ?? null
  const periodTo = cells.monthEnd('period_to')
  const birthMonth = cells.birthMonth('birth_date')
  const ageGiven = cells.number('age')
  const person = cells.identifier('person')
  const assignment = cells.identifier('assignment')
  const staffGroup = cells.text('staff_group')
  const jobRole = cells.text('job_role')
  const body = cells.text('registration_body')
  const placeholder = placeholderOf(person)
  const row: Row = {
    period_to: periodTo, source, at_level: 'organisation', at_code: organisation,
    person: placeholder === null ? hide.person(person, organisation ?? '') : null, assignment: placeholderOf(assignment) === null ? hide.assignment(assignment, organisation ?? '') : null,
    sector: (staffGroup === null ? null : staffGroupNamed(staffGroup)?.sector) ?? usualSector, staff_group: staffGroup,
    profession: cells.text('profession') ?? jobRole ?? 'Not stated', band: cells.text('band'), fte: cells.number('fte'), age: ageAt(birthMonth, periodTo) ?? ageGiven,
    sex: cells.text('sex'), nationality: cells.text('nationality'), start_in_post: cells.date('start_in_post'), host_code: cells.text('host_code')?.toUpperCase() ?? null, site: cells.text('site'),
    cost_centre: cells.text('cost_centre'), occupation_code: cells.text('occupation_code')?.toUpperCase() ?? null, job_role: jobRole, area_of_work: cells.text('area_of_work'),
    contracted_hours: cells.number('contracted_hours'), contract_type: cells.text('contract_type'), assignment_status: cells.text('assignment_status'), birth_month: birthMonth,
    ethnicity: cells.text('ethnicity'), disability: cells.text('disability'), country_of_training: cells.text('country_of_training'), registration_body: body, level_of_practice: cells.text('level_of_practice'),
    start_in_service: cells.date('start_in_service'), leave_date: cells.date('leave_date'), leave_reason: cells.text('leave_reason'), destination: cells.text('destination'),
  }
  return { rows: [row], beside: { person_placeholder: placeholder, age_given: ageGiven, occupation: occupationOf(String(row.occupation_code ?? ''))?.words ?? null, registration_number: shapeOf(cells.identifier('registration_number'), body) } }
}

/** What a system writes where there is no person: nothing, zeros, nines, a word such as VACANT. Null for anything else. */
function placeholderOf(identifier: string): string | null {
  return /^(|0+|9{3,}|x+|na|n\/a|null|none|unknown|tbc|tba|test|vacant|vacancy|-+)$/i.test(identifier) ? identifier : null
}

/** Completed years from the month of birth to a month-end. */
function ageAt(birthMonth: CalendarDate | null, periodTo: CalendarDate | null): number | null {
  return birthMonth === null || periodTo === null ? null : Math.floor(monthsBetween(birthMonth, periodTo) / 12)
}

/** Whether a registration number has the shape its register gives out; the number itself goes no further. */
function shapeOf(number: string, body: string | null): 'fits' | 'differs' | null {
  const shape = codeNamed('registration_body', body ?? '')?.number_shape
  if (number === '' || shape === undefined) return null
  const pattern = patterns.get(shape) ?? new RegExp(shape, 'i')
  patterns.set(shape, pattern)
  return pattern.test(number.replaceAll(' ', '')) ? 'fits' : 'differs'
}

const patterns = new Map<string, RegExp>()

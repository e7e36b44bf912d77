import type { Cells } from './made-up-return.ts'

/** One fault in one row of a clean return, and what the rule has to say of it. `column` is our name. */
export interface PlantedFault {
  readonly rule: string
  readonly change: Cells
  readonly column: string | null
  readonly found: string
  readonly expected?: string
  /** The row is held back. */
  readonly stops?: true
}

/** One fault in one row of a staff extract. Expected values are read off the change. */
export const staffFaults: readonly PlantedFault[] = [
  { rule: 'missing-month-end', change: { period_to: '' }, column: 'period_to', found: 'nothing', stops: true },
  { rule: 'missing-organisation', change: { organisation: '' }, column: 'at_code', found: 'nothing', stops: true },
  { rule: 'missing-staff-group', change: { staff_group: '' }, column: 'staff_group', found: 'nothing', stops: true },
  { rule: 'unknown-staff-group', change: { staff_group: 'All staff groups' }, column: 'staff_group', found: 'All staff groups', stops: true },
  { rule: 'unknown-band', change: { band: 'Band 10' }, column: 'band', found: 'Band 10' },
  { rule: 'band-fits-staff-group', change: { band: 'Consultant' }, column: 'band', found: 'Consultant in Nurses & health visitors', expected: 'a band of Agenda for Change' },
  { rule: 'not-month-end', change: { period_to: '2025-09-29' }, column: 'period_to', found: '2025-09-29', expected: 'a month-end, such as 2025-09-30', stops: true },
  { rule: 'missing-person', change: { person: '' }, column: 'person', found: 'nothing', stops: true },
  { rule: 'placeholder-person', change: { person: 'VACANT' }, column: 'person', found: 'VACANT', stops: true },
  { rule: 'missing-assignment', change: { assignment: '' }, column: 'assignment', found: 'nothing', stops: true },
  { rule: 'missing-fte', change: { fte: '' }, column: 'fte', found: 'nothing', stops: true },
  { rule: 'missing-profession', change: { profession: '' }, column: 'profession', found: 'nothing' },
  { rule: 'missing-age', change: { birth_date: '', age: '' }, column: 'birth_date', found: 'nothing' },
  { rule: 'zero-fte', change: { fte: '0', contracted_hours: '0' }, column: 'fte', found: '0' },
  { rule: 'fte-above-full-time', change: { fte: '1.2', contracted_hours: '45' }, column: 'fte', found: '1.2', expected: '1 or less' },
  { rule: 'hours-match-fte', change: { fte: '0.5' }, column: 'contracted_hours', found: '37.5 hours for FTE 0.5', expected: 'about 18.75 hours a week' },
  { rule: 'band-closed-to-new', change: { band: 'Band 1', start_in_post: '2019-01-07' }, column: 'band', found: 'Band 1 from 2019-01-07' },
  { rule: 'unknown-occupation-code', change: { occupation_code: 'Q99' }, column: 'occupation_code', found: 'Q99' },
  { rule: 'occupation-fits-staff-group', change: { occupation_code: 'N2C' }, column: 'occupation_code', found: 'N2C in Nurses & health visitors', expected: 'Midwives' },
  { rule: 'occupation-fits-band', change: { band: 'Band 3' }, column: 'band', found: 'Band 3 for N6A', expected: 'Band 5 to Band 9' },
  { rule: 'unknown-contract-type', change: { contract_type: 'Zero hours' }, column: 'contract_type', found: 'Zero hours' },
  { rule: 'unknown-assignment-status', change: { assignment_status: 'Somewhere' }, column: 'assignment_status', found: 'Somewhere' },
  { rule: 'unknown-sex', change: { sex: 'Q' }, column: 'sex', found: 'Q' },
  { rule: 'unknown-ethnicity', change: { ethnicity: 'Q7' }, column: 'ethnicity', found: 'Q7' },
  { rule: 'unknown-disability', change: { disability: 'Perhaps' }, column: 'disability', found: 'Perhaps' },
  { rule: 'unknown-leave-reason', change: { leave_reason: 'Fancied a change', leave_date: '2025-10-31' }, column: 'leave_reason', found: 'Fancied a change' },
  { rule: 'unknown-destination', change: { destination: 'The seaside', leave_date: '2025-10-31', leave_reason: 'Retirement' }, column: 'destination', found: 'The seaside' },
  { rule: 'unknown-registration-body', change: { registration_body: 'Guild' }, column: 'registration_body', found: 'Guild' },
  { rule: 'starts-after-month-end', change: { start_in_post: '2025-10-01' }, column: 'start_in_post', found: '2025-10-01', expected: '2025-09-30 or before', stops: true },
  { rule: 'left-before-month-end', change: { leave_date: '2025-09-12', leave_reason: 'Retirement' }, column: 'leave_date', found: '2025-09-12', stops: true },
  { rule: 'leaves-before-start', change: { start_in_post: '2025-09-30', leave_date: '2025-09-29', leave_reason: 'Retirement', start_in_service: '2014-01-01' }, column: 'leave_date', found: '2025-09-29, started 2025-09-30', stops: true },
  { rule: 'service-after-post', change: { start_in_service: '2020-01-01' }, column: 'start_in_service', found: '2020-01-01, post from 2015-05-01' },
  { rule: 'placeholder-date', change: { start_in_service: '1900-01-01' }, column: 'start_in_service', found: '1900-01-01' },
  { rule: 'age-at-start', change: { birth_date: '2005-06-15', age: '20', start_in_post: '2015-05-01' }, column: 'start_in_post', found: 'aged 9 at the start', expected: '16 or older' },
  { rule: 'unusual-age', change: { birth_date: '1945-01-15', age: '80' }, column: 'birth_date', found: 'aged 80' },
  { rule: 'age-disagrees', change: { age: '50' }, column: 'age', found: '50, 40 by the birth date', expected: '40' },
  { rule: 'too-young-for-grade', change: { band: 'Consultant', staff_group: 'HCHS doctors - Consultant', occupation_code: '', birth_date: '2000-01-15', age: '25', start_in_post: '2024-01-01' }, column: 'band', found: 'Consultant aged 25', expected: '30 or older' },
  { rule: 'leave-date-without-reason', change: { leave_date: '2025-10-31' }, column: 'leave_reason', found: 'nothing' },
  { rule: 'leave-reason-without-date', change: { leave_reason: 'Retirement' }, column: 'leave_date', found: 'nothing, reason Retirement' },
  { rule: 'destination-without-leaving', change: { destination: 'Abroad' }, column: 'destination', found: 'Abroad' },
  // The fifth row takes the person of the first: 1 FTE in row 2 and 1 in row 6.
  { rule: 'person-above-one-and-a-half', change: { person: '1000' }, column: 'fte', found: '2.00 FTE in rows 2, 6', expected: '1.5 or less' },
  { rule: 'person-disagrees', change: { person: '1000', sex: 'Male', birth_date: '1985-01-15' }, column: 'sex', found: 'not the same as in row 2' },
  { rule: 'registration-missing', change: { registration_body: '' }, column: 'registration_body', found: 'nothing for N6A', expected: 'NMC' },
  { rule: 'registration-number-shape', change: { registration_number: '12' }, column: 'registration_number', found: 'a number of another shape' },
  { rule: 'registration-fits-occupation', change: { registration_body: 'GMC', registration_number: '1234567' }, column: 'registration_body', found: 'GMC for N6A', expected: 'NMC' },
  { rule: 'bank-counted', change: { contract_type: 'Bank' }, column: 'fte', found: 'FTE 1 on a bank contract' },
  { rule: 'not-working-counted', change: { assignment_status: 'Career break' }, column: 'assignment_status', found: 'Career break with FTE 1' },
  { rule: 'host-is-employer', change: { host_code: 'X-1' }, column: 'host_code', found: 'X-1' },
]

/** One fault in one line of a ledger. */
export const ledgerFaults: readonly PlantedFault[] = [
  { rule: 'missing-month-end', change: { period_to: '' }, column: 'period_to', found: 'nothing', stops: true },
  { rule: 'unknown-staff-group', change: { staff_group: 'Wizards' }, column: 'staff_group', found: 'Wizards', stops: true },
  { rule: 'missing-funded-fte', change: { funded_fte: '' }, column: 'funded_fte', found: 'nothing' },
  { rule: 'ledger-total-row', change: { cost_centre: 'Grand total' }, column: 'cost_centre', found: 'Grand total', stops: true },
  { rule: 'very-large-line', change: { funded_fte: '600', budget: '27000000' }, column: 'funded_fte', found: '600' },
  // 4,500 GBP over 10 posts.
  { rule: 'budget-per-post', change: { funded_fte: '10', budget: '4500' }, column: 'budget', found: '450 GBP a post', expected: '20,000 to 350,000 GBP a year' },
  { rule: 'budget-without-posts', change: { funded_fte: '0', budget: '90000' }, column: 'funded_fte', found: '0 posts for 90,000 GBP' },
  { rule: 'posts-without-budget', change: { funded_fte: '2', budget: '0' }, column: 'budget', found: '0 GBP for 2 posts' },
  { rule: 'missing-cost-centre', change: { cost_centre: '' }, column: 'cost_centre', found: 'nothing' },
]

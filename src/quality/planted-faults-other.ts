import type { otherCells } from './made-up-other-returns.ts'
import type { PlantedFault } from './planted-faults.ts'

type Planted = PlantedFault & { readonly table: keyof typeof otherCells }

/** One fault in one row of a clean return of learners, placements, temporary staffing, sickness, counts or costs. Expected values are read off the change. */
export const otherFaults: readonly Planted[] = [
  { table: 'temporary', rule: 'missing-staff-group', change: { staff_group: '' }, column: 'staff_group', found: 'nothing', stops: true },
  { table: 'temporary', rule: 'unknown-staff-group', change: { staff_group: 'All staff groups' }, column: 'staff_group', found: 'All staff groups', stops: true },
  { table: 'temporary', rule: 'unreadable-number', change: { bank_fte: 'ten' }, column: 'bank_fte', found: 'ten', stops: true },
  { table: 'temporary', rule: 'out-of-range', change: { bank_fte: '-1' }, column: 'worked_fte', found: '-1', expected: '0 or more', stops: true },
  { table: 'temporary', rule: 'cost-without-work', change: { bank_fte: '', bank_cost: '40000' }, column: 'bank_fte', found: 'nothing for 40,000 GBP of bank' },
  { table: 'temporary', rule: 'work-without-cost', change: { agency_cost: '0' }, column: 'agency_cost', found: '0 GBP for 2.0 FTE of agency' },
  // 120,000 GBP over 2 FTE; the same with 1,200.
  { table: 'temporary', rule: 'cost-of-work', change: { agency_cost: '120000' }, column: 'agency_cost', found: '60,000 GBP for one FTE of agency', expected: '1,500 to 45,000 GBP a month' },
  { table: 'temporary', rule: 'cost-of-work', change: { agency_cost: '1200' }, column: 'agency_cost', found: '600 GBP for one FTE of agency' },
  { table: 'sickness', rule: 'lost-within-available', change: { fte_days_lost: '3001' }, column: 'fte_days_lost', found: '3001', expected: '3000 or less', stops: true },
  { table: 'sickness', rule: 'days-lost-without-available', change: { fte_days_available: '' }, column: 'fte_days_available', found: 'nothing for 120.5 days lost' },
  // 900 of 3,000.
  { table: 'sickness', rule: 'very-high-sickness', change: { fte_days_lost: '900' }, column: 'fte_days_lost', found: '30.0 % of the days', expected: '25 % or less' },
  { table: 'sickness', rule: 'sickness-total-row', change: { staff_group: '' }, column: 'staff_group', found: 'nothing, beside rows of staff groups', stops: true },
  { table: 'sickness', rule: 'not-month-end', change: { period_to: '2025-09-29' }, column: 'period_to', found: '2025-09-29', stops: true },
  { table: 'staff_count', rule: 'missing-organisation', change: { organisation: '' }, column: 'at_code', found: 'nothing', stops: true },
  { table: 'staff_count', rule: 'missing-sector', change: { sector: '' }, column: 'sector', found: 'nothing', stops: true },
  { table: 'staff_count', rule: 'unknown-sector', change: { sector: 'Piracy' }, column: 'sector', found: 'Piracy' },
  { table: 'staff_count', rule: 'count-without-number', change: { headcount: '', fte: '' }, column: 'headcount', found: 'nothing' },
  // 14 people in the fifth row hold at most 14 × 1.1 = 15.4 FTE.
  { table: 'staff_count', rule: 'fte-above-headcount', change: { fte: '16' }, column: 'fte', found: '16.00 FTE of 14 people', expected: '15.4 or less' },
  { table: 'staff_count', rule: 'part-of-a-person', change: { headcount: '12.5' }, column: 'headcount', found: '12.5' },
  { table: 'staff_count', rule: 'count-total-row', change: { profession: 'Grand total' }, column: 'profession', found: 'Grand total', stops: true },
  { table: 'staff_count', rule: 'negative-fte', change: { fte: '-2' }, column: 'FTE', found: '-2', stops: true },
  { table: 'learner', rule: 'missing-trained-profession', change: { profession: '' }, column: 'profession', found: 'nothing', stops: true },
  { table: 'learner', rule: 'missing-starts', change: { starts: '' }, column: 'starts', found: 'nothing' },
  // 32 completed, 9 interrupted and 1 went; 40 started and 1 came.
  { table: 'learner', rule: 'learners-ended-within-starts', change: { interruptions: '9' }, column: 'completions', found: '42 ended', expected: '41 or less, who started or came', stops: true },
  { table: 'learner', rule: 'completions-add-up', change: { completions_late: '3' }, column: 'completions', found: '32 for 30 on time and 3 late', expected: '33' },
  { table: 'learner', rule: 'registrations-within-completions', change: { registrations: '33' }, column: 'registrations', found: '33 registered of 32 who completed' },
  { table: 'learner', rule: 'first-posts-within-completions', change: { first_posts: '35' }, column: 'first_posts', found: '35 first posts of 32 who completed' },
  { table: 'learner', rule: 'everybody-completes', change: { completions: '41', completions_on_time: '41', completions_late: '0', interruptions: '0', transfers_out: '0' }, column: 'completions', found: 'all 41 completed' },
  { table: 'placement', rule: 'missing-period-start', change: { period_from: '' }, column: 'period_from', found: 'nothing', stops: true },
  { table: 'placement', rule: 'period-backwards', change: { period_from: '2025-10-01' }, column: 'period_from', found: '2025-10-01 to 2025-09-30', stops: true },
  { table: 'placement', rule: 'missing-capacity', change: { learners_at_once: '' }, column: 'learners_at_once', found: 'nothing' },
  { table: 'placement', rule: 'learners-without-supervisor', change: { supervisors: '0' }, column: 'supervisors', found: '0 for 8 learners' },
  { table: 'placement', rule: 'learners-per-supervisor', change: { learners_at_once: '41' }, column: 'learners_at_once', found: '41 for 10 supervisors', expected: '40 or less' },
  // Three months of at most 31 days are 93 days: 14 weeks begun.
  { table: 'placement', rule: 'weeks-open-within-period', change: { weeks_open: '15' }, column: 'weeks_open', found: '15 weeks', expected: '14 or less from 2025-07-01 to 2025-09-30', stops: true },
  { table: 'placement', rule: 'unknown-quality-status', change: { quality_status: 'Sparkling' }, column: 'quality_status', found: 'Sparkling' },
  { table: 'placement', rule: 'suspended-but-open', change: { quality_status: 'Red' }, column: 'learners_at_once', found: '8 learners at a suspended placement' },
  { table: 'cost', rule: 'cost-of-nothing', change: { occupation_code: '', profession: '', band: '', programme: '' }, column: 'profession', found: 'nothing', stops: true },
  { table: 'cost', rule: 'cost-without-amount', change: { pay_with_on_costs: '', training_tariff: '', placement_tariff: '' }, column: 'pay_with_on_costs', found: 'nothing' },
  { table: 'cost', rule: 'pay-beyond-any-post', change: { pay_with_on_costs: '3900' }, column: 'pay_with_on_costs', found: '3,900 GBP a year' },
  { table: 'cost', rule: 'tariff-beyond-any-course', change: { placement_tariff: '75000' }, column: 'placement_tariff', found: '75,000 GBP a learner a year' },
  { table: 'cost', rule: 'cost-of-another-span', change: { period_from: '2025-10-01' }, column: 'period_to', found: '6 months from 2025-10-01 to 2026-03-31' },
  { table: 'cost', rule: 'unknown-band', change: { band: 'Band 10' }, column: 'band', found: 'Band 10' },
]

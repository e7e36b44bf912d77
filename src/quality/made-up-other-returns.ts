import type { Cells } from './made-up-return.ts'

/** Clean rows of made-up returns by table; the number tells rows apart. */
export const otherCells: Readonly<Record<'temporary' | 'sickness' | 'staff_count' | 'learner' | 'placement' | 'cost', (at: number) => Cells>> = {
  temporary: (at) => ({ organisation: 'X-1', period_to: '2025-09-30', staff_group: groups[at]!, bank_fte: '10', bank_cost: '40000', agency_fte: '2', agency_cost: '12000', overtime_fte: '1', overtime_cost: '4500' }),
  sickness: (at) => ({ organisation: 'X-1', period_to: '2025-09-30', staff_group: groups[at]!, fte_days_lost: '120.5', fte_days_available: '3000' }),
  staff_count: (at) => ({ organisation: `X-${at + 1}`, period_to: '2025-09-30', sector: 'General practice', staff_group: 'General practice nurses', profession: 'Practice nurse', headcount: String(10 + at), fte: '8.5', estimated: 'no' }),
  learner: (at) => ({
    organisation: 'U-1', period_to: '2022-09-30', profession: 'Adult nurse', provider: 'Made-up University', programme: `Programme ${at}`, starts: '40', transfers_in: '1', transfers_out: '1', interruptions: '5',
    completions: '32', completions_on_time: '30', completions_late: '2', registrations: '31', first_posts: '28',
  }),
  placement: (at) => ({ organisation: 'X-1', period_from: '2025-07-01', period_to: '2025-09-30', site: `S${at}`, profession: 'Adult nurse', supervisors: '10', learners_at_once: '8', weeks_open: '12', quality_status: 'Approved' }),
  cost: (at) => ({ organisation: 'X-1', period_from: '2025-04-01', period_to: '2026-03-31', occupation_code: 'N6A', profession: 'Adult nurse', band: 'Band 5', programme: `Programme ${at}`, pay_with_on_costs: '46500', training_tariff: '9500', placement_tariff: '5300' }),
}

const groups = ['Midwives', 'Ambulance staff', 'Managers', 'Senior managers', 'Nurses & health visitors', 'Central functions', 'Support to ambulance staff', 'Support to ST&T staff']

import { bases } from '../basis.ts'
import type { Dimension } from '../cube.ts'
import { adds, areas, ratio } from './dimensions.ts'
import type { Measure } from './measure.ts'

const byGroup: readonly Dimension[] = [...areas, 'staff_group', 'period', 'source']
const byProfession: readonly Dimension[] = [...areas, 'profession', 'period', 'source']
const absence = { source: 'Sickness absence, as published or returned by month', needs: ['sickness absence'], dimensions: byGroup, kind: 'direct' } as const
const recordedOnly = 'Absence that nobody recorded is not in it; medical staff record less of theirs.'

/** Time lost to sickness. */
export const absenceMeasures: readonly Measure[] = [
  { ...absence, id: 'sickness_absence_rate', name: 'Sickness absence rate', unit: '%', decimals: 2,
    definition: 'FTE days lost to sickness for every hundred FTE days available.', formula: 'FTE days lost ÷ FTE days available × 100', numerator: 'FTE days lost to sickness', denominator: 'FTE days available', limits: [recordedOnly, 'All days of the month count, worked or not.'], aggregates: ratio, bases: [bases.sicknessRate] },
  { ...absence, id: 'fte_days_lost', name: 'FTE days lost to sickness', unit: 'FTE days', decimals: 0,
    definition: 'Days lost to sickness in the period, weighted by contracted FTE.', formula: 'Sum of FTE days lost', numerator: 'FTE days lost to sickness', denominator: null, limits: [recordedOnly], aggregates: adds, bases: [bases.sicknessLost] },
  { ...absence, id: 'fte_days_available', name: 'FTE days available', unit: 'FTE days', decimals: 0,
    definition: 'Days in the period, worked or not, of all staff in post, weighted by contracted FTE.', formula: 'Sum of FTE days available', numerator: 'Days of the period × contracted FTE', denominator: null, limits: ['Days of the calendar, not days rostered.'], aggregates: adds, bases: [bases.sicknessAvailable] },
]

/** Who is being trained, and where they may practise. */
export const trainingMeasures: readonly Measure[] = [
  { id: 'learner_starts', name: 'Learners who started', unit: 'people', decimals: 0, kind: 'direct',
    definition: 'Learners who started a programme of health or care in an intake.', formula: 'Sum of starts', numerator: 'Learners who started', denominator: null, source: 'Learner returns by cohort',
    limits: ['Learners stand in the area they are trained for, or with their provider where nobody says; not where they will work.'], needs: ['learners by cohort'],
    dimensions: byProfession, aggregates: 'Adds up over areas and professions.', bases: [bases.learnerStarts] },
  { id: 'completion_rate', name: 'Completion rate', unit: '%', decimals: 1, kind: 'direct',
    definition: 'Learners who completed, for every hundred who started the same intake; on time and late together. Cohorts in training are left out.', formula: 'Completions ÷ starts × 100', numerator: 'Learners who completed, on time or late', denominator: 'Learners who started the same cohorts', source: 'Learner returns by cohort',
    limits: ['Late completions are still to come for recent cohorts.', 'Transfers out count as not completed at the programme that was left.'], needs: ['learners by cohort, with completions'],
    dimensions: byProfession, aggregates: ratio, bases: [bases.learnerCompletion] },
  { id: 'registration_rate', name: 'Registration rate', unit: '%', decimals: 1, kind: 'direct',
    definition: 'Learners registered with their regulator after completing, for every 100 who started in the same intake. Cohorts whose registrations are not known are left out.', formula: 'Registrations ÷ starts × 100', numerator: 'Learners of the cohort who registered with the regulator', denominator: 'Learners who started in the same cohort', source: 'Learner returns by cohort',
    limits: ['Professions without a regulator have none.', 'Who registers later than the return says is still to come.'], needs: ['learners by cohort, with registrations'],
    dimensions: byProfession, aggregates: ratio, bases: [bases.learnerRegistration] },
  { id: 'first_post_rate', name: 'First post rate', unit: '%', decimals: 1, kind: 'direct',
    definition: 'Learners known to have taken a first post in health or care, for every 100 who started in the same intake. Cohorts of which nobody says are left out.', formula: 'First posts ÷ starts × 100', numerator: 'Learners of the cohort known to have taken a first post in health or care', denominator: 'Learners who started in the same cohort', source: 'Learner returns by cohort',
    limits: ['Where the post is, is not held: it need not be in the area.', 'Who is not known to have a post may have one.'], needs: ['learners by cohort, with first posts'],
    dimensions: byProfession, aggregates: ratio, bases: [bases.learnerFirstPost] },
  { id: 'placement_capacity', name: 'Placement capacity', unit: 'learners at once', decimals: 0, kind: 'direct',
    definition: 'Most learners that sites can host at one time. Suspended sites are left out.', formula: 'Sum of learners at once', numerator: 'Most learners at once, over the sites that host', denominator: null, source: 'Placement returns by site',
    limits: ['Room, not use: how many learners are there is not held.', 'Weeks open differ from site to site.'], needs: ['placements'],
    dimensions: byProfession, aggregates: 'Adds up over sites and professions; a supervisor who takes learners of two professions may be counted for each.', bases: [bases.placementCapacity] },
]

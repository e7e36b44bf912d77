import type { Measure } from './measures.ts'

/** Measures as people look for them; one that no group names comes last. */
const groups: readonly { readonly name: string; readonly ids: readonly string[] }[] = [
  { name: 'Staff in post', ids: ['fte', 'headcount', 'posts', 'participation', 'skill_mix', 'skill_ratio'] },
  { name: 'Who the staff are', ids: ['retirement_due', 'retirement_due_share', 'women_share', 'ethnic_minority_share', 'ethnicity_declared', 'disability_share', 'disability_declared', 'international_share', 'trained_abroad_share', 'advanced_practice_share'] },
  { name: 'Joining and leaving', ids: ['leaver_rate', 'joiner_rate', 'stability', 'turnover', 'leavers', 'joiners', 'moves'] },
  { name: 'Posts and vacancies', ids: ['establishment', 'vacancy_rate', 'vacancy_rate_working', 'vacancy_rate_covered'] },
  { name: 'Temporary staffing', ids: ['temporary_fte', 'temporary_share', 'temporary_cost'] },
  { name: 'Absence', ids: ['sickness_absence_rate', 'fte_days_lost', 'fte_days_available'] },
  { name: 'Training', ids: ['learner_starts', 'completion_rate', 'registration_rate', 'first_post_rate', 'placement_capacity'] },
  { name: 'Need', ids: ['fte_per_1000_population', 'fte_per_1000_on_registers', 'fte_per_1000_listed', 'fte_per_100_beds', 'population', 'prevalence', 'deprivation', 'activity'] },
  { name: 'Money', ids: ['pay_bill'] },
  { name: 'Agreed plans', ids: ['supply', 'demand', 'gap'] },
]

/** The group a measure is looked for in. */
export function groupOf(id: string): string {
  return groups.find(({ ids }) => ids.includes(id))?.name ?? others
}

const others = 'Other measures'

/** Sort measures into their groups, each in the order people look for it; groups without any are left out. */
export function groupMeasures<One extends Pick<Measure, 'id'>>(all: readonly One[]): { name: string; measures: One[] }[] {
  const named = groups.map(({ name, ids }) => ({ name, measures: ids.flatMap((id) => all.find((one) => one.id === id) ?? []) }))
  const known = new Set(groups.flatMap(({ ids }) => ids))
  return [...named, { name: others, measures: all.filter(({ id }) => !known.has(id)) }].filter(({ measures }) => measures.length > 0)
}

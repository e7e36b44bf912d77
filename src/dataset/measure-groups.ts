import type { Measure } from './measures.ts'

/** Measures as people look for them; one that no group names comes last. */
const groups: readonly { readonly name: string; readonly ids: readonly string[] }[] = [
  { name: 'Staff in post', ids: ['fte', 'headcount', 'fte_per_1000_population'] },
  { name: 'Joining and leaving', ids: ['leaver_rate', 'joiner_rate', 'stability', 'turnover', 'leavers', 'joiners', 'moves'] },
  { name: 'Posts and vacancies', ids: ['establishment', 'vacancy_rate', 'vacancy_rate_working', 'vacancy_rate_covered'] },
  { name: 'Temporary staffing', ids: ['temporary_fte', 'temporary_share', 'temporary_cost'] },
  { name: 'Absence', ids: ['sickness_absence_rate', 'fte_days_lost', 'fte_days_available'] },
  { name: 'Training', ids: ['learner_starts', 'completion_rate', 'placement_capacity'] },
  { name: 'Need', ids: ['population', 'prevalence', 'activity'] },
]

/** Sort measures into their groups, each in the order people look for it; groups without any are left out. */
export function groupMeasures<One extends Pick<Measure, 'id'>>(all: readonly One[]): { name: string; measures: One[] }[] {
  const named = groups.map(({ name, ids }) => ({ name, measures: ids.flatMap((id) => all.find((one) => one.id === id) ?? []) }))
  const known = new Set(groups.flatMap(({ ids }) => ids))
  return [...named, { name: 'Other measures', measures: all.filter(({ id }) => !known.has(id)) }].filter(({ measures }) => measures.length > 0)
}

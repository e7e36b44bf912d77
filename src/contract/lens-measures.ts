/** Measures that are counted in several ways, by family. */
export const lensMeasures = {
  staff: ['fte', 'headcount', 'posts', 'establishment'],
  vacancy: ['vacancy_rate', 'vacancy_rate_working', 'vacancy_rate_covered'],
  leaving: ['leaver_rate', 'turnover'],
} as const

import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Completions on time and late are not the completions. */
export const completionsAddUp: Rule = {
  id: 'completions-add-up', severity: 'warn',
  says: 'Completions on time and late do not add up to completions',
  because: 'One of the three is wrong, and so is the share that completes on time. There is no exception: a part that is not known is left empty.',
  check: eachRow(['learner'], (row) => {
    const [all, onTime, late] = [numberOf(row, 'completions'), numberOf(row, 'completions_on_time'), numberOf(row, 'completions_late')]
    return all !== null && onTime !== null && late !== null && onTime + late !== all ? { column: 'completions', found: `${all} for ${onTime} on time and ${late} late`, expected: String(onTime + late) } : null
  }),
  tell: tellRows('cohort has completions that do not add up', 'cohorts have completions that do not add up'),
}

import { formatNumber } from '../../../units/format.ts'
import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** GBP a learner a year: above the dearest published tariff of undergraduate medicine. Our judgement. */
const most = 60_000

/** A tariff beyond what any course pays. */
export const tariffBeyondAnyCourse: Rule = {
  id: 'tariff-beyond-any-course', severity: 'warn',
  says: 'A tariff is beyond what any course or placement pays in a year',
  because: 'It is for a whole cohort or a whole course, and would be paid for each learner.',
  check: eachRow(['cost'], (row) => {
    const column = ['training_tariff', 'placement_tariff'].find((name) => (numberOf(row, name) ?? 0) > most)
    return column === undefined ? null : { column, found: `${formatNumber(numberOf(row, column) ?? 0, 0)} GBP a learner a year`, expected: `${formatNumber(most, 0)} or less` }
  }),
  tell: tellRows('row has a tariff beyond any course', 'rows have a tariff beyond any course'),
}

import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** Most learners at once for one supervisor. Our judgement: coaching models of placement go up to about four. */
const most = 4

/** A site takes more learners than its supervisors can see. */
export const learnersPerSupervisor: Rule = {
  id: 'learners-per-supervisor', severity: 'warn',
  says: 'A site takes more than four learners at once for each supervisor',
  because: 'Learners of the whole year stand where those at once should, or supervisors were not all counted. Team supervision of large groups is legitimate.',
  check: eachRow(['placement'], (row) => {
    const [supervisors, learners] = [numberOf(row, 'supervisors'), numberOf(row, 'learners_at_once')]
    return supervisors !== null && supervisors > 0 && learners !== null && learners > supervisors * most ? { column: 'learners_at_once', found: `${learners} for ${supervisors} supervisors`, expected: `${supervisors * most} or less` } : null
  }),
  tell: tellRows('site takes more learners than its supervisors can see', 'sites take more learners than their supervisors can see'),
}

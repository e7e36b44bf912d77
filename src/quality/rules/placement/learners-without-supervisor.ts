import { eachRow, tellRows } from '../../each-row.ts'
import { numberOf } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A site takes learners and has nobody to supervise them. */
export const learnersWithoutSupervisor: Rule = {
  id: 'learners-without-supervisor', severity: 'warn',
  says: 'A site takes learners and has no supervisor',
  because: 'A place without a supervisor cannot be used: capacity is counted that nobody can fill. Supervision from another site is legitimate: count it there.',
  check: eachRow(['placement'], (row) => {
    const [supervisors, learners] = [numberOf(row, 'supervisors'), numberOf(row, 'learners_at_once')]
    return supervisors === 0 && learners !== null && learners > 0 ? { column: 'supervisors', found: `0 for ${learners} learners`, expected: 'at least one' } : null
  }),
  tell: tellRows('site takes learners without a supervisor', 'sites take learners without a supervisor'),
}

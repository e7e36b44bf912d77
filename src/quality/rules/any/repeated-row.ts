import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A row that says again, word for word, what an earlier one said. It is found while repeats are counted (repeats.ts). */
export const repeatedRow: Rule = {
  id: 'repeated-row', severity: 'warn',
  says: 'A row repeats an earlier row exactly; it is counted once',
  because: 'A repeated row would count the same staff twice. Files in which equal rows may both be true (service lines without an identifier) are exempt.',
  check: () => [],
  tell: (faults) => `${sayCount(faults.length, 'row repeats', 'rows repeat')} an earlier row exactly; each is counted once`,
}

import { sayCount } from '../../facts.ts'
import type { Rule } from '../../rule.ts'

/** A second row about the same thing with other figures. It is found while repeats are counted (repeats.ts). */
export const contradictingRow: Rule = {
  id: 'contradicting-row', severity: 'stop-row',
  says: 'A row gives other figures for what an earlier row already gave',
  because: 'Only one of the two can be right, and adding them counts the same staff twice. The first is kept and the second held back until the publisher says which holds.',
  check: () => [],
  tell: (faults) => `${sayCount(faults.length, 'row gives', 'rows give')} other figures for what an earlier row already gave; the first is kept`,
}

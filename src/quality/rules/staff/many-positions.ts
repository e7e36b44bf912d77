import { tellRows } from '../../each-row.ts'
import { acrossPeople, faultAtPosition } from '../../across-people.ts'
import type { Rule } from '../../rule.ts'

/** From so many positions on, a person is more likely a shared number. */
const many = 5

/** One person with many positions. */
export const manyPositions: Rule = {
  id: 'many-positions', severity: 'warn',
  says: 'A person has five positions or more',
  because: 'A number shared by several people looks like one with many posts. Bank staff with a position on every ward are legitimate.',
  check: acrossPeople(many, (read, positions) => [faultAtPosition(read, positions.at(-1)!, { column: 'person', found: `${positions.length} positions`, expected: `fewer than ${many}` })]),
  tell: tellRows('person has five positions or more', 'people have five positions or more'),
}

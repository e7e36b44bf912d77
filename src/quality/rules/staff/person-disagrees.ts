import { acrossPeople, faultAtPosition } from '../../across-people.ts'
import { tellRows } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Two rows of one person with different birth months or sexes. */
export const personDisagrees: Rule = {
  id: 'person-disagrees', severity: 'warn',
  says: 'Rows of one person give different birth months or sexes',
  because: 'Two people share a number, or one of them was typed wrong: headcount is too low by one. There is no legitimate exception.',
  check: acrossPeople(2, (read, [first, ...others]) => others.flatMap((position): Fault[] => {
    const column = differs(position.birthMonth, first!.birthMonth) ? 'birth_date' : differs(position.sex, first!.sex) ? 'sex' : null
    // The two values describe a person: the rows are named and the values are not.
    return column === null ? [] : [faultAtPosition(read, position, { column, found: `not the same as in row ${first!.row}`, expected: 'the same on every row of a person' })]
  })),
  tell: tellRows('row disagrees with another of the same person', 'rows disagree with others of the same person'),
}

function differs(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other
}

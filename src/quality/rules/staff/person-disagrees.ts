import { faultAt, tellRows } from '../../each-row.ts'
import { positionsByPerson } from '../../positions.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Two rows of one person with different birth months or sexes. */
export const personDisagrees: Rule = {
  id: 'person-disagrees', severity: 'warn',
  says: 'Rows of one person give different birth months or sexes',
  because: 'Two people share a number, or one of them was typed wrong: headcount is too low by one. There is no legitimate exception.',
  check: (read) => [...positionsByPerson(read).values()].flatMap((positions) => positions.slice(1).flatMap(({ of, row }): Fault[] => {
    const [first] = positions
    const column = ['birth_month', 'sex'].find((name) => row[name] !== null && first!.row[name] !== null && row[name] !== first!.row[name])
    // The two values describe a person: the rows are named and the values are not.
    return column === undefined ? [] : [faultAt(read, of, { column: column === 'sex' ? 'sex' : 'birth_date', found: `not the same as in row ${first!.of.row}`, expected: 'the same on every row of a person' })]
  })),
  tell: tellRows('row disagrees with another of the same person', 'rows disagree with others of the same person'),
}

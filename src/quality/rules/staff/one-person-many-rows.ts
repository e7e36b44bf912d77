import { acrossRows } from '../../across-rows.ts'
import { faultOfFile } from '../../each-row.ts'
import { sayCount } from '../../facts.ts'
import { peopleOf } from '../../people.ts'
import type { Rule } from '../../rule.ts'

/** Fewer rows than these say nothing. */
const fewestRows = 20

/** Share of all rows from which one number cannot be one person. */
const share = 0.1

/** One person number on a large part of the file. */
export const onePersonManyRows: Rule = {
  id: 'one-person-many-rows', severity: 'stop-file',
  says: 'One person number stands on a tenth of the rows or more',
  because: 'The column is not a number of persons: headcount, joiners and leavers would all be wrong. There is no legitimate exception in a file of twenty rows or more.',
  check: acrossRows(['staff'], (read) => {
    const people = peopleOf(read)
    return {
      see: people.see,
      end() {
        let [rows, most] = [0, 0]
        for (let person = 0; person < people.count; person += 1) {
          rows += people.held(person)
          most = Math.max(most, people.held(person))
        }
        return rows >= fewestRows && most >= rows * share ? [faultOfFile(read, { column: 'person', found: `one number on ${sayCount(most, 'row')} of ${rows}`, expected: 'a number of its own for each person' })] : []
      },
    }
  }),
}

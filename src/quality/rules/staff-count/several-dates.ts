import type { Rule } from '../../rule.ts'

/** Staff in post on more than one day in one file. */
export const severalDates: Rule = {
  id: 'several-dates', severity: 'declare',
  says: 'The file holds stocks of several dates; its control sums add them together',
  because: 'A control sum proves that every row was read. Added over dates it counts the same staff again for each, so it is no number of staff; ask for one date to get that.',
  check(read) {
    const dates = new Set(read.rows.flatMap(({ into }) => into.filter(({ table }) => table === 'staff_count').map(({ row }) => String(row.period_to))))
    return dates.size < 2 ? [] : [...dates].toSorted().map((date) => ({ row: null, column: null, found: date, expected: '', fte: null }))
  },
  tell: (faults) => `The file holds stocks of ${faults.length} dates: its control sums add them together and are no number of staff`,
}

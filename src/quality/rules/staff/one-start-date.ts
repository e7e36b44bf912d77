import { acrossRows } from '../../across-rows.ts'
import { faultOfFile, textOf } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** Fewer rows than these say nothing. */
const fewestRows = 20

/** Share of all rows from which one start date is the date of a change of system. */
const share = 0.3

/** One start date for a large part of the staff. */
export const oneStartDate: Rule = {
  id: 'one-start-date', severity: 'warn',
  says: 'Three people in ten or more started on one day',
  because: 'A merger or a new payroll system writes its own first day over everybody’s: joiners then look like a flood. The day of a real transfer of a service is legitimate.',
  check: acrossRows(['staff'], (read) => {
    const counts = new Map<string, number>()
    let rows = 0
    return {
      see({ row }) {
        const day = textOf(row, 'start_in_post')
        if (day === '') return
        rows += 1
        counts.set(day, (counts.get(day) ?? 0) + 1)
      },
      end() {
        const [day, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0]
        return rows >= fewestRows && count >= rows * share ? [faultOfFile(read, { column: 'start_in_post', found: `${day} on ${count} of ${rows} rows`, expected: 'the day each person started' })] : []
      },
    }
  }),
}

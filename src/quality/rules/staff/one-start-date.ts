import { faultOfFile, returnRows, textOf } from '../../each-row.ts'
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
  check(read) {
    const days = returnRows(read, ['staff']).map(({ row }) => textOf(row, 'start_in_post')).filter((day) => day !== '')
    const counts = new Map<string, number>()
    for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
    const [day, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0]
    return days.length >= fewestRows && count >= days.length * share ? [faultOfFile(read, { column: 'start_in_post', found: `${day} on ${count} of ${days.length} rows`, expected: 'the day each person started' })] : []
  },
}

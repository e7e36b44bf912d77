import { returnTables } from '../../../dataset/return-layout.ts'
import { addMonths } from '../../../units/calendar-date.ts'
import { acrossRows } from '../../across-rows.ts'
import { faultOfFile } from '../../each-row.ts'
import type { Rule } from '../../rule.ts'

/** A return with more than one month-end. */
export const severalMonths: Rule = {
  id: 'several-months', severity: 'stop-file',
  says: 'The file holds more than one month-end, intake or year',
  because: 'A corrected month replaces that month. A file of several months could be replaced in part only, and the rest would be counted twice. Send one file for each month, intake or year.',
  check: acrossRows(returnTables, (read) => {
    const dates = new Set<string>()
    return {
      see: ({ row }) => { if (row.period_to !== null) dates.add(String(row.period_to)) },
      end: () => {
        const months = [...new Set([...dates].map((date) => addMonths(date, 0)))].toSorted()
        return months.length < 2 ? [] : [faultOfFile(read, { column: 'period_to', found: `${months.length} month-ends from ${months[0]} to ${months.at(-1)}`, expected: 'one month-end in a file' })]
      },
    }
  }),
}

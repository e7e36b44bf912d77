import { returnTables } from '../../../dataset/return-layout.ts'
import { faultOfFile, isMissing, returnRows } from '../../each-row.ts'
import { sayCount } from '../../facts.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Fewer rows than these say nothing about an export. */
const fewestRows = 20

/** Share of rows without a value from which a column is mostly empty. */
const share = 0.9

/** Columns that most people rightly have nothing in. */
const rightlyEmpty = new Set(['leave_date', 'leave_reason', 'destination', 'host_code', 'transfers_in', 'transfers_out', 'completions', 'completions_on_time', 'completions_late', 'registrations', 'first_posts', 'programme', 'band', 'estimated'])

/** A column that the file has and hardly fills. */
export const mostlyEmptyColumn: Rule = {
  id: 'mostly-empty-column', severity: 'warn',
  says: 'A column of the file is empty on nearly every row',
  because: 'An export that lost a column looks complete. Columns about leaving and about hosts are rightly empty for most people and are exempt.',
  check(read) {
    const rows = returnRows(read, returnTables)
    if (rows.length < fewestRows || !read.called) return []
    return Object.keys(read.called).filter((column) => rows[0]!.row[column] !== undefined && !rightlyEmpty.has(column)).flatMap((column): Fault[] => {
      const empty = rows.filter(({ row }) => isMissing(row, column)).length
      return empty >= rows.length * share ? [faultOfFile(read, { column, found: `empty on ${empty} of ${rows.length} rows`, expected: 'a value on most rows, or no such column' })] : []
    })
  },
  tell: (faults) => `${sayCount(faults.length, 'column is', 'columns are')} empty on nearly every row: ${faults.map(({ column }) => column).join(', ')}`,
}

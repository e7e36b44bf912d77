import { returnTables } from '../../../dataset/return-layout.ts'
import { acrossRows } from '../../across-rows.ts'
import { faultOfFile, isMissing } from '../../each-row.ts'
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
  check: acrossRows(returnTables, (read) => {
    let [rows, asked]: [number, { readonly column: string; empty: number }[]] = [0, []]
    return {
      see({ row }) {
        if (rows === 0) asked = Object.keys(read.called ?? {}).filter((column) => row[column] !== undefined && !rightlyEmpty.has(column)).map((column) => ({ column, empty: 0 }))
        rows += 1
        for (const one of asked) if (isMissing(row, one.column)) one.empty += 1
      },
      end: () => (rows < fewestRows ? [] : asked.filter(({ empty }) => empty >= rows * share).map(({ column, empty }): Fault => (
        faultOfFile(read, { column, found: `empty on ${empty} of ${rows} rows`, expected: 'a value on most rows, or no such column' })
      ))),
    }
  }),
  tell: (faults) => `${sayCount(faults.length, 'column is', 'columns are')} empty on nearly every row: ${faults.listed.map(({ column }) => column).join(', ')}`,
}

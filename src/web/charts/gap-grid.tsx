import type { GapMatrix } from '../../contract/coverage.ts'
import { MonthRows } from './month-rows.tsx'
import type { CellLook } from './month-rows.tsx'

type State = GapMatrix['rows'][number]['cells'][number]['state']

/** How a month looks, and the words of the key. A second cue stands in every state but the plain one: half, notched, hatched, empty. */
const looks: readonly { readonly state: State; readonly look: CellLook; readonly says: string }[] = [
  { state: 'present', look: 'seen', says: 'held' },
  { state: 'late', look: 'late', says: 'held, came late' },
  { state: 'partial', look: 'part', says: 'held in part' },
  { state: 'absent', look: 'missing', says: '[x] not sent' },
  { state: 'not-due', look: 'empty', says: 'not due' },
]

/** Draw which organisation has sent which table for which month, newest at the right. The table beside it says the same in words. */
export function GapGrid({ matrix, rows }: { matrix: GapMatrix; rows: GapMatrix['rows'] }) {
  return (
    <MonthRows
      heads={[yearsOf(matrix.months), matrix.months.map((month) => ({ key: month, label: 'JFMAMJJASOND'[Number(month.slice(5, 7)) - 1] ?? '' }))]}
      rows={rows.map((row) => ({
        key: `${row.organisation.code} ${row.table}`,
        name: (
          <>
            {row.organisation.name} <span className="cdr-second cdr-tick">{row.title}</span>
          </>
        ),
        cells: row.cells.map((cell) => ({ key: cell.month, look: looks.find(({ state }) => state === cell.state)?.look ?? 'empty' })),
        count: `${row.held} of ${row.due}`,
      }))}
      looks={looks}
    />
  )
}

/** What a state is called in a table. */
export function sayMonthState(state: State): string {
  return looks.find((one) => one.state === state)?.says ?? state
}

function yearsOf(months: readonly string[]) {
  return months.map((month, at) => ({ key: month, label: at === 0 || month.slice(5, 7) === '01' ? month.slice(0, 4) : '' }))
}

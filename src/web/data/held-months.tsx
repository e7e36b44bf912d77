import type { Holdings } from '../../contract/holdings.ts'
import { MonthMatrix } from '../charts/month-matrix.tsx'
import { sayDate } from '../../units/calendar-date.ts'
import { shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'

/** What we hold, month by month: lacking is hatched, and is not the same as not due. */
export function HeldMonths({ months: held }: { months: Holdings['months'] }) {
  const all = held.map((row) => (row.title === row.source ? { ...row, title: nameReturns(row.source) } : row))
  const months = all.filter((row) => row.periods.some((period) => period.state !== 'not-due'))
  const outside = all.filter((row) => !months.includes(row)).map((row) => row.title)
  const lacking = months.filter((row) => row.periods.some((period) => period.state === 'absent'))
  const title =
    lacking.length === 0
      ? 'Nothing that is due is lacking'
      : `${lacking
          .map((row) => row.title)
          .slice(0, 2)
          .join(' and ')}${lacking.length > 2 ? ` and ${lacking.length - 2} more` : ''}: some periods are lacking`
  if (months.length === 0) return null
  return (
    <Figure
      id="months"
      title={title}
      subtitle="What we hold by source and period, newest at the right. An empty box is not due, which is not the same as lacking"
      {...(outside.length === 0 ? {} : { source: `Loaded for earlier dates only: ${outside.join('; ')}.` })}
      provenance={[
        {
          name: 'Definition',
          says: 'A period is held when a file of that source for it is loaded in the live snapshot; it is lacking when a source that comes at regular times has none',
        },
        { name: 'Map of areas', says: 'Does not matter here' },
        { name: 'Repeat it', says: <code>cadre snapshots --files</code> },
      ]}
      table={{
        columns: [{ name: 'Source' }, { name: 'Held' }, { name: 'Lacking' }],
        rows: months.map((row) => [
          words(row.title),
          shown(datesOf(row, 'present'), datesOf(row, 'present')),
          shown(datesOf(row, 'absent'), datesOf(row, 'absent')),
        ]),
      }}
    >
      <MonthMatrix
        rows={months}
        says={months
          .map(
            (row) =>
              `${row.title}: ${row.periods.filter((period) => period.state === 'present').length} periods held, ${row.periods.filter((period) => period.state === 'absent').length} lacking`,
          )
          .join('. ')}
      />
    </Figure>
  )
}

/** Returns of many organisations share one source, whose id is its words joined by hyphens. */
function nameReturns(source: string): string {
  const said = source.replaceAll('-', ' ').replace(/return$/, 'returns')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

function datesOf(row: Holdings['months'][number], state: 'present' | 'absent'): string {
  return (
    row.periods
      .filter((period) => period.state === state)
      .map((period) => sayDate(period.date))
      .join('; ') || 'none'
  )
}

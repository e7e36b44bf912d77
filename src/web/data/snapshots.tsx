import type { Holdings } from '../../contract/holdings.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { tableCsv } from '../figure/table-csv.ts'

/** Every snapshot there has been: each can be cited, none is ever changed. */
export function Snapshots({ snapshots }: { snapshots: Holdings['snapshots'] }) {
  const table = {
    columns: [
      { name: 'Published' },
      { name: 'Snapshot' },
      { name: 'Files', numeric: true },
      { name: 'Rows', numeric: true },
      { name: 'Sum of FTE over all files and dates', numeric: true },
      { name: 'What moved' },
    ],
    rows: snapshots.map((snapshot, at) => [
      shown(
        <>
          {sayMoment(snapshot.publishedAt)} {snapshot.live ? <span className="nhsuk-tag nhsuk-tag--blue">Current</span> : null}
        </>,
        snapshot.publishedAt,
      ),
      shown(<code>{snapshot.id.slice(0, 12)}</code>, snapshot.id),
      ...(['files', 'rows', 'fte'] as const).map((part) => repeatable(amount(snapshot[part]), command, `/snapshots/${at}/${part}`)),
      words(snapshot.moved),
    ]),
  }
  return (
    <Figure
      id="snapshots"
      title="Snapshots"
      subtitle="Each can be cited by its name; none is ever changed"
      provenance={[
        {
          name: 'Definition',
          says: 'A snapshot is the set of files that was live at one time. Its name is made from its files: the same files give the same name on any machine',
        },
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
      csv={`data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table))}`}
    >
      <DataTable caption="Snapshots" table={table} />
    </Figure>
  )
}

const command = 'cadre snapshots'

function sayMoment(moment: string): string {
  return `${sayDate(moment)}, ${moment.slice(11, 16)} UTC`
}

import type { AcceptedFindings } from '../../contract/accepted-finding.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { tableCsv } from '../figure/table-csv.ts'

/** Findings somebody has answered for: who, why, until when. */
export function AcceptedFigure({ answer }: { answer: AcceptedFindings }) {
  const table = {
    columns: [{ name: 'Rule' }, { name: 'For' }, { name: 'Because' }, { name: 'By' }, { name: 'On' }, { name: 'Until' }, { name: 'State' }],
    rows: answer.accepted.map(({ rule, organisation, file, because, by, at, until, state }) => [
      words(rule),
      words(organisation ?? file ?? ''),
      words(because),
      words(by),
      shown(sayDate(at.slice(0, 10)), at),
      shown(until === null ? 'no end' : sayDate(until), until),
      words(state),
    ]),
  }
  return (
    <Figure
      id="accepted"
      title="Findings somebody has answered for"
      subtitle={answer.summary}
      provenance={[{ name: 'Definition', says: 'A finding that somebody answers for, with the reason and until when. It stays counted, and lets no row in' }, { name: 'Repeat it', says: <code>cadre quality accepted</code> }]}
      {...(answer.accepted.length === 0 ? {} : { csv: `data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table))}` })}
    >
      {answer.accepted.length === 0 ? null : <DataTable caption="Accepted findings" table={table} />}
    </Figure>
  )
}

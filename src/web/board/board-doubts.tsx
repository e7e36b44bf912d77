import type { BoardAnswer } from '../../contract/board.ts'
import { words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { repeatBoard } from './repeat-board.ts'

/** What is uncertain, how much, and what is known of it: the projection, its past, its assumptions, what is not seen, what was found wrong. */
export function BoardDoubts({ doubts, snapshot, area }: { doubts: BoardAnswer['doubts']; snapshot: string; area: string }) {
  const title = 'What is uncertain'
  const table: TableData = { columns: [{ name: 'What' }, { name: 'How much' }, { name: 'What we know of it' }], rows: doubts.map(({ what, size, says }) => [words(what), words(size), words(says)]) }
  return (
    <Figure
      id="doubts"
      title={title}
      subtitle="What the data and the model say of themselves"
      provenance={[
        { name: 'Definition', says: 'The width of the 80 % range of the gap; how projections from earlier years compare with what came; the assumptions graded D, which rest on judgement; the share of the expected workforce that is not seen; the findings whose repair moves the plan most' },
        { name: 'Snapshot', says: <code>{snapshot}</code> },
        { name: 'Repeat it', says: <code>{repeatBoard(area)}</code> },
      ]}
    >
      {doubts.length === 0 ? <p className="cdr-second">Nothing could be projected or checked here, so nothing can be said of its range.</p> : <DataTable caption={title} table={table} />}
    </Figure>
  )
}

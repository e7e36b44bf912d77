import type { GapMatrix } from '../../contract/coverage.ts'
import { areaOption } from '../../contract/query-command.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { GapGrid, sayMonthState } from '../charts/gap-grid.tsx'
import { amount, repeatable, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'

const firstShown = 16

/** Who has sent what for which month: those with the most missing come first. */
export function GapMatrixFigure({ matrix, area }: { matrix: GapMatrix; area: string | undefined }) {
  const panels = useOpenPanels()
  const command = `cadre coverage --months${areaOption(area)}`
  const all = panels.isOpen('gaps-all')
  const missing = matrix.rows.reduce((sum, row) => sum + row.due - row.held, 0)
  const [first, last] = [matrix.months[0], matrix.months.at(-1)]
  return (
    <Figure
      id="gaps"
      title={missing === 0 ? 'Every month that is due has been sent' : `${missing} ${missing === 1 ? 'month' : 'months'} due ${missing === 1 ? 'has' : 'have'} not been sent`}
      subtitle={`Organisation by month${first === undefined || last === undefined ? '' : `, ${sayMonth(first)} to ${sayMonth(last)}`}. Letters are months; those with the most missing come first`}
      width={7}
      csv={addressOf('/api/gap-matrix.csv', { area })}
      source={matrix.more > 0 ? `${matrix.more} more lines are in the download.` : 'An empty box is not due, which is not the same as not sent.'}
      provenance={[
        { name: 'Summary', says: matrix.summary },
        ...Object.entries(matrix.definitions).map(([state, says]) => ({ name: state, says })),
        { name: 'Snapshot', says: <code>{matrix.snapshot}</code> },
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
      table={{
        columns: [{ name: 'Organisation' }, { name: 'Table' }, { name: 'Held', numeric: true }, { name: 'Due', numeric: true }, ...matrix.months.map((month) => ({ name: sayMonth(month) }))],
        rows: matrix.rows.map((row, at) => [
          words(row.organisation.name),
          words(row.title),
          repeatable(amount(row.held), command, `/rows/${at}/held`),
          repeatable(amount(row.due), command, `/rows/${at}/due`),
          ...row.cells.map((cell) => words(cell.why === null || cell.state === 'not-due' ? sayMonthState(cell.state) : `${sayMonthState(cell.state)}: ${cell.why}`)),
        ]),
      }}
    >
      <GapGrid matrix={matrix} rows={all ? matrix.rows : matrix.rows.slice(0, firstShown)} />
      {matrix.rows.length > firstShown ? (
        <p>
          <button type="button" className="cdr-action" aria-expanded={all} onClick={() => panels.toggle('gaps-all')}>
            {all ? 'Show fewer lines' : `Show all ${matrix.rows.length} lines`}
          </button>
        </p>
      ) : null}
    </Figure>
  )
}

import type { EstablishmentBridge, VacancyBridgeRow } from '../../contract/establishment.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import type { BridgeBar } from '../charts/bridge-bars.tsx'
import { amount, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'

/** Vacancies twelve months apart and what moved between, all staff groups drawn together and each in the table. */
export function VacancyBridgeFigure({ bridge }: { bridge: EstablishmentBridge }) {
  const columns = ['Opening', 'Newly funded', 'No longer funded', 'Leavers', 'Joiners', 'Moves in', 'Change of hours', 'Not explained', 'Closing']
  return (
    <Figure
      id="bridge"
      title="What moved the vacancies in twelve months"
      subtitle={`${bridge.summary} Vacancies on the contracted basis, FTE, ${sayDate(bridge.from)} to ${sayDate(bridge.at)}`}
      provenance={linesOfAnswer(bridge.provenance)}
      table={{
        columns: [{ name: 'Staff group' }, ...columns.map((name) => ({ name, numeric: true }))],
        rows: [...bridge.rows, { ...bridge.total, key: 'All' }].map((row) => [words(row.key), ...sizesOf(row).map((size) => amount(size, 1))]),
      }}
    >
      <BridgeBars bars={barsOf(bridge.total)} unit="FTE" />
    </Figure>
  )
}

function sizesOf(row: VacancyBridgeRow): number[] {
  return [row.opening, row.newFunded, row.removedFunded, row.leavers, row.joiners, row.moves, row.hours, row.residual, row.closing]
}

/** Opening + newly funded − no longer funded + leavers − joiners − moves in − hours + not explained = closing. */
function barsOf(row: VacancyBridgeRow): BridgeBar[] {
  return [
    { name: 'Vacancies at the start', kind: 'level', size: row.opening },
    { name: 'Newly funded posts', kind: 'step', size: row.newFunded },
    { name: 'Posts no longer funded', kind: 'step', size: -row.removedFunded },
    { name: 'Leavers', kind: 'step', size: row.leavers },
    { name: 'Joiners', kind: 'step', size: -row.joiners },
    { name: 'Moves in from other groups', kind: 'step', size: -row.moves },
    { name: 'Longer hours of those who stayed', kind: 'step', size: -row.hours },
    { name: 'Not explained', kind: 'step', size: row.residual },
    { name: 'Vacancies at the end', kind: 'level', size: row.closing },
  ]
}

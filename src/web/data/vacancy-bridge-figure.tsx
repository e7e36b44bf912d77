import type { EstablishmentBridge, VacancyBridgeRow } from '../../contract/establishment.ts'
import { areaOption } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import type { BridgeBar } from '../charts/bridge-bars.tsx'
import { amount, repeatable, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'

/** Vacancies twelve months apart and what moved between, all staff groups drawn together and each in the table. */
export function VacancyBridgeFigure({ bridge, area }: { bridge: EstablishmentBridge; area: string | undefined }) {
  const columns = ['Opening', 'Newly funded', 'No longer funded', 'Leavers', 'Joiners', 'Moves in', 'Change of hours', 'Not explained', 'Closing']
  const command = `cadre establishment${areaOption(area)} --at ${bridge.at} --bridge`
  return (
    <Figure
      id="bridge"
      title="What moved the vacancies in twelve months"
      subtitle={`${bridge.summary} Vacancies on the contracted basis, FTE, ${sayDate(bridge.from)} to ${sayDate(bridge.at)}`}
      provenance={linesOfAnswer(bridge.provenance, undefined, command)}
      table={{
        columns: [{ name: 'Staff group' }, ...columns.map((name) => ({ name, numeric: true }))],
        rows: [...bridge.rows, { ...bridge.total, key: 'All' }].map((row, at) => [words(row.key), ...parts.map((part) => repeatable(amount(row[part], 1), command, `${at === bridge.rows.length ? '/total' : `/rows/${at}`}/${part}`))]),
      }}
    >
      <BridgeBars bars={barsOf(bridge.total)} unit="FTE" />
    </Figure>
  )
}

const parts = ['opening', 'newFunded', 'removedFunded', 'leavers', 'joiners', 'moves', 'hours', 'residual', 'closing'] as const satisfies readonly (keyof VacancyBridgeRow)[]

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

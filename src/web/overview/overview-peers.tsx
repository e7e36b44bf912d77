import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ComparedPlace, PeersAnswer, RefusedPeer } from '../../contract/peers.ts'
import { sayQuery } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { levelMeasuresQuestion, peersQuestion } from '../ask/questions.ts'
import { DotRows } from '../charts/dot-rows.tsx'
import { Funnel } from '../charts/funnel.tsx'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { repeatable, shown, words } from '../figure/cell.ts'
import type { TableCell, TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayCell, sayDatesIn, sayNumber, sayUnit } from '../format.ts'
import { keepUnits } from './keep-units.ts'
import type { OverviewSearch } from '../search.ts'
import { MeasureSelect } from './measure-select.tsx'
import { ofArea } from './of-area.ts'
import { PeerPicker } from './peer-picker.tsx'

interface PeersParts { readonly area: string; readonly level: string; readonly name: string; readonly search: OverviewSearch; readonly isCalm: boolean }

/** A rate of this area beside the nation and chosen peers: dots, a funnel where chance matters, a sentence, a table, a csv. */
export function OverviewPeers({ area, level, name, search, isCalm }: PeersParts) {
  const navigate = useNavigate({ from: '/' })
  const asked = { area, map: search.map, peers: search.peers, measure: search.peersBy, at: search.peersAt, source: search.peersFrom }
  const peers = ofArea(useQuery(peersQuestion(asked)), (answer) => answer.area.code === area)
  const change = (to: Partial<OverviewSearch>) => void navigate({ search: (previous: OverviewSearch) => ({ ...previous, ...to }), resetScroll: false, replace: true })
  if (peers.error && !peers.isFetching)
    return (
      <Unavailable id="peers" title={`${name} cannot be compared by this measure`} why={`${problemOf(peers.error).detail} ${problemOf(peers.error).next}.`}>
        <p>
          <button type="button" className="cdr-action" onClick={() => change({ peersBy: undefined, peersAt: undefined, peersFrom: undefined })}>
            Compare by the first rate that answers here
          </button>
        </p>
      </Unavailable>
    )
  return (
    <AskedFigure id="peers" title={`${name} beside its peers`} asked={peers}>
      {(answer) => <Compared answer={answer} level={level} search={search} isCalm={isCalm} csv={addressOf('/api/peers.csv', asked)} change={change} />}
    </AskedFigure>
  )
}

interface ComparedParts { readonly answer: PeersAnswer; readonly level: string; readonly search: OverviewSearch; readonly isCalm: boolean; readonly csv: string; readonly change: (to: Partial<OverviewSearch>) => void }

function Compared({ answer, level, search, isCalm, csv, change }: ComparedParts) {
  const measures = useQuery({ ...levelMeasuresQuestion({ map: search.map, level }), enabled: isCalm })
  const say = (value: number) => sayCell(value, 'ok', answer.unit)
  const places = answer.rows.filter(({ role }) => role !== 'nation')
  const nation = answer.rows.find(({ role }) => role === 'nation')
  const provenance = linesOfAnswer(answer.provenance, answer.summary, commandOf(answer, search.map))
  return (
    <>
      <Figure
        id="peers"
        title={keepUnits(answer.title)}
        subtitle={`${answer.name}, ${sayUnit(answer.unit)}, ${sayDate(answer.asOf)}, all from one source and for one date. The axis need not start at 0`}
        source={`${answer.summary} ${answer.funnel?.says ?? ''}`.trim()}
        csv={csv}
        provenance={provenance}
        width={answer.funnel === null ? 12 : 7}
      >
        <div className="cdr-choices">
          <MeasureSelect id="peers-measure" label="Compared by" measures={measures.data?.measures ?? []} chosen={answer} onPick={(measure) => change({ peersBy: measure, peersAt: undefined, peersFrom: undefined })} />
        </div>
        <PeerPicker answer={answer} chosen={search.peers} map={search.map} onPick={(peers) => change({ peers: peers === '' ? undefined : peers })} />
        <DotRows
          rows={places.map((row) => ({ name: row.role === 'here' ? `${row.name} (here)` : row.name, figures: [{ value: row.value, status: row.status }] }))}
          series={[answer.name]}
          reference={nation?.value == null ? null : { name: nation.name, value: nation.value }}
          says={answer.summary}
          say={({ value, status }) => sayCell(value, status, answer.unit)}
        />
        <Refused refused={answer.refused} search={search} change={change} />
        <div className="cdr-peers__more">
          <DataTable caption={answer.title} table={tableOf(answer, search.map)} />
        </div>
        {answer.funnelWhy === null ? null : <p className="cdr-small cdr-second">{answer.funnelWhy}</p>}
      </Figure>
      {answer.funnel === null ? null : <ChanceFigure answer={answer} say={say} command={commandOf(answer, search.map)} provenance={provenance} />}
      {answer.others.length === 0 ? null : <OthersFigure answer={answer} command={commandOf(answer, search.map)} />}
    </>
  )
}

/** Every area of the level by its size, with what chance alone would do. */
function ChanceFigure({ answer, say, command, provenance }: { answer: PeersAnswer; say: (value: number) => string; command: string; provenance: ReturnType<typeof linesOfAnswer> }) {
  const funnel = answer.funnel!
  const here = funnel.places.find(({ role }) => role === 'here')
  const asked = (cell: TableCell, place: (typeof funnel.places)[number], part: string) => repeatable(cell, command, `/funnel/places/${funnel.places.indexOf(place)}/${part}`)
  const title = here === undefined ? funnel.says : here.beyond ? `${answer.area.name} lies beyond what chance explains` : `${answer.area.name} is within what chance explains`
  return (
    <Figure
      id="chance"
      width={5}
      title={title}
      subtitle={`${answer.name} by size, every area of the level; small ones vary more by chance`}
      source={funnel.says}
      provenance={[...provenance, { name: 'Limits', says: 'People leave and join one by one: counts as Poisson about all areas together (Spiegelhalter 2005). Who stayed is judged by who left' }]}
      table={{
        columns: [{ name: 'Area' }, { name: `${answer.name}, ${sayUnit(answer.unit)}`, numeric: true }, { name: 'Limits of chance, 19 in 20', numeric: true }, { name: funnel.sizeName.charAt(0).toUpperCase() + funnel.sizeName.slice(1), numeric: true }, { name: 'Where it lies' }],
        rows: funnel.places.toSorted((a, b) => b.size - a.size).map((place) => [
          shown(place.role === 'other' ? place.name : <b>{place.name}</b>, place.name), asked(shown(say(place.value), place.value), place, 'value'), shown(`${say(place.limits.low95)} to ${say(place.limits.high95)}`, `${place.limits.low95} to ${place.limits.high95}`), asked(shown(sayNumber(place.size), place.size), place, 'size'), words(place.beyond ? 'beyond chance' : 'within chance'),
        ]),
      }}
    >
      <Funnel dots={funnel.places.map((place) => ({ name: place.name, here: place.role === 'here', size: place.size, value: place.value, limits: place.limits, beyond: place.beyond }))} mean={funnel.mean} say={say} sizeName={funnel.sizeName} says={`${title}. ${funnel.says}`} />
    </Figure>
  )
}

/** The key figures of the same places, side by side. */
function OthersFigure({ answer, command }: { answer: PeersAnswer; command: string }) {
  const places = answer.rows.filter(({ role }) => role !== 'nation')
  const table: TableData = {
    columns: [{ name: 'Measure' }, ...places.map(({ name }) => ({ name, numeric: true })), { name: 'Date' }],
    rows: answer.others.map((other, at) => [
      words(`${other.name}, ${sayUnit(other.unit)}`),
      ...other.cells.map((cell, place): TableCell => repeatable(shown(sayCell(cell.value, cell.status, other.unit), cell.value), command, `/others/${at}/cells/${place}/value`, cell.status)),
      shown(sayDate(other.asOf), other.asOf),
    ]),
  }
  return (
    <Figure id="peers-figures" title="The key figures of the same places" subtitle="Each row is of one source and one date. Amounts say how large a place is; they are not compared" provenance={linesOfAnswer(answer.provenance, undefined, command)} csv={addressOf('/api/peers.csv', { area: answer.area.code, peers: places.slice(1).map(({ level, code }) => `${level}:${code}`).join(','), measure: answer.measure })}>
      <DataTable caption="The key figures of the same places" table={table} />
    </Figure>
  )
}

function tableOf(answer: PeersAnswer, map: string | undefined): TableData {
  const repeatOf = (code: string): string => sayQuery({ measure: answer.measure, by: '', where: [`area=${code}`, ...(answer.source === null ? [] : [`source=${answer.source}`])], at: answer.asOf, ...(map === undefined ? {} : { map }) })
  const say = (row: ComparedPlace): string => sayCell(row.value, row.status, answer.unit)
  return {
    columns: [{ name: 'Place' }, { name: `${answer.name}, ${sayUnit(answer.unit)}`, numeric: true }, { name: 'More than here', numeric: true }, { name: 'Staff in post, FTE', numeric: true }, { name: 'Limits of chance, 19 in 20', numeric: true }],
    rows: answer.rows.map((row, at) => [
      shown(row.role === 'here' ? <b>{row.name}</b> : row.name, row.name), repeatable(shown(say(row), row.value), repeatOf(row.code), '/rows/0/value', row.status), shown(row.difference === null ? '' : sayMore(-row.difference), row.difference === null ? null : -row.difference),
      repeatable(shown(row.size === null ? (row.role === 'nation' ? '[z]' : '[x]') : sayNumber(row.size), row.size), commandOf(answer, map), `/rows/${at}/size`), shown(row.limits === null ? '[z]' : `${sayNumber(row.limits.low95, 1)} to ${sayNumber(row.limits.high95, 1)}`, row.limits === null ? null : `${row.limits.low95} to ${row.limits.high95}`),
    ]),
  }
}

/** How much more, or less, another place has. */
function sayMore(difference: number): string {
  const text = sayNumber(Math.abs(difference), 1)
  return text === '0.0' ? '0.0' : `${difference > 0 ? '+' : '−'}${text}`
}

/** Peers that would mislead, with why, and the nearest comparison that holds. */
function Refused({ refused, search, change }: { refused: readonly RefusedPeer[] } & Pick<ComparedParts, 'search' | 'change'>) {
  if (refused.length === 0) return null
  return (
    <div className="nhsuk-inset-text nhsuk-inset-text--warn cdr-peers__refused">
      <p>
        <b>Not compared, for it would mislead</b>
      </p>
      <ul>
        {refused.map(({ asked, name, why, nearest }) => (
          <li key={asked}>
            {name}: {sayDatesIn(why)}.{' '}
            {nearest === null ? (
              'No comparison of the two holds by this measure.'
            ) : (
              <button type="button" className="cdr-action" onClick={() => change({ peersBy: nearest.measure, peersAt: nearest.at ?? search.peersAt, peersFrom: nearest.source ?? search.peersFrom, ...(nearest.peers === null ? {} : { peers: nearest.peers }) })}>
                Compare instead: {nearest.says}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The command that compares the same places. */
function commandOf({ area, rows, measure, asOf, source }: PeersAnswer, map: string | undefined): string {
  const peers = rows.filter(({ role }) => role === 'peer').map(({ level, code }) => `${level}:${code}`)
  return `cadre peers --area ${area.code}${peers.length === 0 ? '' : ` --peers ${peers.join(',')}`} --measure ${measure} --at ${asOf}${source === null ? '' : ` --source ${source}`}${map === undefined ? '' : ` --map ${map}`}`
}

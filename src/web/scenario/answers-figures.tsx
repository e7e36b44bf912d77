import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayGap, sayGapRange } from '../charts/gap-words.ts'
import { sayShare, TornadoRows } from '../charts/tornado-rows.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { sayShort, sayToDigits } from './answer-words.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

interface Parts { readonly answer: ScenarioAnswer; readonly csv: string }

/** What a scenario answers besides the gap and its price: gaps of each profession and area, whom levers draw from, who joins and leaves, and what the range rests on. */
export function ScenarioAnswers(parts: Parts) {
  return (
    <>
      <GapsOfPlaces {...parts} />
      <SpillOver {...parts} />
      <Flows {...parts} />
      <Doubts {...parts} />
    </>
  )
}

/** The gap of every profession and area of the run at the last year end; none where nothing says what is required. */
function GapsOfPlaces({ answer, csv }: Parts) {
  const last = answer.rows.at(-1)!
  const table: TableData = {
    columns: [{ name: 'Area' }, { name: 'Staff group' }, ...['Gap, do nothing', 'Range', 'Gap with levers', 'Range'].map((name) => ({ name, numeric: true }))],
    rows: answer.places.map(({ areaName, profession, rows }, at) => {
      const atEnd = rows.at(-1)!
      const gaps = (['baseline', 'scenario'] as const).map((side) => ({ gap: atEnd[side].gap, path: `/places/${at}/rows/${rows.length - 1}/${side}/gap/p50` }))
      return [words(areaName), words(profession), ...gaps.flatMap(({ gap, path }) => (gap === null ? [words('[x] no need is stated'), words('')] : [namedBy(answer)(shown(sayGap(gap.p50), gap.p50), path), words(sayGapRange(gap))]))]
    }),
  }
  const title = sayShort(answer.places, { year: last.year, unit: sayUnit(answer.unit) })
  return (
    <Figure id="scenario-gaps" title={title} subtitle={`Gap in ${last.year}, ${sayUnit(answer.unit)}, by area and staff group. Work that moves to somebody in the run is needed there${answer.gains.byArea === null ? '. Areas that no lever names are in the whole, and not told apart' : '. Areas that no lever names stand above'}`} csv={csv} provenance={provenanceOfScenario(answer)}>
      <DataTable caption={title} table={table} />
    </Figure>
  )
}

/** Of those whom each lever gains, who is drawn from other areas, sectors and professions. */
function SpillOver({ answer, csv }: Parts) {
  const list = answer.buyList.at(-1)
  if (list === undefined || list.rows.length === 0) return null
  const asked = namedBy(answer, `/buyList/${answer.buyList.length - 1}/rows`)
  const table: TableData = {
    columns: [{ name: 'Lever' }, ...['Gained', 'New here', 'From neighbours', 'Not known'].map((name) => ({ name, numeric: true }))],
    rows: list.rows.map(({ title, gained, newHere, fromNeighbours, notKnown }, at) => [
      words(title), asked(shown(sayChange(gained), gained), `/${at}/gained`), asked(share(newHere), `/${at}/newHere`), asked(share(fromNeighbours), `/${at}/fromNeighbours`), asked(share(notKnown), `/${at}/notKnown`),
    ]),
  }
  return (
    <Figure
      id="scenario-neighbours" title={answer.says.spillOver} subtitle={`Of those gained by ${list.year}, ${sayUnit(answer.unit)}: who is new here, and who leaves a neighbouring area, sector or profession for it`}
      csv={csv} provenance={provenanceOfScenario(answer)}
    >
      <DataTable caption={answer.says.spillOver} table={table} />
    </Figure>
  )
}

function share(part: number) {
  return shown(`${Math.round(100 * part)} %`, part)
}

/** Who joins and who leaves each year, with levers beside doing nothing. */
function Flows({ answer, csv }: Parts) {
  const own = answer.places[0]!
  const asked = namedBy(answer)
  const names = ['Start', 'Joined', 'Left', 'Retired by age', 'Moved in', 'Moved out', 'End']
  const table: TableData = {
    columns: [{ name: 'Year to' }, ...names.map((name) => ({ name, numeric: true })), ...['Joined, do nothing', 'Left and retired, do nothing'].map((name) => ({ name, numeric: true }))],
    rows: own.account.map((row, at) => {
      const still = answer.flows[at]
      return [
        words(String(row.year)), ...(['start', 'joined', 'left', 'agedOut', 'movedIn', 'movedOut', 'end'] as const).map((name) => asked(amount(row[name]), `/places/0/account/${at}/${name}`)),
        asked(amount(still?.joiners ?? null), `/flows/${at}/joiners`), amount(still === undefined ? null : still.leavers + still.agedOut),
      ]
    }),
  }
  return (
    <Figure id="scenario-flows" title={answer.says.flows} subtitle={`${own.profession}, ${own.areaName}: people, every rate at its middle. Start and all flows make the end of each year`} csv={csv} provenance={provenanceOfScenario(answer)}>
      <DataTable caption={answer.says.flows} table={table} />
    </Figure>
  )
}

/** What the range of the gap with levers rests on. */
function Doubts({ answer, csv }: Parts) {
  const { inputs, middle, year, points, halvesDiffer } = answer.sensitivity
  const asked = namedBy(answer, '/sensitivity/inputs')
  const unit = sayUnit(answer.unit)
  const table: TableData = {
    columns: [{ name: 'Input' }, { name: 'Kind' }, ...['Its p10', 'Its p90'].map((name) => ({ name, numeric: true })), { name: 'Unit' }, ...[`Gap at its p10, ${unit}`, `Gap at its p90, ${unit}`, 'Share of the variance, alone', 'With others'].map((name) => ({ name, numeric: true })), { name: 'Source' }],
    rows: inputs.map((row, at) => [
      words(row.says), words(row.kind), asked(end(row.p10), `/${at}/p10`), asked(end(row.p90), `/${at}/p90`), words(row.unit), asked(amount(row.gapAtP10), `/${at}/gapAtP10`), asked(amount(row.gapAtP90), `/${at}/gapAtP90`),
      asked(shown(sayShare(row.first), row.first), `/${at}/first`), asked(shown(sayShare(row.total), row.total), `/${at}/total`), words(row.source),
    ]),
  }
  return (
    <Figure
      id="scenario-doubts" title={answer.says.sensitivity} table={table} csv={csv} provenance={provenanceOfScenario(answer)}
      subtitle={`Gap with levers in ${year}, ${unit}, when one input moves from its p10 to its p90 and the others stay at their middle. Line: all at their middle. Per cent: share of the variance from this input alone`}
      source={`Shares are estimated from ${sayNumber(points)} points; two halves of them differ by ${sayNumber(100 * halvesDiffer, 1)} in 100 at most. Not a forecast of what must happen.`}
    >
      <TornadoRows rows={inputs.map(({ says, gapAtP10, gapAtP90, first }) => ({ name: says, gapAtP10, gapAtP90, share: first }))} middle={middle} unit={unit} says={`${answer.says.sensitivity}. ${inputs.length} inputs, the one that moves the gap most first.`} />
    </Figure>
  )
}

/** A path of years has no single value: it is drawn. */
function end(value: number | null) {
  return value === null ? words('drawn') : shown(sayToDigits(value, 3), value)
}

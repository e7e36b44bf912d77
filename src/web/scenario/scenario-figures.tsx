import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import { FanChart } from '../charts/fan-chart.tsx'
import { sayGap, sayGapRange, sayRange } from '../charts/gap-words.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { sayUnit } from '../format.ts'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { BuyList } from './answers-buy-list.tsx'
import { ScenarioAnswers } from './answers-figures.tsx'
import { bridgeBars, bridgeTable } from './bridge-table.ts'
import { GainsFigures } from './gains-figures.tsx'
import { provenanceOfScenario } from './scenario-provenance.tsx'
import { ScenarioBinds, ScenarioCosts, ScenarioFutures, ScenarioInputs, ScenarioPlaces } from './scenario-tables.tsx'

interface Parts { readonly answer: ScenarioAnswer; readonly csv: string }

/** What a scenario does, in the order a board asks: the gap, what moves it, what to buy first, what binds, what it costs, who gains and loses. */
export function ScenarioFigures({ answer, csv }: Parts) {
  return (
    <>
      <GapOfScenario answer={answer} csv={csv} />
      <GapsAtTheEnd answer={answer} csv={csv} />
      <Contributions answer={answer} csv={csv} />
      <BuyList answer={answer} csv={csv} />
      <ScenarioBinds answer={answer} csv={csv} />
      <ScenarioCosts answer={answer} csv={csv} />
      <ScenarioFutures answer={answer} csv={csv} />
      <ScenarioPlaces answer={answer} csv={csv} />
      <GainsFigures answer={answer} csv={csv} />
      <ScenarioAnswers answer={answer} csv={csv} />
    </>
  )
}

/** What the answer rests on, and the files to take away. */
export function ScenarioGround({ answer, csv, file }: Parts & { file: object }) {
  return (
    <>
      <ScenarioInputs answer={answer} csv={csv} />
      <section className="cdr-figure cdr-12" aria-labelledby="take-title">
        <h2 id="take-title">Take it away</h2>
        <p>
          <a href={csv} download="scenario.csv">
            Every year as csv
          </a>
          {' · '}
          <a href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(file, null, 2))}`} download="scenario.json">
            The scenario file
          </a>
        </p>
        <p className="cdr-subtitle">
          With that file, <code>cadre scenario run scenario.json --out FOLDER</code> writes the run as a bundle, and <code>cadre run verify FOLDER</code> repeats it byte for byte.
        </p>
      </section>
    </>
  )
}

function GapOfScenario({ answer, csv }: Parts) {
  const unit = sayUnit(answer.unit)
  const asked = namedBy(answer, '/rows')
  const last = answer.rows.at(-1)!
  const rows = answer.rows.map(({ date, demandScenario, scenario }) => ({ date, supply: scenario.supply, demand: demandScenario, gap: scenario.gap }))
  const table: TableData = {
    columns: [{ name: 'Date' }, ...[`Supply, ${unit}`, 'Range', `Demand, ${unit}`, 'Gap, do nothing', 'Range', 'Gap with levers', 'Range', 'Difference'].map((name) => ({ name, numeric: true }))],
    rows: answer.rows.map((row, at) => [
      words(sayDate(row.date)), asked(amount(row.scenario.supply.p50), `/${at}/scenario/supply/p50`), words(sayRange(row.scenario.supply)), asked(amount(row.demandScenario.p50), `/${at}/demandScenario/p50`),
      asked(shown(sayGap(row.baseline.gap.p50), row.baseline.gap.p50), `/${at}/baseline/gap/p50`), words(sayGapRange(row.baseline.gap)), asked(shown(sayGap(row.scenario.gap.p50), row.scenario.gap.p50), `/${at}/scenario/gap/p50`), words(sayGapRange(row.scenario.gap)),
      asked(shown(sayChange(row.difference.gap.p50), row.difference.gap.p50), `/${at}/difference/gap/p50`),
    ]),
  }
  return (
    <Figure id="scenario-gap" title={answer.says.gap} subtitle={`${answer.profession}, ${answer.areaName}, ${unit}: supply and demand with the levers; 8 futures in 10 lie in the darker band`} source="Not a forecast of what must happen." csv={csv} table={table} provenance={provenanceOfScenario(answer)}>
      <FanChart history={[]} rows={rows} says={`Fan chart. ${answer.says.gap} In ${last.year}: ${sayGap(last.scenario.gap.p50)}, range ${sayGapRange(last.scenario.gap)}.`} />
    </Figure>
  )
}

/** The scenario beside what is always there: do nothing, zero productivity, history repeats. */
function GapsAtTheEnd({ answer, csv }: Parts) {
  const { year, baseline, scenario, historyRepeats } = answer.rows.at(-1)!
  const rows = [
    { name: 'Do nothing', gap: baseline.gap, path: '/baseline/gap' }, { name: 'Zero productivity', gap: baseline.gapZeroProductivity, path: '/baseline/gapZeroProductivity' },
    ...(historyRepeats === null ? [] : [{ name: 'History repeats', gap: historyRepeats.gap, path: '/historyRepeats/gap' }]), { name: answer.name, gap: scenario.gap, path: '/scenario/gap' },
  ]
  const asked = namedBy(answer, `/rows/${answer.rows.length - 1}`)
  const table = { columns: [{ name: 'Scenario' }, { name: 'Gap', numeric: true }, { name: '80 % range' }], rows: rows.map(({ name, gap, path }) => [words(name), asked(shown(sayGap(gap.p50), gap.p50), `${path}/p50`), words(sayGapRange(gap))]) }
  return (
    <Figure
      id="scenario-beside" title={`In ${year}, beside what is always there`} subtitle={`Gap in ${year}, ${sayUnit(answer.unit)}. Dot: median. Bar: 80 %. Line: 95 %. Grey: the range includes no gap`}
      source={historyRepeats === null ? 'History repeats: not available, too few years are held. Not a forecast of what must happen.' : 'Not a forecast of what must happen.'} csv={csv} table={table} provenance={provenanceOfScenario(answer)}
    >
      <RangeRows rows={rows} unit={sayUnit(answer.unit)} says={rows.map(({ name, gap }) => `${name}: ${sayGap(gap.p50)}, ${sayGapRange(gap)}`).join('; ')} />
    </Figure>
  )
}

function Contributions({ answer, csv }: Parts) {
  const bridge = answer.contributions.years.at(-1)
  if (bridge === undefined || bridge.parts.length === 0) return null
  const table = bridgeTable(bridge, 'Gap, do nothing', `Gap, ${answer.name}`, namedBy(answer, `/contributions/years/${answer.contributions.years.length - 1}`))
  return (
    <Figure
      id="scenario-bridge" title={answer.says.contributions} subtitle={`What each lever does to the gap in ${bridge.year}, ${sayUnit(answer.unit)}. The parts sum exactly, whatever the order of the levers`}
      source={answer.contributions.exact ? 'Every set of levers was run.' : `${answer.contributions.lines} orders of the levers were drawn; each part says its error in the table.`} csv={csv} table={table} provenance={provenanceOfScenario(answer)}
    >
      <BridgeBars bars={bridgeBars(bridge, 'Do nothing', answer.name)} unit={sayUnit(answer.unit)} />
      <p className="nhsuk-u-visually-hidden">The same in the table below.</p>
      <DataTable caption={answer.says.contributions} table={table} />
    </Figure>
  )
}

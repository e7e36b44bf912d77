import type { ScenarioComparison } from '../../contract/scenario.ts'
import { addMonths } from '../../units/calendar-date.ts'
import { BridgeBars } from '../charts/bridge-bars.tsx'
import { sayGap, sayGapRange, sayGapRangeAlone } from '../charts/gap-words.ts'
import { LineChart } from '../charts/line-chart.tsx'
import { sayUnit } from '../format.ts'
import { shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { sayCounted } from './answer-words.ts'
import { bridgeBars, bridgeTable } from './bridge-table.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

/** `of` tells the figures of one comparison from those of another on the same page. */
interface Parts { readonly answer: ScenarioComparison; readonly csv: string; readonly of: string }

/** Why two scenarios differ: the bridge between them, both gaps, who gains and who loses. */
export function CompareFigures({ answer, csv, of }: Parts) {
  return (
    <>
      {answer.adjusted.length === 0 ? null : (
        <div className="nhsuk-inset-text cdr-12">
          {answer.adjusted.map((what) => (
            <p key={what}>{what}</p>
          ))}
        </div>
      )}
      <BridgeBetween answer={answer} csv={csv} of={of} />
      <BothGaps answer={answer} csv={csv} of={of} />
      <WhoGains answer={answer} csv={csv} of={of} />
    </>
  )
}

function BridgeBetween({ answer, csv, of }: Parts) {
  const bridge = answer.bridge.at(-1)
  if (bridge === undefined) return null
  const largest = bridge.parts.toSorted((x, y) => Math.abs(y.gap) - Math.abs(x.gap))[0]
  const title = largest === undefined ? `Nothing lies between ${answer.a} and ${answer.b}` : `${largest.title} makes most of the difference to ${answer.b}`
  const table = bridgeTable(bridge, `Gap, ${answer.a}`, `Gap, ${answer.b}`, namedBy(answer, `/bridge/${answer.bridge.length - 1}`))
  return (
    <Figure id={`compare-bridge${of}`} title={title} subtitle={`From the gap of ${answer.a} to that of ${answer.b} in ${bridge.year}, ${sayUnit(answer.unit)}. The parts sum exactly, whatever their order; ${sayCounted(answer.common, 'lever is', 'levers are')} the same in both`} csv={csv} provenance={provenanceOfScenario(answer)}>
      <BridgeBars bars={bridgeBars(bridge, answer.a, answer.b)} unit={sayUnit(answer.unit)} />
      <DataTable caption={title} table={table} />
    </Figure>
  )
}

function BothGaps({ answer, csv, of }: Parts) {
  const asked = namedBy(answer)
  const last = answer.rows.at(-1)!
  const unit = sayUnit(answer.unit)
  const table = {
    columns: [{ name: 'Year' }, ...[answer.a, 'Range', answer.b, 'Range', 'Difference', 'Range'].map((name) => ({ name, numeric: true }))],
    rows: answer.rows.map(({ year, a, b, difference }, at) => [words(String(year)), asked(shown(sayGap(a.p50), a.p50), `/rows/${at}/a/p50`), words(sayGapRange(a)), asked(shown(sayGap(b.p50), b.p50), `/rows/${at}/b/p50`), words(sayGapRange(b)), asked(shown(sayChange(difference.p50), difference.p50), `/rows/${at}/difference/p50`), words(`${sayChange(difference.p10)} to ${sayChange(difference.p90)}`)]),
  }
  const title = `In ${last.year} ${answer.b} is ${sayGap(last.b.p50)}, ${answer.a} ${sayGap(last.a.p50)}`
  return (
    <Figure id={`compare-gaps${of}`} title={title} subtitle={`Gap, ${unit}, medians of common futures. 80 % ranges in ${last.year}: ${answer.b} ${sayGapRangeAlone(last.b)}; ${answer.a} ${sayGapRangeAlone(last.a)}`} source="Not a forecast of what must happen." csv={csv} table={table} provenance={provenanceOfScenario(answer)}>
      <LineChart
        lines={[
          { name: answer.a, colour: '#3d3d3d', dash: '7 4', points: answer.rows.map(({ ahead, a }) => ({ date: addMonths(answer.opening, 12 * ahead), value: a.p50 })) },
          { name: answer.b, colour: '#12436d', dash: '', points: answer.rows.map(({ ahead, b }) => ({ date: addMonths(answer.opening, 12 * ahead), value: b.p50 })) },
        ]}
        says={`Line chart. ${title}.`}
      />
    </Figure>
  )
}

function WhoGains({ answer, csv, of }: Parts) {
  const table = {
    columns: [{ name: 'Area' }, { name: 'Staff group' }, { name: 'Staff, second less first', numeric: true }, { name: '80 % range', numeric: true }, { name: 'Which' }],
    rows: answer.places.map(({ areaName, profession, difference, gains }, at) => [words(areaName), words(profession), namedBy(answer)(shown(sayChange(difference.p50), difference.p50), `/places/${at}/difference/p50`), words(`${sayChange(difference.p10)} to ${sayChange(difference.p90)}`), words(gains)]),
  }
  return (
    <Figure id={`compare-places${of}`} title={`Who gains and who loses with ${answer.b}`} subtitle={`Staff at the last year end, ${sayUnit(answer.unit)}. Unclear: the range includes no change`} csv={csv} provenance={provenanceOfScenario(answer)}>
      <DataTable caption={`Who gains and who loses with ${answer.b}`} table={table} />
    </Figure>
  )
}

import type { ReactNode } from 'react'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { GapYears } from '../charts/gap-years.tsx'
import { sayGap, sayGapRange } from '../charts/gap-words.ts'
import { shown, words, type TableCell, type TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { queriedAs } from '../figure/queried.ts'
import { commandOf, namedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { useSayOnce } from '../projection/use-say-once.ts'
import type { SceneSaid } from './central-messages.ts'
import { sayMove, sayNow, type LiveYear } from './live-words.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

/** What the levers do now: on the central path while a slider moves, and with its range as soon as the run of these levers is done. `run` is that run's answer, null until then. */
export interface LiveParts {
  readonly years: readonly LiveYear[]
  /** Null where the inputs of the central path are not here yet, or cannot be had. */
  readonly scene: SceneSaid | null
  readonly run: ScenarioAnswer | null
  readonly unit: string
  readonly costs: string
  /** How the run stands, and the way out of it. */
  readonly progress: ReactNode
}

/** The gap as the levers stand, in one place that keeps its size: first one path, then the run in its stead. */
export function LiveGap({ years, scene, run, unit, costs, progress }: LiveParts) {
  const last = years.at(-1)!
  useSayOnce(run === null ? sayNow(last, unit) : null)
  const title = sayMove(last, unit)
  const where = run ?? scene
  return (
    <div className="cdr-now">
      <Figure
        id="scenario-now" title={title}
        subtitle={`Demand − supply, ${[unit, where?.profession, where?.areaName].filter(Boolean).join(', ')}. Solid: with the levers. Dashed: nothing done. Band: 8 futures in 10`}
        source={run === null ? 'One path, every rate at its value, without a range. Not a forecast of what must happen.' : `${run.manifest.draws} futures, common to both. Not a forecast of what must happen.`}
        table={tableOf(years, run)} provenance={run !== null ? provenanceOfScenario(run) : scene === null ? [] : provenanceOfCentral(scene, title)}
      >
        <p className="cdr-now__now">
          <b {...(run === null ? {} : queriedAs(commandOf(run), { value: last.gap.p50, status: 'ok' }, `/rows/${years.length - 1}/scenario/gap/p50`))}>{sayGap(last.gap.p50)}</b> {unit} in {last.year}, instead of {sayGap(last.still)}
        </p>
        <p className="cdr-now__cost">{costs}</p>
        <div className="cdr-now__state">{run === null ? <><span>Central path: the range follows.</span> {progress}</> : <span>80 % range {sayGapRange(last.gap)}; {Math.round(100 * run.rows.at(-1)!.scenario.chanceMet)} % chance that no gap is left</span>}</div>
        <GapYears height={176} rows={years} before={years.map(({ still }) => still)} says={`Line chart. ${title}. ${sayNow(last, unit)}`} />
      </Figure>
    </div>
  )
}

/** The same in a bar at the foot of a small screen, where lever and answer do not fit beside one another. */
export function LiveBar({ years, run }: Pick<LiveParts, 'years' | 'run'>) {
  const last = years.at(-1)!
  return (
    <div className="cdr-nowbar" aria-hidden="true">
      <span>Gap in {last.year}</span>
      <b>{sayGap(last.gap.p50)}</b>
      <span>was {sayGap(last.still)}{run === null ? '; one path' : `; range ${sayGapRange(last.gap)}`}</span>
    </div>
  )
}

/** Years of a run name its command; those of the central path were walked in this browser, and no command has them. */
function tableOf(years: readonly LiveYear[], run: ScenarioAnswer | null): TableData {
  const asked = run === null ? (cell: TableCell) => cell : namedBy(run, '/rows')
  return {
    columns: [{ name: 'Date' }, { name: 'Gap, nothing done', numeric: true }, { name: 'Gap with the levers', numeric: true }, ...(run === null ? [] : [{ name: '80 % range', numeric: true }]), { name: run === null ? 'Difference' : 'Difference of the medians', numeric: true }],
    rows: years.map(({ date, gap, still }, at) => [
      words(sayDate(date)), asked(shown(sayGap(still), still), `/${at}/baseline/gap/p50`), asked(shown(sayGap(gap.p50), gap.p50), `/${at}/scenario/gap/p50`), ...(run === null ? [] : [words(sayGapRange(gap))]), shown(sayChange(gap.p50 - still), gap.p50 - still),
    ]),
  }
}

function provenanceOfCentral({ snapshot, repeat }: SceneSaid, number: string): ProvenanceLine[] {
  return [
    { name: 'Number', says: number },
    { name: 'Definition', says: 'The central path: one future, every rate and assumption at its value and each lever as stated. It is not the median of the futures, and has no range. What the levers do on it is shared out as in the run, so that the parts add up.' },
    { name: 'Formula', says: 'Gap = demand − supply; with nothing done, and with every lever pulled' }, { name: 'Method', says: 'docs/method/scenarios.md C11, docs/method/levers.md' },
    { name: 'Worked out', says: 'In this browser, by the model the server uses: the same numbers to the last digit' }, { name: 'Snapshot', says: <code>{snapshot}</code> }, { name: 'Repeat it', says: <><code>{repeat}</code> gives it with ranges</> },
  ]
}

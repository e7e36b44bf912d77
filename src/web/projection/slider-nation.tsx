import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { CentralPath } from '../../scenario/central-run.ts'
import { sayLevers } from '../../scenario/describe-levers.ts'
import type { SimpleLevers } from '../../supply/parameters.ts'
import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { sayGap } from '../charts/gap-words.ts'
import { amount, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure, Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { sayNumber, sayUnit } from '../format.ts'
import { useCentralRun, type CentralRunState } from '../kernel/use-central-run.ts'
import { ProblemSummary } from '../shell/problem-summary.tsx'
import { linesOfCentral, MovedChart, movedTable } from './slider-figure.tsx'
import { movedYears, sayMoved } from './slider-words.ts'

/** The same levers moved in every care system and profession at once. The rates of all areas are fetched when asked for. */
export function SliderNation({ asked, levers, answer }: { asked: Parameters; levers: SimpleLevers; answer: ProjectionAnswer }) {
  const panels = useOpenPanels()
  const open = panels.isOpen('nation')
  const { area: _area, profession: _profession, ...everywhere } = asked
  const run = useCentralRun(open ? addressOf('/api/central-run/everywhere', { ...everywhere, level: 'ics' }) : null, levers)
  if (open && run.base !== null) return <Nation run={run} base={run.base} answer={answer} />
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="nation-title">
      <h2 id="nation-title">Move the whole nation</h2>
      <p className="cdr-subtitle">The same levers in every integrated care system and profession at once. The first time after new data their rates are learnt, which takes some seconds to half a minute</p>
      <p>
        <Opener panel="nation" panels={panels} words="Bring in every area" of="move the whole nation" />
      </p>
      {open && run.problem === null ? <output id="nation">Learning the rates of every area…</output> : null}
      {open && run.problem !== null ? (
        <div id="nation">
          <ProblemSummary problem={run.problem} />
        </div>
      ) : null}
    </section>
  )
}

function Nation({ run, base, answer }: { run: CentralRunState; base: readonly CentralPath[]; answer: ProjectionAnswer }) {
  const moved = run.moved ?? base
  const years = movedYears(base, moved)
  const what = `${base.length} professions in all integrated care systems`
  const says = sayMoved(years, run.levers, what, answer.unit)
  const left = run.without === 0 ? '' : ` Groups of an area with too little history are not in it: ${sayNumber(run.without)}.`
  return (
    <Figure
      id="nation"
      title="Move the whole nation"
      subtitle={`${what}, added up, ${answer.unit}: the central path with the levers above`}
      source={`One path, no range. A move from one area to another is leaving the first and joining the second.${left} Not a forecast of what must happen.`}
      table={movedTable(years, answer.unit)}
      provenance={linesOfCentral({ moved: sayLevers(run.levers ?? undefined) ?? 'None is moved', number: says, kernel: run.kernel, snapshot: answer.manifest.dataset, repeat: 'cadre project --every ics' })}
    >
      <MovedChart years={years} says={says}>
        <DataTable caption={`Professions in all areas together in ${years.at(-1)!.date.slice(0, 4)}`} table={professionTable(base, moved, answer.unit)} />
      </MovedChart>
    </Figure>
  )
}

/** Professions at the last year end, the largest shortage as rates go on first. */
function professionTable(base: readonly CentralPath[], moved: readonly CentralPath[], unit: string): TableData {
  const name = sayUnit(unit)
  const rows = base.map((path, at) => ({ group: path.group, today: path.supply[0]!, before: path.demand.at(-1)! - path.supply.at(-1)!, after: path.demand.at(-1)! - moved[at]!.supply.at(-1)!, supply: moved[at]!.supply.at(-1)! }))
  return {
    columns: [
      { name: 'Profession' },
      { name: `In post today, ${name}`, numeric: true },
      { name: `Supply with levers moved, ${name}`, numeric: true },
      { name: 'Gap as rates go on', numeric: true },
      { name: 'Gap with levers moved', numeric: true },
    ],
    rows: rows
      .sort((a, b) => b.before - a.before || (a.group < b.group ? -1 : 1))
      .map((row) => [words(row.group), amount(row.today), amount(row.supply), shown(sayGap(row.before), row.before), shown(sayGap(row.after), row.after)]),
  }
}

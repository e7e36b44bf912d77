import { useQuery } from '@tanstack/react-query'
import type { BacktestAnswer } from '../../contract/backtest.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import { backtestQuestion, backtestSourcesQuestion } from '../ask/questions.ts'
import { SkillRows } from '../charts/skill-rows.tsx'
import { sayNumber } from '../format.ts'
import { Figure, Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { BacktestRealised } from './backtest-realised.tsx'
import { backtestCommand, backtestHorizon, horizonTable, seriesTable } from './backtest-tables.ts'

/** How the model did on every series that is held: one figure per source, worked out when asked for. */
export function BacktestFigures() {
  const { data } = useQuery(backtestSourcesQuestion())
  return <>{data?.sources.map(({ source, title }) => <BacktestFigure key={source} source={source} title={title} />)}</>
}

function BacktestFigure({ source, title }: { source: string; title: string }) {
  const panels = useOpenPanels()
  const panel = panelOf(source)
  const open = panels.isOpen(panel)
  const { data, error } = useQuery({ ...backtestQuestion({ source, horizon: backtestHorizon }), enabled: open })
  if (data !== undefined && open) return <Backtest answer={data} />
  return (
    <section className="cdr-figure cdr-12" aria-labelledby={`${panel}-title`}>
      <h2 id={`${panel}-title`}>How past projections did: {title}</h2>
      <p className="cdr-subtitle">
        Every series is projected from years past and compared with what happened, beside the simplest alternatives. The first time this takes up to a minute; then it
        is kept
      </p>
      <p>
        <Opener panel={panel} panels={panels} words="Work it out" of={`the back-test: ${title}`} />
      </p>
      {open && error === null ? <output id={panel}>Working it out…</output> : null}
      {open && error !== null ? <p id={panel}>{problemOf(error).detail}</p> : null}
    </section>
  )
}

/** A series by its source, in letters that an address and a page can carry. */
function panelOf(source: string): string {
  return `backtest-${source.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`
}

function Backtest({ answer }: { answer: BacktestAnswer }) {
  const id = panelOf(answer.source)
  const better = answer.series.filter((series) => series.horizons.filter((row) => row.skill > 0).length * 2 > series.horizons.length).length
  const csv = addressOf('/api/backtest.csv', { source: answer.source, horizon: backtestHorizon })
  const provenance = provenanceOf(answer)
  return (
    <>
      <Figure
        id={id}
        title={`${answer.title}: ${titleOf(answer)}`}
        subtitle={answer.summary}
        source={[
          `Projections started ${answer.origins.length} times, from ${answer.origins[0]?.slice(0, 4) ?? ''} to ${answer.origins.at(-1)?.slice(0, 4) ?? ''}. Scored with ${answer.model} on ${sayDate(answer.at.slice(0, 10))}.`,
          ...answer.notes,
        ].join(' ')}
        table={horizonTable(answer)}
        csv={csv}
        provenance={provenance}
      >
        <SkillRows
          rows={answer.overall.map((row) => ({ horizon: row.horizon, skill: row.skill, coverage80: row.model.coverage80, n: row.n }))}
          says={answer.summary}
        />
      </Figure>
      <BacktestRealised answer={answer} id={`${id}-realised`} provenance={provenance} />
      <Figure
        id={`${id}-series`}
        title={`${answer.title}: the model beats drift for ${better} of ${answer.series.length}, at most horizons`}
        subtitle="Skill of each series against drift, and its error at the longest horizon. Above 0 is better than drift"
        table={seriesTable(answer)}
        csv={csv}
        provenance={provenance}
      >
        <p>
          {answer.series.length - better} of {answer.series.length} would have been projected as well or better by drift at half of the horizons or more. The table names
          them.
        </p>
      </Figure>
    </>
  )
}

function titleOf({ overall }: BacktestAnswer): string {
  const better = overall.filter((row) => row.skill > 0).length
  if (better === 0) return 'the model does not beat drift'
  return better === overall.length ? 'the model beats drift at every horizon' : `the model beats drift at ${better} of ${overall.length} horizons`
}

function provenanceOf(answer: BacktestAnswer) {
  return [
    { name: 'Definition', says: 'Skill = 1 − CRPS of the model ÷ CRPS of the baseline, over all series. Above 0 is better than the baseline' },
    { name: 'Model', says: `${answer.model}, scored on ${sayDate(answer.at.slice(0, 10))}` },
    { name: 'Snapshot', says: <code>{answer.snapshot}</code> },
    { name: 'Source', says: answer.source },
    { name: 'Earlier', says: <Earlier answer={answer} /> },
    { name: 'Breaks left out', says: <Excluded answer={answer} /> },
    { name: 'With the breaks', says: answer.withBreaks.map((row) => `${row.horizon} years ahead: skill ${sayNumber(row.skill, 2)}`).join('; ') },
    { name: 'Repeat it', says: <code>{backtestCommand(answer)}</code> },
  ]
}

/** What was scored before, by version of the model and data. */
function Earlier({ answer }: { answer: BacktestAnswer }) {
  if (answer.earlier.length === 0) return 'No earlier result is kept'
  return (
    <ul>
      {answer.earlier.map((one) => (
        <li key={`${one.model} ${one.snapshot}`}>
          {one.model}, data {one.snapshot.slice(0, 12)}, {sayDate(one.at.slice(0, 10))}: CRPS one year ahead {sayNumber((one.overall[0]?.crps ?? 0) * 100, 2)} %, now{' '}
          {sayNumber((answer.overall[0]?.model.crps ?? 0) * 100, 2)} %
        </li>
      ))}
    </ul>
  )
}

function Excluded({ answer }: { answer: BacktestAnswer }) {
  if (answer.excluded.length === 0) return 'None'
  const whys = [...new Set(answer.excluded.map(({ why }) => why))]
  return (
    <ul>
      {whys.map((why) => (
        <li key={why}>
          {answer.excluded.filter((gap) => gap.why === why).length} spans of {new Set(answer.excluded.filter((gap) => gap.why === why).map((gap) => gap.series)).size} series: {why}
        </li>
      ))}
    </ul>
  )
}

import { useQuery } from '@tanstack/react-query'
import type { BacktestAnswer } from '../../contract/backtest.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { backtestQuestion } from '../ask/questions.ts'
import { SkillRows } from '../charts/skill-rows.tsx'
import { sayNumber } from '../format.ts'
import { amount, shown, words } from '../figure/cell.ts'
import { Figure, Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'

/** How the model did for every staff group at once. It takes some seconds, so it is worked out when asked for. */
export function BacktestFigure() {
  const panels = useOpenPanels()
  const open = panels.isOpen('backtest')
  const { data, error } = useQuery({ ...backtestQuestion(), enabled: open })
  if (data !== undefined && open) return <Backtest answer={data} />
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="backtest-title">
      <h2 id="backtest-title">How the model did for all staff groups</h2>
      <p className="cdr-subtitle">
        Every group is projected from years past and compared with what happened, beside the simplest alternatives. This takes some seconds
      </p>
      <p>
        <Opener panel="backtest" panels={panels} words="Work it out" of="the back-test of all staff groups" />
      </p>
      {open && error === null ? <output id="backtest">Working it out…</output> : null}
      {open && error !== null ? <p id="backtest">{problemOf(error).detail}</p> : null}
    </section>
  )
}

function Backtest({ answer }: { answer: BacktestAnswer }) {
  const better = answer.series.filter((series) => series.horizons.filter((row) => row.skill > 0).length * 2 > series.horizons.length).length
  return (
    <Figure
      id="backtest"
      title={`The model beats drift for ${better} of ${answer.series.length} staff groups, at most horizons`}
      subtitle={answer.summary}
      source={[
        `Projections started ${answer.origins.length} times, from ${answer.origins[0]?.slice(0, 4) ?? ''} to ${answer.origins.at(-1)?.slice(0, 4) ?? ''}.`,
        ...answer.notes,
      ].join(' ')}
      table={tableOf(answer)}
      provenance={[
        { name: 'Definition', says: 'Skill = 1 − CRPS of the model ÷ CRPS of drift, over all groups. Above 0 is better than drift' },
        { name: 'Model', says: answer.model },
        { name: 'Source', says: answer.source },
        { name: 'Breaks left out', says: <Excluded answer={answer} /> },
        { name: 'With the breaks', says: answer.withBreaks.map((row) => `${row.horizon} years ahead: skill ${sayNumber(row.skill, 2)}`).join('; ') },
        { name: 'Repeat it', says: <code>cadre backtest</code> },
      ]}
    >
      <SkillRows
        rows={answer.overall.map((row) => ({ horizon: row.horizon, skill: row.skill, coverage80: row.model.coverage80, n: row.n }))}
        says={answer.summary}
      />
    </Figure>
  )
}

function Excluded({ answer }: { answer: BacktestAnswer }) {
  if (answer.excluded.length === 0) return 'None'
  return (
    <ul>
      {answer.excluded.map((gap) => (
        <li key={`${gap.series} ${gap.from}`}>
          {gap.series}, {sayDate(gap.from)} to {sayDate(gap.to)}: {gap.why}
        </li>
      ))}
    </ul>
  )
}

function tableOf(answer: BacktestAnswer) {
  const horizons = answer.overall.map((row) => row.horizon)
  return {
    columns: [
      { name: 'Staff group' },
      ...horizons.map((horizon) => ({ name: `Skill, ${horizon} ${horizon === 1 ? 'year' : 'years'} ahead`, numeric: true })),
      { name: 'Error (MAPE) at the longest, %', numeric: true },
      { name: 'Verdict' },
    ],
    rows: answer.series.map((series) => {
      const at = (horizon: number) => series.horizons.find((row) => row.horizon === horizon)
      const wins = series.horizons.filter((row) => row.skill > 0).length
      return [
        words(series.name),
        ...horizons.map((horizon) => skillCell(at(horizon)?.skill)),
        percentCell(series.horizons.at(-1)?.model.mape),
        words(wins === 0 ? 'does not beat drift' : `beats drift at ${wins} of ${series.horizons.length}`),
      ]
    }),
  }
}

function percentCell(share: number | undefined) {
  return share === undefined ? amount(null) : shown(sayNumber(share * 100, 1), share * 100)
}

function skillCell(skill: number | undefined) {
  return skill === undefined ? amount(null) : shown(sayNumber(skill, 2), skill)
}

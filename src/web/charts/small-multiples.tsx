import '../styles/drawings.css'
import type { SayFigure } from './chart-value.ts'
import { pathOf, yearOf } from './scales.ts'
import { runsOf, spanOf } from './series-paths.ts'
import type { TimeSeries } from './series-paths.ts'
import { linesAxis } from './time-lines.tsx'

/** Draw one small panel per series, all on one scale, with its name and its last figure printed; the others stand grey behind it. */
export function SmallMultiples({ series, says, say }: { series: readonly TimeSeries[]; says: string; say: SayFigure }) {
  const y = linesAxis(series)
  const { first, last } = spanOf(series)
  const x = (date: string) => ((yearOf(date) - yearOf(first)) / (yearOf(last) - yearOf(first) || 1)) * 1000
  const lineOf = (one: TimeSeries) => runsOf(one).map((run) => (run.length === 1 ? `M${x(run[0]!.date).toFixed(1)} ${y.at(run[0]!.value).toFixed(1)}h0` : pathOf(run.map(({ date, value }) => [x(date), y.at(value)])))).join('')
  const all = series.map(lineOf)
  const behind = all.join('')
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-multiples">
        {series.map((one, index) => {
          const end = one.points.at(-1)
          return (
            <li key={`${index} ${one.name}`}>
              <span className="cdr-multiples__name">{one.name}</span>
              <b>{end === undefined ? '[x]' : say(end)}</b>
              <svg viewBox="0 -20 1000 1040" preserveAspectRatio="none" aria-hidden="true">
                <path d="M0 1000H1000" stroke="var(--baseline)" strokeWidth="1" />
                <path d={behind} stroke="var(--line2)" strokeWidth="1" strokeLinecap="round" />
                <path d={all[index]} stroke="var(--supply)" strokeWidth="2.25" strokeLinecap="round" strokeLinejoin="round" />
              </svg>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

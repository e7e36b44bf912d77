import type { SayFigure } from './chart-value.ts'
import { pathOf, spread, upright, yearOf } from './scales.ts'
import type { Upright } from './scales.ts'
import { numbersOf, runsOf, spanOf } from './series-paths.ts'
import type { TimeSeries } from './series-paths.ts'
import { timeTicks } from './time-ticks.ts'

const height = 280

/** Colour and dash of each line: told apart without colour. */
const looks = [
  { colour: '#12436d', dash: '' },
  { colour: '#801650', dash: '7 4' },
  { colour: '#146a62', dash: '2 3' },
  { colour: '#3d3d3d', dash: '9 3 2 3' },
] as const

/** Draw up to four series over time, each labelled where it ends. A missing figure leaves a gap; a single figure is a dot. */
export function TimeLines({ series, says, say }: { series: readonly TimeSeries[]; says: string; say: SayFigure }) {
  const drawn = series.slice(0, looks.length)
  const y = linesAxis(drawn)
  const { first, last } = spanOf(drawn)
  const [from, to] = [yearOf(first), yearOf(last)]
  const x = (at: number) => ((at - from) / (to - from || 1)) * 1000
  return (
    <>
      <div className="cdr-plot cdr-plot--labelled" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          {drawn.map((one, index) =>
            runsOf(one).map((run) =>
              run.length === 1 ? (
                <path key={`${one.name} ${run[0]!.date}`} d={`M${x(yearOf(run[0]!.date))} ${y.at(run[0]!.value)}h0`} stroke={looks[index]!.colour} strokeWidth="7" strokeLinecap="round" />
              ) : (
                <path key={`${one.name} ${run[0]!.date}`} d={pathOf(run.map(({ date, value }) => [x(yearOf(date)), y.at(value)]))} stroke={looks[index]!.colour} strokeWidth="2.25" strokeDasharray={looks[index]!.dash} strokeLinejoin="round" />
              ),
            ),
          )}
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {say({ value: tick, status: 'ok' })}
            </i>
          ))}
          {timeTicks(first, last, 8).map((tick, index) => (
            <i key={tick.label} className={`cdr-xtick${index % 2 === 1 ? ' cdr-wide' : ''}`} style={{ left: `${x(tick.at) / 10}%` }}>
              {tick.label}
            </i>
          ))}
          <Ends series={drawn} y={y} say={say} />
        </div>
      </div>
      <p className="cdr-keyrow">
        {drawn.map((one, index) => (
          <span key={one.name}>
            <svg width="24" height="10" aria-hidden="true">
              <path d="M0 5h24" stroke={looks[index]!.colour} strokeWidth="2.5" strokeDasharray={looks[index]!.dash} />
            </svg>
            {one.name}
          </span>
        ))}
      </p>
    </>
  )
}

/** The upright axis of the lines; the subtitle says where it starts when that is not 0. */
export function linesAxis(series: readonly TimeSeries[]): Upright {
  const numbers = numbersOf(series)
  return upright(numbers.length > 0 ? numbers : [0, 1])
}

function Ends({ series, y, say }: { series: readonly TimeSeries[]; y: Upright; say: SayFigure }) {
  const ends = series.flatMap((one, index) => {
    const last = runsOf(one).at(-1)?.at(-1)
    return last === undefined ? [] : [{ name: one.name, value: last.value, colour: looks[index]!.colour }]
  })
  const sorted = ends.toSorted((a, b) => b.value - a.value)
  const places = spread(sorted.map(({ value }) => (y.at(value) / 1000) * height), 38, 14, height - 10)
  return sorted.map((end, index) => (
    <b key={end.name} style={{ left: '100%', top: `${places[index]}px`, marginLeft: '10px', color: end.colour }}>
      {say({ value: end.value, status: 'ok' })}
      <span className="cdr-end__name">{end.name}</span>
    </b>
  ))
}

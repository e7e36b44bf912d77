import { sayNumber } from '../format.ts'
import { pathOf, spread, upright, yearOf, yearTicks } from './scales.ts'

export interface Line {
  readonly name: string
  readonly colour: string
  readonly dash: string
  readonly points: readonly { date: string; value: number }[]
}

const height = 220
// A longer name stands only in the key below: at the end of its line there is no room for it.
const longestName = 14

/** Draw up to four lines from 0, each labelled where it ends and told apart by its dash as well as its colour. */
export function LineChart({ lines, says }: { lines: readonly Line[]; says: string }) {
  const drawn = lines.slice(0, 4)
  const dates = drawn.flatMap((line) => line.points.map((point) => yearOf(point.date)))
  const [from, to] = [Math.min(...dates), Math.max(...dates)]
  const y = upright([0, ...drawn.flatMap((line) => line.points.map((point) => point.value))])
  const x = (date: string) => ((yearOf(date) - from) / (to - from || 1)) * 1000
  return (
    <>
      <div className="cdr-plot cdr-plot--labelled" style={{ height: `${height}px` }}>
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
          <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
          {drawn.map((line) => (
            <path
              key={line.name}
              d={pathOf(line.points.map((point) => [x(point.date), y.at(point.value)]))}
              stroke={line.colour}
              strokeWidth="2.25"
              strokeDasharray={line.dash}
              strokeLinejoin="round"
            />
          ))}
        </svg>
        <div aria-hidden="true">
          {y.ticks.map((tick) => (
            <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
              {sayNumber(tick, tick % 1 === 0 ? 0 : 1)}
            </i>
          ))}
          {yearTicks(from, to, 6).map((year, index) => (
            <i key={year} className={`cdr-xtick${index % 2 === 1 ? ' cdr-wide' : ''}`} style={{ left: `${((year - from) / (to - from || 1)) * 100}%` }}>
              {year}
            </i>
          ))}
          <LineEnds lines={drawn} at={y.at} />
        </div>
      </div>
      <p className="cdr-keyrow">
        {drawn.map((line) => (
          <span key={line.name}>
            <svg width="24" height="10" aria-hidden="true">
              <path d="M0 5h24" stroke={line.colour} strokeWidth="2.5" strokeDasharray={line.dash} />
            </svg>
            {line.name}
          </span>
        ))}
      </p>
    </>
  )
}

function LineEnds({ lines, at }: { lines: readonly Line[]; at: (value: number) => number }) {
  const ends = lines
    .flatMap((line) => {
      const last = line.points.at(-1)
      return last === undefined ? [] : [{ ...line, value: last.value }]
    })
    .sort((a, b) => b.value - a.value)
  const places = spread(
    ends.map((end) => (at(end.value) / 1000) * height),
    20,
    8,
    height - 8,
  )
  return ends.map((end, index) => (
    <b key={end.name} style={{ left: '100%', top: `${places[index]}px`, marginLeft: '10px', color: end.colour }}>
      {end.name.length > longestName ? '' : end.name} {sayNumber(end.value)}
    </b>
  ))
}

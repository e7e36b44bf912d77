import type { Fan } from '../../contract/projection.ts'
import { sayNumber } from '../format.ts'
import { sayGap } from './gap-words.ts'
import { bandOf, pathOf, spread, upright, yearOf, yearTicks } from './scales.ts'

export interface GapYear {
  readonly date: string
  readonly gap: Fan
}

/**
 * Draw the gap of the years ahead around the line of no gap: its median with the 80 % band, short upwards and over downwards. A pure drawing.
 * `before`: the gap with nothing done, dashed beside it. Shape: one number per row.
 */
export function GapYears({ rows, says, before = [], height = 280 }: { rows: readonly GapYear[]; says: string; before?: readonly number[]; height?: number }) {
  const last = rows.at(-1)
  if (last === undefined) return null
  const y = upright([0, ...before, ...rows.flatMap(({ gap }) => [gap.p10, gap.p90])])
  const [from, to] = [yearOf(rows[0]!.date), yearOf(last.date)]
  const x = (at: number) => ((at - from) / (to - from || 1)) * 1000
  const line = (of: (gap: Fan) => number) => rows.map(({ date, gap }) => [x(yearOf(date)), y.at(of(gap))] as const)
  const [low, high] = [line(({ p10 }) => p10), line(({ p90 }) => p90)]
  const still = before.at(-1)
  const ends = labelPlaces(y.at(last.gap.p50), still === undefined ? null : y.at(still), height)
  return (
    <div className="cdr-plot cdr-plot--labelled cdr-plot--signed" style={{ height: `${height}px` }}>
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label={says}>
        <path className="cdr-gridline" d={y.ticks.map((tick) => `M0 ${y.at(tick)}H1000`).join('')} />
        <path className="cdr-area" d={bandOf(high, low)} style={{ fill: '#12436d', fillOpacity: 0.2 }} />
        <path d={pathOf(high)} stroke="#6b8dae" strokeWidth="1" />
        <path d={pathOf(low)} stroke="#6b8dae" strokeWidth="1" />
        <path d={`M0 ${y.at(0)}H1000`} stroke="#3d3d3d" strokeWidth="1.25" />
        {before.length === 0 ? null : <path d={pathOf(rows.flatMap(({ date }, at) => (before[at] === undefined ? [] : [[x(yearOf(date)), y.at(before[at])] as const])))} stroke="#3d3d3d" strokeWidth="1.75" strokeDasharray="6 4" />}
        <path d={pathOf(line(({ p50 }) => p50))} stroke="#12436d" strokeWidth="2.5" strokeLinejoin="round" />
        <path d={`M1000 ${y.at(last.gap.p50)}h0`} stroke="#fff" strokeWidth="13" strokeLinecap="round" />
        <path d={`M1000 ${y.at(last.gap.p50)}h0`} stroke="#12436d" strokeWidth="9" strokeLinecap="round" />
      </svg>
      <div aria-hidden="true">
        {y.ticks.map((tick) => (
          <i key={tick} className="cdr-ytick" style={{ top: `${y.at(tick) / 10}%` }}>
            {tick === 0 ? 'no gap' : tick < 0 ? `over ${sayNumber(-tick)}` : sayNumber(tick)}
          </i>
        ))}
        {yearTicks(from, to, 8).map((year) => (
          <i key={year} className="cdr-xtick" style={{ left: `${x(year) / 10}%` }}>
            {year}
          </i>
        ))}
        <b style={{ left: '100%', top: `${(ends[0]! / height) * 100}%`, marginLeft: '10px', color: 'var(--supply)' }}>
          {sayGap(last.gap.p50)}
        </b>
        {still === undefined ? null : (
          <b style={{ left: '100%', top: `${(ends[1]! / height) * 100}%`, marginLeft: '10px', color: 'var(--baseline)' }}>
            do nothing <span>{sayGap(still)}</span>
          </b>
        )}
      </div>
    </div>
  )
}

/** Where the two labels at the end stand: beside their lines, and never over one another. Units: pixels from the top. */
function labelPlaces(now: number, still: number | null, height: number): readonly number[] {
  const [at, other] = [(now / 1000) * height, ((still ?? now) / 1000) * height]
  if (still === null) return [at]
  const [upper = 0, lower = 0] = spread([Math.min(at, other), Math.max(at, other)], 38, 10, height - 10)
  return at <= other ? [upper, lower] : [lower, upper]
}

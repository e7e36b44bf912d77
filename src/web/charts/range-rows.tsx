import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import type { Fan } from '../../contract/projection.ts'
import { sayNumber } from '../format.ts'
import { includesNone, sayGap, sayGapRange } from './gap-words.ts'

export interface RangeRow {
  readonly name: string
  readonly gap: Fan
  /** What stands for the name, a link for example. */ readonly label?: ReactNode
}

/** Draw one range per row on a shared scale: dot = median, bar = 80 %, line = 95 %; the numbers are printed beside it. */
export function RangeRows({ rows, unit, says }: { rows: readonly RangeRow[]; unit: string; says: string }) {
  const scale = scaleLinear()
    .domain([Math.min(0, ...rows.map((row) => row.gap.p2_5)), Math.max(0, ...rows.map((row) => row.gap.p97_5))])
    .nice(4)
  const [low = 0, high = 1] = scale.domain()
  const place = (value: number) => ((value - low) / (high - low || 1)) * 100
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <div className="cdr-ranges__axis" aria-hidden="true">
        <span>
          {ends(scale.ticks(4)).map((tick) => (
            <i key={tick} style={{ left: `${place(tick)}%` }}>
              {tick < 0 ? `over ${sayNumber(-tick)}` : sayNumber(tick)}
            </i>
          ))}
        </span>
      </div>
      <ul className="cdr-ranges">
        {rows.map((row) => (
          <li key={row.name}>
            <span>{row.label ?? row.name}</span>
            <RangeMark gap={row.gap} place={place} />
            <span className="cdr-ranges__numbers">
              <b>
                {sayGap(row.gap.p50)}
                <span className="nhsuk-u-visually-hidden"> {unit}, 80 % range </span>
              </b>{' '}
              <small>{sayGapRange(row.gap)}</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The ends and no gap: labels that never run into each other. */
function ends(ticks: readonly number[]): number[] {
  return [...new Set([ticks[0] ?? 0, 0, ticks.at(-1) ?? 0])]
}

function RangeMark({ gap, place }: { gap: Fan; place: (value: number) => number }) {
  const across = (from: number, to: number) => ({ left: `${place(from)}%`, width: `${place(to) - place(from)}%` })
  return (
    <span className={`cdr-range${includesNone(gap) ? ' cdr-range--none' : ''}`} aria-hidden="true">
      <span className="cdr-range__zero" style={{ left: `${place(0)}%` }} />
      <span className="cdr-range__95" style={across(gap.p2_5, gap.p97_5)} />
      <span className="cdr-range__80" style={across(gap.p10, gap.p90)} />
      <span className="cdr-range__dot" style={{ left: `${place(gap.p50)}%` }} />
    </span>
  )
}

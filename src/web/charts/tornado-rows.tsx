import { scaleLinear } from 'd3-scale'
import { sayNumber } from '../format.ts'

export interface TornadoRow {
  readonly name: string
  readonly gapAtP10: number
  readonly gapAtP90: number
  /** Share of the variance of the gap. */
  readonly share: number
}

/** Draw how far each input moves the gap: bars on a shared scale, the line is the gap with everything at its middle; the numbers are printed beside it. */
export function TornadoRows({ rows, middle, unit, says }: { rows: readonly TornadoRow[]; middle: number; unit: string; says: string }) {
  const ends = rows.flatMap((row) => [row.gapAtP10, row.gapAtP90])
  const scale = scaleLinear()
    .domain([Math.min(middle, ...ends), Math.max(middle, ...ends)])
    .nice(4)
  const [low = 0, high = 1] = scale.domain()
  const place = (value: number) => (high === low ? 50 : ((value - low) / (high - low)) * 100)
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <div className="cdr-ranges__axis" aria-hidden="true">
        <span>
          {[...new Set([low, high])].map((tick) => (
            <i key={tick} style={{ left: `${place(tick)}%` }}>
              {sayPlace(tick)}
            </i>
          ))}
        </span>
      </div>
      <ul className="cdr-ranges">
        {rows.map((row) => {
          const [from, to] = [Math.min(row.gapAtP10, row.gapAtP90), Math.max(row.gapAtP10, row.gapAtP90)]
          return (
            <li key={row.name}>
              <span>{row.name}</span>
              <span className="cdr-range" aria-hidden="true">
                <span className="cdr-range__bar" style={{ left: `${place(from)}%`, width: `${place(to) - place(from)}%` }} />
                <span className="cdr-range__zero" style={{ left: `${place(middle)}%` }} />
              </span>
              <span className="cdr-ranges__numbers">
                <b>{sayShare(row.share)}</b>{' '}
                <small>
                  <span className="nhsuk-u-visually-hidden">of the variance; gap {unit} </span>
                  {sayNumber(from)} to {sayNumber(to)}
                </small>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** Say a share of the variance; a little below 0 is 0 but for chance, and what rounds to nothing is under a hundredth. */
export function sayShare(share: number): string {
  if (share <= 0) return '0 %'
  return share < 0.01 ? 'under 1 %' : `${sayNumber(share * 100)} %`
}

function sayPlace(gap: number): string {
  return gap < 0 ? `over ${sayNumber(-gap)}` : sayNumber(gap)
}

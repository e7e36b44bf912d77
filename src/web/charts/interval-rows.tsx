import '../styles/drawings.css'
import '../styles/programme.css'
import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import type { Queried } from '../figure/queried.ts'

/** A place with its figure and the range it may lie in; without a figure it carries why. */
export interface IntervalRow {
  readonly name: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly here: boolean
  /** The command behind the figure, for whoever reads the page with a machine. */
  readonly queried?: Queried
  /** What stands for the name, a link for example. */
  readonly label?: ReactNode
}

/** Draw figures with their ranges on one scale, beside a figure to compare with: ranges that overlap are no ranking. Every figure is printed. */
export function IntervalRows({ rows, reference, says, say }: { rows: readonly IntervalRow[]; reference: { readonly name: string; readonly value: number } | null; says: string; say: (value: number) => string }) {
  const numbers = [...rows.flatMap(({ value, low, high }) => [value, low, high]), reference?.value ?? null].filter((value) => value !== null)
  const scale = scaleLinear().domain(numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : [0, 1]).nice(4)
  const [from = 0, to = 1] = scale.domain()
  const place = (value: number) => ((value - from) / (to - from || 1)) * 100
  // Amounts of money are long: more than four would run into each other.
  const all = scale.ticks(4)
  const ticks = all.length > 4 ? all.filter((_tick, at) => at % 2 === 0) : all
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <div className="cdr-dotrows__axis" aria-hidden="true">
        <span>
          {ticks.map((tick) => (
            <i key={tick} style={{ left: `${place(tick)}%` }}>
              {say(tick)}
            </i>
          ))}
        </span>
      </div>
      <ul className="cdr-dotrows cdr-intervals">
        {rows.map((row, index) => (
          <li key={`${index} ${row.name}`} className={row.here ? 'cdr-intervals__here' : undefined}>
            <span>
              {row.label ?? row.name}
              {row.here ? <span className="nhsuk-u-visually-hidden"> (the place shown)</span> : null}
            </span>
            <IntervalMark row={row} place={place} reference={reference?.value ?? null} />
            <span className="cdr-dotrows__numbers">
              {row.value === null ? (
                <b {...row.queried}>[x]</b>
              ) : (
                <>
                  <b {...row.queried}>{say(row.value)}</b> <small>{row.low === null || row.high === null ? '' : `${say(row.low)} to ${say(row.high)}`}</small>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {reference === null ? null : (
        <p className="cdr-keyrow cdr-tick">
          <span>
            <span className="cdr-dotrows__key" aria-hidden="true" />
            {reference.name}: {say(reference.value)}
          </span>
        </p>
      )}
    </div>
  )
}

function IntervalMark({ row: { value, low, high }, place, reference }: { row: IntervalRow; place: (value: number) => number; reference: number | null }) {
  if (value === null)
    return (
      <span className="cdr-hatched cdr-intervals__none" aria-hidden="true">
        <span>[x] not available</span>
      </span>
    )
  return (
    <span className="cdr-dotrows__track" aria-hidden="true">
      {reference === null ? null : <span className="cdr-dotrows__reference" style={{ left: `${place(reference)}%` }} />}
      {low === null || high === null ? null : <span className="cdr-intervals__bar" style={{ left: `${place(low)}%`, width: `${place(high) - place(low)}%` }} />}
      <span className="cdr-mark" style={{ left: `${place(value)}%` }} />
    </span>
  )
}

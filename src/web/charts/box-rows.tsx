import '../styles/drawings.css'
import { scaleLinear } from 'd3-scale'
import { boxOf } from './box-numbers.ts'
import type { SayFigure } from './chart-value.ts'

/** A group and the figures of its members. */
export interface BoxGroup {
  readonly name: string
  readonly values: readonly number[]
}

/** Draw how figures of each group spread: box for the middle half, line for the median, whiskers, and rings for those that lie far out; the middle half is printed. */
export function BoxRows({ groups, says, say }: { groups: readonly BoxGroup[]; says: string; say: SayFigure }) {
  const drawn = groups.flatMap((group) => {
    const box = boxOf(group.values)
    return box === null ? [] : [{ ...group, box }]
  })
  const numbers = drawn.flatMap(({ values }) => values)
  const scale = scaleLinear().domain([Math.min(...numbers), Math.max(...numbers)]).nice(4)
  const [low = 0, high = 1] = scale.domain()
  const place = (value: number) => ((value - low) / (high - low || 1)) * 100
  const across = (from: number, to: number) => ({ left: `${place(from)}%`, width: `${place(to) - place(from)}%` })
  const print = (value: number) => say({ value, status: 'ok' })
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <div className="cdr-dotrows__axis" aria-hidden="true">
        <span>
          {scale.ticks(4).map((tick) => (
            <i key={tick} style={{ left: `${place(tick)}%` }}>
              {print(tick)}
            </i>
          ))}
        </span>
      </div>
      <ul className="cdr-dotrows">
        {drawn.map(({ name, box, values }) => (
          <li key={name}>
            <span>
              {name} <small className="cdr-second">{values.length}</small>
            </span>
            <span className="cdr-dotrows__track" aria-hidden="true">
              <span className="cdr-box__whisker" style={across(box.low, box.high)} />
              <span className="cdr-box" style={across(box.lower, box.upper)} />
              <span className="cdr-box__median" style={{ left: `${place(box.median)}%` }} />
              {box.outside.map((value, at) => (
                <span key={at} className="cdr-mark cdr-mark--1" style={{ left: `${place(value)}%` }} />
              ))}
            </span>
            <span className="cdr-dotrows__numbers">
              <b>
                <span className="nhsuk-u-visually-hidden">median </span>
                {print(box.median)}
              </b>{' '}
              <small>
                {print(box.lower)} to {print(box.upper)}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p className="cdr-keyrow cdr-tick">Box: the middle half. Line: the median. Whiskers: within one and a half boxes. Rings: further out. Beside a name: how many figures</p>
    </div>
  )
}

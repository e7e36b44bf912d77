import { sayNumber } from '../format.ts'

export interface NeedRow {
  readonly name: string
  readonly current: number
  readonly required: number
  /** What the two mean beside each other. */
  readonly says: string
}

/** Draw staff in post over staff required, unit by unit, from zero; the numbers are printed beside it. */
export function NeedBars({ rows, says }: { rows: readonly NeedRow[]; says: string }) {
  const most = Math.max(1e-9, ...rows.flatMap(({ current, required }) => [current, required]))
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <p className="cdr-keyrow cdr-tick" aria-hidden="true">
        <span>
          <span className="cdr-swatch cdr-need__post" />
          in post
        </span>
        <span>
          <span className="cdr-swatch cdr-need__required" />
          required
        </span>
      </p>
      <ul className="cdr-ranges cdr-need">
        {rows.map((row, at) => (
          <li key={`${at} ${row.name}`}>
            <span>
              {row.name}
              <small className="cdr-second"> {row.says}</small>
            </span>
            <span className="cdr-need__track" aria-hidden="true">
              <span className="cdr-need__post" style={{ width: `${(row.current / most) * 100}%` }} />
              <span className="cdr-need__required" style={{ width: `${(row.required / most) * 100}%` }} />
            </span>
            <span className="cdr-ranges__numbers">
              <b>
                {sayNumber(row.current, 1)}
                <span className="nhsuk-u-visually-hidden"> in post</span>
              </b>{' '}
              <small>of {sayNumber(row.required, 1)} required</small>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

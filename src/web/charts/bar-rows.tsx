import '../styles/drawings.css'
import type { ChartValue, SayFigure } from './chart-value.ts'

export interface BarRow extends ChartValue {
  readonly name: string
}

/** Draw amounts as bars from 0, each printed at its end. An absent one is hatched and carries its mark; an estimate is outlined. */
export function BarRows({ rows, says, say }: { rows: readonly BarRow[]; says: string; say: SayFigure }) {
  const numbers = rows.flatMap(({ value }) => (value === null ? [] : [value]))
  const [low, high] = [Math.min(0, ...numbers), Math.max(0, ...numbers)]
  const share = (size: number) => (size / (high - low || 1)) * 100
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-bars">
        {rows.map((row, index) => (
          <li key={`${index} ${row.name}`}>
            <span>{row.name}</span>
            <span className="cdr-bars__track" aria-hidden="true">
              <span className="cdr-bars__zero" style={{ left: `${share(-low)}%` }} />
              {row.value === null ? (
                <span className="cdr-bars__bar cdr-hatched" style={{ left: `${share(-low)}%`, width: '12%' }} />
              ) : (
                <span className={`cdr-bars__bar${row.status === 'estimated' ? ' cdr-bars__bar--estimated' : ''}`} style={{ left: `${share(Math.min(0, row.value) - low)}%`, width: `${share(Math.abs(row.value))}%` }} />
              )}
            </span>
            <b>{say(row)}</b>
          </li>
        ))}
      </ul>
      {rows.some(({ status }) => status === 'estimated') ? <p className="cdr-keyrow cdr-tick">Outlined: estimated</p> : null}
    </div>
  )
}

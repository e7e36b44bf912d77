import '../styles/drawings.css'
import { scaleLinear } from 'd3-scale'
import type { ChartValue, SayFigure } from './chart-value.ts'

/** A place or group, with one figure per series. */
export interface DotRow {
  readonly name: string
  readonly figures: readonly ChartValue[]
}

/** A line to compare with: all together, or a peer. */
export interface DotReference {
  readonly name: string
  readonly value: number
}

/** Draw figures as dots on one scale, so that peers can be compared without bars from 0. Up to four series, each with its own shape; every figure is printed. */
export function DotRows({ rows, series, reference, says, say }: { rows: readonly DotRow[]; series: readonly string[]; reference: DotReference | null; says: string; say: SayFigure }) {
  const numbers = [...rows.flatMap(({ figures }) => figures.flatMap(({ value }) => (value === null ? [] : [value]))), ...(reference === null ? [] : [reference.value])]
  const scale = scaleLinear().domain(numbers.length > 0 ? [Math.min(...numbers), Math.max(...numbers)] : [0, 1]).nice(4)
  const [low = 0, high = 1] = scale.domain()
  const place = (value: number) => ((value - low) / (high - low || 1)) * 100
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      {series.length < 2 ? null : <ShapeKey series={series} />}
      <div className="cdr-dotrows__axis" aria-hidden="true">
        <span>
          {scale.ticks(4).map((tick) => (
            <i key={tick} style={{ left: `${place(tick)}%` }}>
              {say({ value: tick, status: 'ok' })}
            </i>
          ))}
        </span>
      </div>
      <ul className="cdr-dotrows">
        {rows.map((row, index) => (
          <li key={`${index} ${row.name}`}>
            <span>{row.name}</span>
            <span className="cdr-dotrows__track" aria-hidden="true">
              {reference === null ? null : <span className="cdr-dotrows__reference" style={{ left: `${place(reference.value)}%` }} />}
              {row.figures.map(({ value }, at) => (value === null ? null : <span key={series[at]} className={`cdr-mark cdr-mark--${at}`} style={{ left: `${place(value)}%` }} />))}
            </span>
            <span className="cdr-dotrows__numbers">
              {row.figures.map((figure, at) => (
                <span key={series[at] ?? at}>
                  {at === 0 ? '' : ' · '}
                  {series.length < 2 ? null : <span className="nhsuk-u-visually-hidden">{series[at]} </span>}
                  {at === 0 ? <b>{say(figure)}</b> : say(figure)}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {reference === null ? null : (
        <p className="cdr-keyrow cdr-tick">
          <span>
            <span className="cdr-dotrows__key" aria-hidden="true" />
            {reference.name}: {say({ value: reference.value, status: 'ok' })}
          </span>
        </p>
      )}
    </div>
  )
}

function ShapeKey({ series }: { series: readonly string[] }) {
  return (
    <p className="cdr-keyrow cdr-tick">
      {series.map((name, at) => (
        <span key={name}>
          <span className={`cdr-mark cdr-mark--key cdr-mark--${at}`} aria-hidden="true" />
          {name}
        </span>
      ))}
    </p>
  )
}

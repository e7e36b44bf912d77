import '../styles/drawings.css'
import type { ChartValue, SayFigure } from './chart-value.ts'
import { stepOf, stepsOf } from './steps.ts'

/** Rows and columns of figures; null where the data have no such combination. */
export interface HeatCells {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly name: string; readonly figures: readonly (ChartValue | null)[] }[]
}

/** Draw a table whose cells are tinted in five steps by what stands in them. Every figure is printed; what is missing is hatched or marked, never tinted. */
export function HeatTable({ cells, head, caption, say }: { cells: HeatCells; head: string; caption: string; say: SayFigure }) {
  const steps = stepsOf(cells.rows.flatMap(({ figures }) => figures.flatMap((figure) => (figure?.value == null ? [] : [figure.value]))))
  return (
    <div>
      <section className="cdr-scroll cdr-heat" tabIndex={0} aria-label={`Heat table: ${caption}`}>
        <table className="nhsuk-table">
          <caption className="nhsuk-u-visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {cells.columns.map((column, at) => (
                <th key={`${at} ${column}`} scope="col" className="cdr-number">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.rows.map((row, index) => (
              <tr key={`${index} ${row.name}`}>
                <th scope="row">{row.name}</th>
                {row.figures.map((figure, at) => (
                  <td key={at} className={`cdr-number ${lookOf(figure, steps)}`}>
                    {figure === null ? '[z]' : say(figure)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="cdr-keyrow cdr-tick">
        {steps.map((from, at) => (
          <span key={from}>
            <span className={`cdr-swatch cdr-heat--${at}`} aria-hidden="true" />
            {at === 0 ? `under ${say({ value: steps[1] ?? from, status: 'ok' })}` : `${say({ value: from, status: 'ok' })}${at === steps.length - 1 ? ' and over' : ''}`}
          </span>
        ))}
      </p>
    </div>
  )
}

function lookOf(figure: ChartValue | null, steps: readonly number[]): string {
  if (figure === null) return ''
  return figure.value === null ? 'cdr-hatched' : `cdr-heat--${stepOf(steps, figure.value)}`
}

import type { ReactNode } from 'react'

/** How a cell of a month or year looks: solid, notched, half, hatched, or empty. */
export type CellLook = 'seen' | 'late' | 'part' | 'missing' | 'empty'

export interface MonthRow {
  readonly key: string
  readonly name: ReactNode
  readonly cells: readonly { readonly key: string; readonly look: CellLook }[]
  readonly count: string
}
export interface MonthHead {
  readonly key: string
  readonly label: string
}

/** Draw rows of months or years under their heads, with the key below. The name and the count of each row say in words what its cells show. */
export function MonthRows({ heads, rows, looks }: { heads: readonly (readonly MonthHead[])[]; rows: readonly MonthRow[]; looks: readonly { readonly look: CellLook; readonly says: string }[] }) {
  return (
    <div>
      <ul className="cdr-matrix">
        {heads.map((labels, at) => (
          <Heads key={at} labels={labels} />
        ))}
        {rows.map((row) => (
          <li key={row.key}>
            <span>{row.name}</span>
            <span className="cdr-matrix__cells" aria-hidden="true">
              {row.cells.map((cell) => (
                <span key={cell.key} className={`cdr-cell cdr-cell--${cell.look}`} />
              ))}
            </span>
            <span className="cdr-matrix__count">{row.count}</span>
          </li>
        ))}
      </ul>
      <p className="cdr-keyrow cdr-tick" style={{ marginTop: '12px' }}>
        {looks.map(({ look, says }) => (
          <span key={look}>
            <span className={`cdr-swatch cdr-cell cdr-cell--${look}`} />
            {says}
          </span>
        ))}
      </p>
    </div>
  )
}

function Heads({ labels }: { labels: readonly MonthHead[] }) {
  return (
    <li aria-hidden="true" className="cdr-matrix__head">
      <span className="cdr-wide" />
      <span className="cdr-matrix__heads">
        {labels.map(({ key, label }) => (
          <span key={key}>{label}</span>
        ))}
      </span>
      <span className="cdr-wide" />
    </li>
  )
}

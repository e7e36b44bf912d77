import { groupPeriods } from './group-periods.ts'
import type { Held } from './group-periods.ts'

/** Draw which source is held for which month or year: solid, half, hatched when it is lacking, empty when it is not due. */
export function MonthMatrix({ rows, says }: { rows: readonly Held[]; says: string }) {
  const { heads, lines } = groupPeriods(rows)
  return (
    <div>
      <p className="nhsuk-u-visually-hidden">{says}</p>
      <ul className="cdr-matrix">
        <Heads labels={heads.map((head) => ({ key: head.key, label: head.year }))} />
        {heads.some((head) => head.month !== '') ? <Heads labels={heads.map((head) => ({ key: head.key, label: head.month }))} /> : null}
        {lines.map((line) => (
          <li key={line.title}>
            <span>{line.title}</span>
            <span className="cdr-matrix__cells" aria-hidden="true">
              {line.cells.map((cell, index) => (
                <span key={heads[index]!.key} className={`cdr-cell cdr-cell--${cell}`} />
              ))}
            </span>
            <span className="cdr-matrix__count">{line.count}</span>
          </li>
        ))}
      </ul>
      <p className="cdr-keyrow cdr-tick" style={{ marginTop: '8px' }}>
        <span>
          <span className="cdr-swatch cdr-cell--seen" />
          held
        </span>
        <span>
          <span className="cdr-swatch cdr-cell cdr-cell--part" />
          part of the year
        </span>
        <span>
          <span className="cdr-swatch cdr-cell cdr-cell--missing" />
          [x] lacking
        </span>
        <span>
          <span className="cdr-swatch cdr-cell cdr-cell--empty" />
          not due
        </span>
      </p>
    </div>
  )
}

function Heads({ labels }: { labels: readonly { key: string; label: string }[] }) {
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

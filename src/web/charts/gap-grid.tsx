import type { GapMatrix } from '../../contract/coverage.ts'

type State = GapMatrix['rows'][number]['cells'][number]['state']

/** How a month looks, and the words of the key. A second cue stands in every state but the plain one: half, notched, hatched, empty. */
const looks: readonly { readonly state: State; readonly look: string; readonly says: string }[] = [
  { state: 'present', look: 'seen', says: 'held' },
  { state: 'late', look: 'late', says: 'held, came late' },
  { state: 'partial', look: 'part', says: 'held in part' },
  { state: 'absent', look: 'missing', says: '[x] not sent' },
  { state: 'not-due', look: 'empty', says: 'not due' },
]

/** Draw which organisation has sent which table for which month, newest at the right. The table beside it says the same in words. */
export function GapGrid({ matrix, rows }: { matrix: GapMatrix; rows: GapMatrix['rows'] }) {
  return (
    <div>
      <ul className="cdr-matrix">
        <Heads labels={yearsOf(matrix.months)} />
        <Heads labels={matrix.months.map((month) => ({ key: month, label: 'JFMAMJJASOND'[Number(month.slice(5, 7)) - 1] ?? '' }))} />
        {rows.map((row) => (
          <li key={`${row.organisation.code} ${row.table}`}>
            <span>
              {row.organisation.name} <span className="cdr-second cdr-tick">{row.title}</span>
            </span>
            <span className="cdr-matrix__cells" aria-hidden="true">
              {row.cells.map((cell) => (
                <span key={cell.month} className={`cdr-cell cdr-cell--${looks.find(({ state }) => state === cell.state)?.look ?? 'empty'}`} />
              ))}
            </span>
            <span className="cdr-matrix__count">
              {row.held} of {row.due}
            </span>
          </li>
        ))}
      </ul>
      <p className="cdr-keyrow cdr-tick" style={{ marginTop: '12px' }}>
        {looks.map(({ state, look, says }) => (
          <span key={state}>
            <span className={`cdr-swatch cdr-cell cdr-cell--${look}`} />
            {says}
          </span>
        ))}
      </p>
    </div>
  )
}

/** What a state is called in a table. */
export function sayMonthState(state: State): string {
  return looks.find((one) => one.state === state)?.says ?? state
}

function yearsOf(months: readonly string[]) {
  return months.map((month, at) => ({ key: month, label: at === 0 || month.slice(5, 7) === '01' ? month.slice(0, 4) : '' }))
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

import type { OverviewChange, OverviewChanges as Changes } from '../../contract/overview.ts'
import { shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import { sayDatesIn } from '../format.ts'

/** What each kind of row is, in the table. */
const kinds: Readonly<Record<OverviewChange['kind'], string>> = { moved: 'since the month before', plan: 'since the snapshot before', data: 'what was loaded', same: 'did not change', late: 'not sent' }

/** What moved since the month and the snapshot before, largest effect on the plan first; what did not; what is late. */
export function OverviewChanges({ changes, width }: { changes: Changes; width: 12 | 6 | 5 }) {
  return (
    <Figure
      id="changed"
      width={width}
      title={changes.title}
      subtitle={changes.since}
      provenance={[
        { name: 'Definition', says: 'Figures of the newest month against those of the month before, of the same source; rates of the plan against those learnt from the snapshot before, and what each does to the staff projected five years ahead' },
        ...(changes.provenance === null ? [] : linesOfAnswer(changes.provenance).filter(({ name }) => name !== 'Definition')),
        { name: 'Repeat it', says: <code>{`cadre rates --moved --area ${changes.area}`}</code> },
      ]}
      table={{
        columns: [{ name: 'Amount' }, { name: 'Effect on the plan, FTE', numeric: true }, { name: 'What' }, { name: 'Why' }, { name: 'Compared' }],
        rows: changes.rows.map((change) => [words(change.amount), shown(change.effect === null ? '[z]' : Math.round(change.effect), change.effect), words(change.what), words(sayDatesIn(change.why)), words(kinds[change.kind])]),
      }}
    >
      {changes.rows.length === 0 ? <p className="cdr-second">Nothing is held to compare with.</p> : null}
      <ul className="cdr-changes">
        {changes.rows.map((change) => (
          <li key={`${change.kind} ${change.amount} ${change.what}`}>
            <b className={change.kind === 'late' ? 'cdr-changes__late' : undefined}>{change.amount}</b>
            <span>
              {change.what}
              <small>{sayDatesIn(change.why)}</small>
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

import type { OverviewAnswer } from '../../contract/overview.ts'
import { words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'

/** What moved between the last two snapshots, and why. */
export function OverviewChanges({ changed, width, snapshot }: { changed: OverviewAnswer['changed']; width: 12 | 6; snapshot: string | undefined }) {
  return (
    <Figure
      id="changed"
      width={width}
      title="What changed"
      subtitle="The last snapshots, newest first"
      provenance={[
        { name: 'Definition', says: 'What each of the last snapshots added or moved against the one before it' },
        { name: 'Snapshot', says: <code>{snapshot ?? 'none'}</code> },
      ]}
      table={{
        columns: [{ name: 'Amount' }, { name: 'What' }, { name: 'Why' }],
        rows: changed.map((change) => [words(change.amount), words(change.what), words(change.why)]),
      }}
    >
      {changed.length === 0 ? <p className="cdr-second">This is the first snapshot: there is nothing before it to compare with.</p> : null}
      <ul className="cdr-changes">
        {changed.map((change) => (
          <li key={`${change.amount} ${change.what}`}>
            <b>{change.amount}</b>
            <span>
              {change.what}
              <small>{change.why}</small>
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

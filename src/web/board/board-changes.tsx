import type { BoardAnswer } from '../../contract/board.ts'
import { Figure } from '../figure/figure.tsx'

/** What the last snapshots added or moved. */
export function BoardChanges({ changed, snapshot }: { changed: BoardAnswer['changed']; snapshot: string }) {
  return (
    <Figure
      id="changed"
      title="What changed"
      subtitle="What moved most, what the newest data brought, and who is late"
      provenance={[
        { name: 'Definition', says: 'Staff in post against the month before, rates against the snapshot before, the newest snapshot, and months that were due and are not held; the Overview lists them all' },
        { name: 'Snapshot', says: <code>{snapshot}</code> },
      ]}
    >
      {changed.length === 0 ? <p className="cdr-second">Nothing moved that is held twice: there is nothing before these data to compare with.</p> : null}
      <ul className="cdr-a4__list">
        {changed.map(({ amount, what, why }) => (
          <li key={`${amount} ${what}`}>
            <b>{amount}</b> {what}
            <small>{why}</small>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

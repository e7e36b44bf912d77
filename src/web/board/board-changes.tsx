import type { BoardAnswer } from '../../contract/board.ts'
import { Figure } from '../figure/figure.tsx'
import { repeatBoard } from './repeat-board.ts'

/** What the last snapshots added or moved. */
export function BoardChanges({ changed, snapshot, area }: { changed: BoardAnswer['changed']; snapshot: string; area: string }) {
  return (
    <Figure
      id="changed"
      title="What changed"
      subtitle="Against the month before, and what the newest data brought"
      provenance={[
        { name: 'Definition', says: 'Staff in post and the key rate that moved most for its size, each against the month before; the newest snapshot; and the key figure that most employers are missing from. The Overview lists more' },
        { name: 'Snapshot', says: <code>{snapshot}</code> },
        { name: 'Repeat it', says: <code>{repeatBoard(area)}</code> },
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

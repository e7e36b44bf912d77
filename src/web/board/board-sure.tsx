import type { BoardAnswer } from '../../contract/board.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'

const title = 'How sure we are of the data'
import { repeatBoard } from './repeat-board.ts'

/** How much of the expected workforce is seen, sector by sector, in five blocks and in words. */
export function BoardSure({ sure, why, snapshot, area }: { sure: BoardAnswer['sure']; why: string | null; snapshot: string; area: string }) {
  if (why !== null) return <Unavailable id="sure" title={title} why={why} />
  return (
    <Figure
      id="sure"
      title={title}
      subtitle="Blocks: five from 95 % seen, four from 85 %, three from 70 %, two from 40 %"
      provenance={[
        { name: 'Definition', says: 'FTE of organisations with staff records or counts of the last months, for every hundred FTE expected; the Data page says how each was estimated' },
        { name: 'Snapshot', says: <code>{snapshot}</code> },
        { name: 'Repeat it', says: <code>{repeatBoard(area)}</code> },
      ]}
    >
      <ul className="cdr-a4__list cdr-a4__sure">
        {sure.map(({ name, blocks, word, says }) => (
          <li key={name}>
            <b>{name}</b>
            <Blocks filled={blocks} />
            <span className="cdr-strong">{word}</span>
            <small>{says}</small>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

/** Five blocks, filled from the left; hatched when the share is not known. The word beside them says the same. */
function Blocks({ filled }: { filled: number | null }) {
  return (
    <span className={`cdr-blocks${filled === null ? ' cdr-hatched' : ''}`} aria-hidden="true">
      {filled === null ? null : [1, 2, 3, 4, 5].map((block) => <span key={block} className={block <= filled ? 'cdr-blocks__on' : undefined} />)}
    </span>
  )
}

import type { TokenState } from '../../contract/access.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Tokens, and how each is taken back. */
export function TokenList({ tokens, onRevoke }: { tokens: readonly TokenState[]; onRevoke: (id: string) => void }) {
  const open = tokens.filter((token) => token.open)
  if (open.length === 0) return <p>No token opens anything.</p>
  return (
    <ul className="cdr-files">
      {open.map((token) => (
        <li key={token.id}>
          <span className="cdr-files__name">{token.name}</span>
          <p className="cdr-second">
            Made on {sayDate(token.createdAt.slice(0, 10))}, opens until {sayDate(token.expiresAt.slice(0, 10))}
            {token.scopes === null ? '' : `, within ${token.scopes.join(', ')}`}
            {token.secondFactor ? ', with the second factor' : ''}
          </p>
          <div className="cdr-actions">
            <button type="button" className="cdr-action" onClick={() => onRevoke(token.id)}>
              Take back<span className="nhsuk-u-visually-hidden"> the token {token.name}</span>
            </button>
          </div>
        </li>
      ))}
    </ul>
  )
}

import type { ReactNode } from 'react'
import type { Granted } from '../../contract/access.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Grants of a person: role, scope, days. `action` is what may be done about one that is not taken back. */
export function GrantTable({ grants, caption, action }: { grants: readonly Granted[]; caption: string; action?: (grant: Granted) => ReactNode }) {
  if (grants.length === 0) return <p>No role is granted yet.</p>
  return (
    <div className="cdr-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-u-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">Scope</th>
            <th scope="col">Days</th>
            <th scope="col">Granted</th>
            {action === undefined ? null : <th scope="col">Change</th>}
          </tr>
        </thead>
        <tbody>
          {grants.map((grant) => (
            <tr key={grant.number}>
              <th scope="row">{grant.roleName}</th>
              <td>{grant.scope}</td>
              <td>{sayDays(grant)}</td>
              <td>
                {sayDate(grant.grantedAt.slice(0, 10))} by {grant.grantedBy}
              </td>
              {action === undefined ? null : <td>{grant.revokedAt === null ? action(grant) : ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function sayDays({ from, until, revokedAt, revokedBy, inForce }: Granted): string {
  if (revokedAt !== null) return `taken back on ${sayDate(revokedAt.slice(0, 10))} by ${revokedBy ?? 'somebody'}`
  const days = until === null ? `from ${sayDate(from)}` : `${sayDate(from)} to ${sayDate(until)}`
  return inForce ? days : `${days}, not in force today`
}

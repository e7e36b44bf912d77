import type { Granted } from '../../contract/access.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Grants of a person: role, scope, days. With `onRevoke`, each that holds can be taken back. */
export function GrantTable({ grants, caption, onRevoke }: { grants: readonly Granted[]; caption: string; onRevoke?: (number: number) => void }) {
  if (grants.length === 0) return <p>No role is granted yet.</p>
  return (
    <section className="cdr-scroll" aria-label={caption} tabIndex={0}>
      <table className="nhsuk-table">
        <caption className="nhsuk-u-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Role</th>
            <th scope="col">Scope</th>
            <th scope="col">Days</th>
            <th scope="col">Granted</th>
            {onRevoke === undefined ? null : <th scope="col">Change</th>}
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
              {onRevoke === undefined ? null : <td>{grant.revokedAt === null ? <TakeBack grant={grant} onRevoke={onRevoke} /> : ''}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function TakeBack({ grant, onRevoke }: { grant: Granted; onRevoke: (number: number) => void }) {
  return (
    <button type="button" className="cdr-action" onClick={() => onRevoke(grant.number)}>
      Take back<span className="nhsuk-u-visually-hidden">{` ${grant.roleName} in ${grant.scope}`}</span>
    </button>
  )
}

function sayDays({ from, until, revokedAt, revokedBy, inForce }: Granted): string {
  if (revokedAt !== null) return `taken back on ${sayDate(revokedAt.slice(0, 10))} by ${revokedBy ?? 'somebody'}`
  const days = until === null ? `from ${sayDate(from)}` : `${sayDate(from)} to ${sayDate(until)}`
  return inForce ? days : `${days}, not in force today`
}

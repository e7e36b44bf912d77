import { isInForce, sayScope } from '../../access/grant.ts'
import { roles } from '../../access/role.ts'
import type { Granted, TokenState } from '../../contract/access.ts'
import type { KeptGrant } from '../../store/people.ts'
import type { Token } from '../../store/sessions.ts'

/** Say a grant as it stands on the wire. */
export function sayGrant(grant: KeptGrant, today: string): Granted {
  const { id, role, scope, from, until, grantedBy, grantedAt, revokedBy, revokedAt } = grant
  return { number: id, role, roleName: roles[role].name, scope: sayScope(scope).replace(' ', ':'), from, until, grantedBy, grantedAt, revokedBy, revokedAt, inForce: revokedAt === null && isInForce(grant, today) }
}

/** Say a token as it stands on the wire, and whether it opens anything at a moment: never what it is carried as. */
export function sayToken({ person: _person, scopes, roles: only, ...token }: Token, now: string): TokenState {
  return { ...token, open: token.revokedAt === null && token.expiresAt > now, scopes: scopes?.map((scope) => sayScope(scope).replace(' ', ':')) ?? null, roles: only === null ? null : [...only] }
}

import type { CalendarDate } from '../units/calendar-date.ts'
import type { Refusal } from '../units/refusal.ts'
import { isInForce, type Grant, type Scope } from './grant.ts'
import { policies, type Policy, type PolicyName } from './policy.ts'
import { refuseOutside, refuseRight, refuseSecondFactor, signInNeeded } from './refuse-access.ts'
import { reachesAll } from './reach.ts'
import { roles, type Right } from './role.ts'
import { nobody, type Viewer } from './viewer.ts'

/**
 * Say whether a viewer may do what a policy guards, on a day.
 *
 * Shape: `where` the place asked for and every place it lies in; null asks whether the right is held in any scope at all.
 * Errors: refuses `sign-in-needed`, `not-allowed`, `outside-your-scope`, `second-factor-needed`; null when it is allowed.
 */
export function may(viewer: Viewer, name: PolicyName, where: readonly Scope[] | null, date: CalendarDate): Refusal | null {
  const policy: Policy = policies[name]
  if (policy.needs === 'nobody') return null
  if (viewer.id === nobody.id) return signInNeeded
  if (policy.needs !== 'person' && !hasRight(viewer.grants, policy.needs, policy.overAll ? [] : where, date)) return refuseRight(policy, where)
  if (policy.overAll && !reachesAll(viewer.reach)) return refuseOutside('everybody, which a change of the shared data speaks of')
  return policy.secondFactor && !viewer.secondFactor ? refuseSecondFactor(policy) : null
}

/** Say whether a grant in force gives a right in one of the scopes; null asks for any scope. */
export function hasRight(grants: readonly Grant[], right: Right, where: readonly Scope[] | null, date: CalendarDate): boolean {
  return grants.some((grant) => isInForce(grant, date) && roles[grant.role].rights.includes(right) && covers(grant.scope, where))
}

/** A scope covers a place when it is everything, the place itself, or something the place lies in. */
function covers(scope: Scope, where: readonly Scope[] | null): boolean {
  return where === null || scope.kind === 'everything' || where.some(({ kind, code }) => kind === scope.kind && code === scope.code)
}

import { isInForce, rightsOn, type Grant } from '../../access/grant.ts'
import { may } from '../../access/may.ts'
import type { PolicyName } from '../../access/policy.ts'
import { demonstrationViewer, localViewer, type Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { desk } from '../../store/people.ts'
import { readReach } from '../../store/viewer-reach.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

/**
 * Say who acts when a job is done: who asked, with what of that they still have. A job may begin long after it was asked for.
 *
 * Errors: refuses `not-allowed-any-more`.
 */
export async function viewerOfJob(house: House, asked: Omit<Viewer, 'reach'>, policy: PolicyName, now: string): Promise<Viewer | Refusal> {
  const known = [localViewer, demonstrationViewer].find(({ id }) => id === asked.id)
  if (known !== undefined) return known
  const today = now.slice(0, 10)
  const person = await house.people.find(desk, asked.id)
  if (person === null || person.closedAt !== null) return refuseAnyMore(asked.name)
  const held = (await house.people.grants(desk, person.id)).filter((grant) => grant.revokedAt === null && isInForce(grant, today))
  const grants = asked.grants.filter((grant) => isInForce(grant, today) && held.some((one) => covers(one, grant)))
  const viewer = { ...asked, name: person.name, grants, rights: ['person' as const, ...rightsOn(grants, today)], reach: await readReach(house, grants, today) }
  return isRefusal(may(viewer, policy, null, today)) ? refuseAnyMore(asked.name) : viewer
}

/** What was asked with may be narrower than what is held: a token gives less than its person has. */
function covers(held: Grant, asked: Grant): boolean {
  return held.role === asked.role && (held.scope.kind === 'everything' || (held.scope.kind === asked.scope.kind && held.scope.code === asked.scope.code))
}

function refuseAnyMore(name: string): Refusal {
  return refuse('not-allowed-any-more', 'conflict', { doing: 'Beginning a job', found: `${name}, who asked for it, may not do this any more`, need: 'Somebody who may', next: 'Ask for it as somebody who may, or ask an administrator' })
}

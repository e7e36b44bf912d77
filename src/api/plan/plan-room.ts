import type { Viewer } from '../../access/viewer.ts'
import type { PlanPresence, PlanShare } from '../../contract/plan-work.ts'
import type { House } from '../../store/house.ts'
import { presenceSeconds } from '../../store/plan-presence.ts'
import { refusePlan } from '../../store/plans.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'
import { refuseUnlessWorking } from './plan-rights.ts'

/** Say that the viewer has a plan open, and which field is in hand; hear who else has. Errors: refuses `plan-not-found`, `not-allowed`. */
export async function enterPlan(house: House, viewer: Viewer, id: string, editing: string | null, now: string): Promise<PlanPresence | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const refused = refuseUnlessWorking(viewer, plan, now)
  if (refused) return refused
  const found = await house.planRoom.enter(viewer, id, editing, now)
  return found === null ? refusePlan(id) : { seconds: presenceSeconds, others: found.others.map((one) => ({ ...one })), version: found.version }
}

/** Say that the viewer closed a plan. Errors: refuses `plan-not-found`. */
export async function leavePlan(house: House, viewer: Viewer, id: string): Promise<PlanPresence | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  await house.planRoom.leave(viewer, id)
  return { seconds: presenceSeconds, others: [], version: plan.version }
}

/** Let whoever sees figures of the area read a plan until a day, or (null) no longer. The address holds no secret: it opens within the scope only. Errors: refuses `plan-not-found`, `not-allowed`, `plan-share-over`. */
export async function sharePlan(house: House, viewer: Viewer, id: string, until: string | null, now: string): Promise<PlanShare | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const refused = refuseUnlessWorking(viewer, plan, now)
  if (refused) return refused
  if (until !== null && until < now.slice(0, 10)) return refuse('plan-share-over', 'input', { doing: 'Sharing a plan', found: `the last day would be ${until}`, need: 'Today or a later day', next: 'Give a later day' })
  if (!await house.planRoom.share(viewer, id, until, now)) return refusePlan(id)
  return { plan: id, address: `/scenario?id=${id}`, until, says: until === null ? 'Only those who plan or approve in the area read it now.' : `Whoever sees figures of the area may read it until ${sayDate(until)}, by this address; nobody else is told that it is there.` }
}

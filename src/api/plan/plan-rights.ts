import { hasRight } from '../../access/may.ts'
import { policies } from '../../access/policy.ts'
import { refuseRight } from '../../access/refuse-access.ts'
import type { Right } from '../../access/role.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { PlanStepKind } from '../../store/plan-steps.ts'
import type { PlanHead } from '../../store/plans.ts'
import type { Refusal } from '../../units/refusal.ts'
import { readWhere } from '../import/where-lies.ts'

type Where = Pick<PlanHead, 'within'>

/** Whether a viewer plans for the area of a plan. */
export function plansFor(viewer: Viewer, plan: Where, now: string): boolean {
  return holds(viewer, 'plan', plan, now)
}

/** Whether a viewer plans or approves there. */
export function worksOn(viewer: Viewer, plan: Where, now: string): boolean {
  return holds(viewer, 'plan', plan, now) || holds(viewer, 'approve', plan, now)
}

/** Who may take a step: planners submit, approvers sign off, and both may send back. */
const takers: Readonly<Record<PlanStepKind, readonly Right[]>> = {
  'baseline-agreed': ['approve'], 'baseline-reopened': ['plan', 'approve'], submitted: ['plan'], returned: ['plan', 'approve'], agreed: ['approve'], superseded: ['approve'],
}

/** Whether a viewer may take a step of a plan of this area, whatever it stands at. */
export function mayTake(viewer: Viewer, plan: Where, kind: PlanStepKind, now: string): boolean {
  return takers[kind].some((right) => holds(viewer, right, plan, now))
}

/** Errors: refuses `not-allowed`; null when the viewer plans or approves there. */
export function refuseUnlessWorking(viewer: Viewer, plan: Where, now: string): Refusal | null {
  return worksOn(viewer, plan, now) ? null : refuseRight(policies['plan-work'], null)
}

function holds(viewer: Viewer, right: Right, { within }: Where, now: string): boolean {
  return hasRight(viewer.grants, right, within.map(readWhere), now.slice(0, 10))
}

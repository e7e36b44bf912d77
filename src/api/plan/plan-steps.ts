import { policies } from '../../access/policy.ts'
import { refuseRight } from '../../access/refuse-access.ts'
import type { Viewer } from '../../access/viewer.ts'
import type { PlanDocument } from '../../contract/plan.ts'
import type { AgreedPlans, PlanStep, PlanStepRequest, PlanSteps } from '../../contract/plan-work.ts'
import type { AskedOnce } from '../../store/answered-once.ts'
import type { House } from '../../store/house.ts'
import type { AgreedPlan, PlanStep as KeptStep } from '../../store/plan-steps.ts'
import { refusePlan, type PlanConflict } from '../../store/plans.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { findPlace } from '../map/find-place.ts'
import { namesOfAreas } from './plan-area.ts'
import { signBaseline } from './plan-baseline.ts'
import { mayTake } from './plan-rights.ts'
import { sayCount } from '../say.ts'

/** Every step of a plan, in order. Errors: refuses `plan-not-found`. */
export async function listSteps(house: House, viewer: Viewer, plan: string): Promise<PlanSteps | Refusal> {
  const steps = await house.planSteps.list(viewer, plan)
  if (steps === null) return refusePlan(plan)
  const last = steps.at(-1)
  return { summary: last === undefined ? 'Nothing was submitted or agreed yet.' : `${sayCount(steps.length, 'step')}, the last “${last.kind}” by ${last.by} on ${last.at.slice(0, 10)}.`, steps: steps.map(sayStep) }
}

/**
 * Take a step of a plan, from the version that was looked at: agree its baseline, submit, return, agree or supersede it.
 *
 * Errors: refuses `plan-not-found`, `not-allowed`, `plan-step-needs-reason`, what the baseline’s projection refuses, and as PlanSteps.take.
 */
export async function takeStep(house: House, viewer: Viewer, id: string, { kind, because }: PlanStepRequest, from: number, once: AskedOnce): Promise<PlanStep | Refusal | PlanConflict> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  if (!mayTake(viewer, plan, kind, once.at)) return refuseRight(policies['plan-work'], null)
  const needsReason = kind === 'returned' || kind === 'superseded' || kind === 'baseline-reopened'
  if (needsReason && !because) return refuse('plan-step-needs-reason', 'input', { doing: `Taking the step “${kind}”`, found: 'no reason', need: 'A reason that those who read the plan later understand', next: 'Send it with because' })
  const holds = kind === 'baseline-agreed' ? await signBaseline(house, viewer, plan.document as unknown as PlanDocument) : {}
  if (isRefusal(holds)) return holds
  const taken = await house.planSteps.take(viewer, once, { plan: id, from, kind, because: because ?? null, holds: holds as KeptStep['holds'] })
  return isRefusal(taken) ? taken : sayStep(taken)
}

/** What stands as agreed in an area, or in every area within the scope, the latest first. Errors: refuses what finding the area refuses. */
export async function listAgreed(house: House, viewer: Viewer, area: string | undefined): Promise<AgreedPlans | Refusal> {
  const place = area === undefined ? null : await findPlace(house, viewer, area)
  if (isRefusal(place)) return place
  const nameOf = await namesOfAreas(house, viewer)
  const plans = (await house.planSteps.agreed(viewer, place === null ? null : `${place.area.level}:${place.area.code}`)).map((one) => sayAgreed(one, nameOf))
  return { summary: plans.length === 0 ? 'No plan is agreed here.' : `${sayCount(plans.length, 'plan')} ${plans.length === 1 ? 'is' : 'are'} agreed, the latest ${plans[0]!.title}.`, plans }
}

/** The plan agreed last for an area (code or name) and not superseded: what a measure may read as the agreed run. Null where there is none within the scope. */
export async function latestAgreed(house: House, viewer: Viewer, area: string): Promise<AgreedPlans['plans'][number] | null> {
  const agreed = await listAgreed(house, viewer, area)
  return isRefusal(agreed) ? null : agreed.plans[0] ?? null
}

function sayAgreed({ plan, agreed, baseline }: AgreedPlan, nameOf: (area: string) => string): AgreedPlans['plans'][number] {
  const document = plan.document as unknown as PlanDocument
  return {
    plan: plan.id, title: plan.title, area: plan.area, areaName: nameOf(plan.area), profession: document.baseline.profession ?? null, horizon: document.baseline.horizon, status: plan.status, version: plan.version, agreedBy: agreed.by, agreedAt: agreed.at,
    dataset: String(baseline.holds['dataset']), model: String(baseline.holds['model']), document: JSON.parse(JSON.stringify(document)) as AgreedPlans['plans'][number]['document'],
  }
}

function sayStep({ id, plan, version, kind, by, at, because, holds }: KeptStep): PlanStep {
  return { id, plan, version, kind, by, at, because, holds: { ...holds } as PlanStep['holds'] }
}

import { may } from '../access/may.ts'
import { refuseRight } from '../access/refuse-access.ts'
import { policies } from '../access/policy.ts'
import type { Viewer } from '../access/viewer.ts'
import type { PlanDocument, PlanEdit, PlanEditRequest, PlanEdits, PlanList, PlanState } from '../contract/plan.ts'
import type { AskedOnce } from '../store/answered-once.ts'
import type { House } from '../store/house.ts'
import type { PlanCopyRequest } from '../contract/plan-work.ts'
import { changedFields, type Json } from '../store/plan-document.ts'
import { refusePlan, type KeptPlan, type NewPlan, type PlanConflict } from '../store/plans.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { findPlace } from './map/find-place.ts'
import { namesOfAreas } from './plan/plan-area.ts'
import { readPlan, readPlanFile } from './plan/plan-file.ts'
import { plansFor } from './plan/plan-rights.ts'
import { headOf, sayState } from './plan/plan-state.ts'
import { sayWhere, whereLies } from './import/where-lies.ts'

/** Plans of the areas where the viewer plans or approves, the latest edited first. */
export async function listPlans(house: House, viewer: Viewer): Promise<PlanList> {
  const nameOf = await namesOfAreas(house, viewer)
  const plans = (await house.plans.list(viewer)).map((plan) => headOf(plan, nameOf))
  return { summary: plans.length === 0 ? 'No plan is kept within your scope.' : `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'} within your scope, the latest edited first.`, plans }
}

/** A plan as it is. Errors: refuses `plan-not-found`. */
export async function showPlan(house: House, viewer: Viewer, id: string, now: string): Promise<PlanState | Refusal> {
  const plan = await house.plans.find(viewer, id)
  return plan === null ? refusePlan(id) : sayState(house, viewer, plan, now)
}

/** Every edit of a plan, in order; none for who reads it only because it is agreed. Errors: refuses `plan-not-found`. */
export async function listEdits(house: House, viewer: Viewer, id: string): Promise<PlanEdits | Refusal> {
  const edits = await house.plans.edits(viewer, id)
  if (edits === null) return refusePlan(id)
  const last = edits.at(-1)
  if (last === undefined) return { summary: 'Its edits are for those who plan or approve in the area.', edits: [] }
  return { summary: `${edits.length} ${edits.length === 1 ? 'edit' : 'edits'}, the last by ${last.by} on ${last.at}.`, edits: edits.map(sayEdit) }
}

/** Keep a scenario file, of any age, as a plan of its area. Errors: refuses as readPlanFile, and `not-allowed`, `idempotency-key-reused` and what finding the area refuses. */
export async function createPlan(house: House, viewer: Viewer, given: unknown, once: AskedOnce): Promise<PlanEdit | Refusal> {
  const read = readPlanFile(given)
  if (isRefusal(read)) return read
  return keepPlan(house, viewer, read.document, once, { note: read.changed.length === 0 ? null : `Read from another form: ${read.changed.join('; ')}` })
}

/** Copy a plan as a new draft, which takes the place of the old one once it is agreed, unless it is told not to. Errors: as createPlan, and refuses `plan-not-found`. */
export async function copyPlan(house: House, viewer: Viewer, id: string, { name, replaces }: PlanCopyRequest, once: AskedOnce): Promise<PlanEdit | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const document = readPlan({ ...(plan.document as object), name })
  return isRefusal(document) ? document : keepPlan(house, viewer, document, once, { note: `Copied from ${plan.title}, version ${plan.version}`, replaces: replaces ? plan.id : null })
}

async function keepPlan(house: House, viewer: Viewer, document: PlanDocument, once: AskedOnce, from: Pick<NewPlan, 'note' | 'replaces'>): Promise<PlanEdit | Refusal> {
  const place = await findPlace(house, viewer, document.baseline.area)
  if (isRefusal(place)) return place
  const where = whereLies(place.map, place.area)
  const refused = may(viewer, 'plan', where, once.at.slice(0, 10))
  if (refused) return refused
  const { level, code } = place.area
  const made = await house.plans.create(viewer, once, { area: `${level}:${code}`, within: where.map(sayWhere), document: asJson({ ...document, baseline: { ...document.baseline, area: code } }), ...from })
  return isRefusal(made) ? made : sayEdit(made)
}

/** Edit a plan from the version that was read. Errors: refuses `plan-not-found`, `not-allowed`, `plan-not-readable`, `plan-area-stays`, and as Plans.edit. */
export async function editPlan(house: House, viewer: Viewer, id: string, { changes, note }: PlanEditRequest, from: number, once: AskedOnce): Promise<PlanEdit | Refusal | PlanConflict> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  if (!plansFor(viewer, plan, once.at)) return refuseRight(policies.plan, null)
  const made = await house.plans.edit(viewer, once, { plan: id, from, changes: changes as readonly { field: string; to: Json }[], note: note ?? null, judge })
  return isRefusal(made) ? made : sayEdit(made)
}

/** What an edit would make has to be a plan, of the same area, with levers and baseline as they may move now. */
function judge(document: Json, plan: KeptPlan): Refusal | null {
  const read = readPlan(document)
  if (isRefusal(read)) return read
  const { area } = (plan.document as unknown as PlanDocument).baseline
  if (read.baseline.area !== area) return refuse('plan-area-stays', 'conflict', { doing: 'Editing a plan', found: `it would go from ${area} to ${read.baseline.area}`, need: 'The area it was made for: who may see a plan depends on it', next: 'Make a plan of the other area' })
  return refuseLocked(plan, document)
}

/** Levers wait for the baseline to be agreed; and once it is, it stays. */
function refuseLocked({ document, baselineAgreed }: KeptPlan, after: Json): Refusal | null {
  const moved = (part: string): boolean => changedFields(partOf(document, part), partOf(after, part)).length > 0
  if (baselineAgreed && moved('baseline')) return refuse('plan-baseline-agreed', 'conflict', { doing: 'Editing a plan', found: 'its baseline was agreed and signed off', need: 'The baseline as it was agreed: what is said of levers is held against it', next: 'Reopen the baseline with a reason, and have it agreed anew' })
  if (!baselineAgreed && ['levers', 'programmes', 'origins'].some(moved)) return refuse('plan-baseline-open', 'conflict', { doing: 'Editing a plan', found: 'its baseline is not agreed yet', need: 'A baseline that is agreed, with sign-off, before levers move', next: 'Have an approver of the area agree the baseline: cadre plan step ID baseline-agreed' })
  return null
}

function partOf(document: Json, part: string): Json {
  return (document as { readonly [key: string]: Json })[part] ?? null
}

const asJson = (document: PlanDocument): Json => JSON.parse(JSON.stringify(document)) as Json

function sayEdit({ plan, version, key, by, at, note, changes }: Omit<PlanEdit, 'changes'> & { readonly changes: readonly { readonly field: string; readonly from: Json; readonly to: Json }[] }): PlanEdit {
  return { plan, version, key, by, at, note, changes: changes as PlanEdit['changes'] }
}

import { hasRight, may } from '../access/may.ts'
import { refuseRight } from '../access/refuse-access.ts'
import { policies } from '../access/policy.ts'
import type { Viewer } from '../access/viewer.ts'
import { PlanDocument, type PlanEdit, type PlanEditRequest, type PlanEdits, type PlanList, type PlanState } from '../contract/plan.ts'
import type { AskedOnce } from '../store/answered-once.ts'
import type { House } from '../store/house.ts'
import type { Json } from '../store/plan-document.ts'
import { refusePlan, type KeptPlan, type PlanConflict, type PlanHead } from '../store/plans.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { findPlace } from './find-place.ts'
import { readWhere, sayWhere, whereLies } from './where-lies.ts'

/** Plans of the areas where the viewer plans or approves, the latest edited first. */
export async function listPlans(house: House, viewer: Viewer): Promise<PlanList> {
  const plans = (await house.plans.list(viewer)).map(headOf)
  return { summary: plans.length === 0 ? 'No plan is kept within your scope.' : `${plans.length} ${plans.length === 1 ? 'plan' : 'plans'} within your scope, the latest edited first.`, plans }
}

/** A plan as it is. Errors: refuses `plan-not-found`. */
export async function showPlan(house: House, viewer: Viewer, id: string, now: string): Promise<PlanState | Refusal> {
  const plan = await house.plans.find(viewer, id)
  return plan === null ? refusePlan(id) : { ...headOf(plan), document: PlanDocument.parse(plan.document), mayEdit: mayEdit(viewer, plan, now) }
}

/** Every edit of a plan, in order. Errors: refuses `plan-not-found`. */
export async function listEdits(house: House, viewer: Viewer, id: string): Promise<PlanEdits | Refusal> {
  const edits = await house.plans.edits(viewer, id)
  if (edits === null) return refusePlan(id)
  const last = edits.at(-1)!
  return { summary: `${edits.length} ${edits.length === 1 ? 'edit' : 'edits'}, the last by ${last.by} on ${last.at}.`, edits: edits.map(sayEdit) }
}

/** Keep a scenario file as a plan of its area. Errors: refuses `plan-not-readable`, `not-allowed`, `idempotency-key-reused` and what finding the area refuses. */
export async function createPlan(house: House, viewer: Viewer, given: unknown, once: AskedOnce): Promise<PlanEdit | Refusal> {
  const document = readPlan(withIds(given))
  if (isRefusal(document)) return document
  const place = await findPlace(house, viewer, document.baseline.area)
  if (isRefusal(place)) return place
  const where = whereLies(place.map, place.area)
  const refused = may(viewer, 'plan', where, once.at.slice(0, 10))
  if (refused) return refused
  const { level, code } = place.area
  const made = await house.plans.create(viewer, once, { area: `${level}:${code}`, within: where.map(sayWhere), document: asJson({ ...document, baseline: { ...document.baseline, area: code } }) })
  return isRefusal(made) ? made : sayEdit(made)
}

/** Edit a plan from the version that was read. Errors: refuses `plan-not-found`, `not-allowed`, `plan-not-readable`, `plan-area-stays`, and as Plans.edit. */
export async function editPlan(house: House, viewer: Viewer, id: string, { changes, note }: PlanEditRequest, from: number, once: AskedOnce): Promise<PlanEdit | Refusal | PlanConflict> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  if (!mayEdit(viewer, plan, once.at)) return refuseRight(policies.plan, null)
  const made = await house.plans.edit(viewer, once, { plan: id, from, changes: changes as readonly { field: string; to: Json }[], note: note ?? null, judge: (document) => judge(document, plan) })
  return isRefusal(made) ? made : sayEdit(made)
}

function mayEdit(viewer: Viewer, { within }: PlanHead, now: string): boolean {
  return hasRight(viewer.grants, 'plan', within.map(readWhere), now.slice(0, 10))
}

/** Entries without an id are given one by their place: l1, a1, o1. */
function withIds(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  const lists = { levers: 'l', assumptions: 'a', overrides: 'o' } as const
  const named = Object.entries(lists).flatMap(([name, letter]) => {
    const list: unknown = (given as Record<string, unknown>)[name]
    return Array.isArray(list) ? [[name, list.map((entry: unknown, at) => (typeof entry === 'object' && entry !== null ? { id: `${letter}${at + 1}`, ...entry } : entry))] as const] : []
  })
  return { ...given, ...Object.fromEntries(named) }
}

/** Read a scenario file. Errors: refuses `plan-not-readable` with every place that does not fit. */
function readPlan(given: unknown): PlanDocument | Refusal {
  const read = PlanDocument.safeParse(given)
  const twice = read.success ? (['levers', 'assumptions', 'overrides', 'programmes'] as const).flatMap((list) => read.data[list].filter(({ id }, at, all) => all.findIndex((one) => one.id === id) !== at).map(({ id }) => `${list}: the id ${id} stands there twice`)) : []
  const faults = read.success ? twice : read.error.issues.slice(0, 10).map(({ path, message }) => `${path.length === 0 ? 'the plan' : path.join('/')}: ${message}`)
  if (read.success && faults.length === 0) return read.data
  return refuse('plan-not-readable', 'input', { doing: 'Reading a plan', found: faults.join('; '), need: 'A scenario file: version 1, name, baseline with an area, and lists of levers, assumptions and overrides', next: 'Correct what is named; /api/docs says what each field takes' })
}

/** What an edit would make has to be a plan, and of the same area. */
function judge(document: Json, plan: KeptPlan): Refusal | null {
  const read = readPlan(document)
  if (isRefusal(read)) return read
  const area = (plan.document as unknown as PlanDocument).baseline.area
  return read.baseline.area === area ? null : refuse('plan-area-stays', 'conflict', { doing: 'Editing a plan', found: `it would go from ${area} to ${read.baseline.area}`, need: 'The area it was made for: who may see a plan depends on it', next: 'Make a plan of the other area' })
}

const asJson = (document: PlanDocument): Json => JSON.parse(JSON.stringify(document)) as Json

function headOf({ id, name, area, version, createdBy, createdAt, editedBy, editedAt }: PlanHead): PlanList['plans'][number] {
  return { id, name, area, version, createdBy, createdAt, editedBy, editedAt }
}

function sayEdit({ plan, version, key, by, at, note, changes }: Omit<PlanEdit, 'changes'> & { readonly changes: readonly { readonly field: string; readonly from: Json; readonly to: Json }[] }): PlanEdit {
  return { plan, version, key, by, at, note, changes: changes as PlanEdit['changes'] }
}

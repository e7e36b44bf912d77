import type { Viewer } from '../../access/viewer.ts'
import type { PlanDocument, PlanEdit, PlanState } from '../../contract/plan.ts'
import type { PlanComments, PlanDecision } from '../../contract/plan-work.ts'
import type { House } from '../../store/house.ts'
import type { PlanStep } from '../../store/plan-steps.ts'
import { canonicalText } from '../../scenario/manifest.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { listEdits, showPlan } from '../plans.ts'
import { listComments, listDecisions } from './plan-talk.ts'

/** What is written down of a plan beside what it says: how it stands, who signed what, what was decided and by whose dissent, what was said, and every edit. */
export interface PlanRecord {
  readonly plan: Pick<PlanState, 'id' | 'title' | 'area' | 'status' | 'version' | 'createdBy' | 'createdAt' | 'editedBy' | 'editedAt'>
  /** The baseline as it was signed off; null while it is open. */
  readonly baseline: PlanState['baseline']['agreed']
  readonly steps: readonly Omit<PlanStep, 'holds'>[]
  readonly decisions: readonly PlanDecision[]
  readonly comments: PlanComments['threads']
  readonly edits: readonly PlanEdit[]
}

/** Read a plan with all that is written down of it, as far as the viewer may see. `now` is ISO 8601. Errors: refuses `plan-not-found`. */
export async function readPlanRecord(house: House, viewer: Viewer, plan: string, now: string): Promise<{ readonly document: PlanDocument; readonly record: PlanRecord } | Refusal> {
  const state = await showPlan(house, viewer, plan, now)
  if (isRefusal(state)) return state
  const [edits, decided, said] = [await listEdits(house, viewer, plan), await listDecisions(house, viewer, plan), await listComments(house, viewer, plan)]
  if (isRefusal(edits)) return edits
  if (isRefusal(decided)) return decided
  if (isRefusal(said)) return said
  const { id, title, area, status, version, createdBy, createdAt, editedBy, editedAt, document, baseline } = state
  const steps = (await house.planSteps.list(viewer, plan) ?? []).map(({ holds: _holds, ...step }) => step)
  return { document, record: { plan: { id, title, area, status, version, createdBy, createdAt, editedBy, editedAt }, baseline: baseline.agreed, steps, decisions: decided.decisions, comments: said.threads, edits: edits.edits } }
}

/** Read what is written down of a plan that a run was made of. Errors: as `readPlanRecord`, and refuses `plan-not-as-run` where the plan says something else by now. */
export async function recordOfRun(house: House, viewer: Viewer, plan: string, document: unknown, now: string): Promise<PlanRecord | Refusal> {
  const read = await readPlanRecord(house, viewer, plan, now)
  if (isRefusal(read)) return read
  if (plainText(read.document) === plainText(document)) return read.record
  return refuse('plan-not-as-run', 'conflict', { doing: 'Putting what was decided of a plan beside its figures', found: `version ${read.record.plan.version} of the plan says something else than what was run`, need: 'A run of the plan as it stands', next: 'Run the plan again' })
}

function plainText(value: unknown): string {
  return canonicalText(JSON.parse(JSON.stringify(value)))
}

/** The day a field or an entry of a plan was last changed, ISO 8601; null where no edit touched it. */
export function lastChanged(edits: PlanRecord['edits'], field: string): string | null {
  const last = edits.findLast(({ changes }) => changes.some((one) => one.field === '' || one.field === field || one.field.startsWith(`${field}/`)))
  return last?.at.slice(0, 10) ?? null
}

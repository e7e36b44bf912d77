import type { Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { answerOnce, type AskedOnce } from './answered-once.ts'
import { kept } from './people.ts'
import type { Json } from './plan-document.ts'
import { conflict, lockArea, readPlan, refusePlan, type KeptPlan, type PlanConflict, type PlanHead } from './plans.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

export type PlanStepKind = 'baseline-agreed' | 'baseline-reopened' | 'submitted' | 'returned' | 'agreed' | 'superseded'

/** A step as it was taken: on which version, by whom, and what was signed off. */
export interface PlanStep {
  readonly id: number
  readonly plan: string
  readonly version: number
  readonly kind: PlanStepKind
  readonly by: string
  readonly at: string
  readonly because: string | null
  readonly holds: { readonly [key: string]: Json }
}

export interface StepGiven {
  readonly plan: string
  /** Version that was looked at. */
  readonly from: number
  readonly kind: PlanStepKind
  readonly because: string | null
  readonly holds: PlanStep['holds']
}

/** What was agreed for an area, with the step that agreed it and what its baseline was signed off with. */
export interface AgreedPlan { readonly plan: KeptPlan; readonly agreed: PlanStep; readonly baseline: PlanStep }

/** Steps of plans: they move how a plan stands, and are never changed. */
export interface PlanSteps {
  /** In order; null when there is no such plan. */
  list(viewer: Viewer, plan: string): Promise<PlanStep[] | null>
  /** Take a step, once for a key. What is agreed takes the place of what was agreed before it. Errors: refuses `plan-not-found`, `plan-changed-meanwhile`, `plan-version-unknown`, `plan-step-not-now`, `idempotency-key-reused`. */
  take(viewer: Viewer, once: AskedOnce, given: StepGiven): Promise<PlanStep | Refusal | PlanConflict>
  /** What is agreed and not superseded for an area (`level:code`; null: all areas), the latest first. */
  agreed(viewer: Viewer, area: string | null): Promise<AgreedPlan[]>
  /** The step by which a plan was last agreed or superseded, as far as the viewer sees; null when none was. Another one says that agreed plans moved. */
  lastAgreed(viewer: Viewer): Promise<Pick<PlanStep, 'id' | 'at'> | null>
}

/** Open the steps of the records. */
export function openPlanSteps(records: Records): PlanSteps {
  return {
    list: (viewer, plan) => records.transaction(viewer, async (query) => (await readPlan(query, plan) === null ? null : readSteps(query, plan))),
    take: (viewer, once, given) => kept(records, viewer, (query) => answerOnce(query, viewer, once, () => take(query, viewer, once, given))),
    agreed: (viewer, area) => records.transaction(viewer, (query) => readAgreed(query, area)),
    lastAgreed: (viewer) => records.transaction(viewer, async (query) => {
      const [row] = await query(`select id, at from cadre.plan_step where kind in ('agreed', 'superseded') order by id desc limit 1`)
      return row === undefined ? null : { id: Number(row.id), at: String(row.at) }
    }),
  }
}

/** From which status a step goes to which, and what has to hold of the baseline; null: it stays. */
const ways: Readonly<Record<PlanStepKind, { readonly from: PlanHead['status']; readonly to: PlanHead['status']; readonly baseline: boolean; readonly baselineAfter: boolean }>> = {
  'baseline-agreed': { from: 'draft', to: 'draft', baseline: false, baselineAfter: true },
  'baseline-reopened': { from: 'draft', to: 'draft', baseline: true, baselineAfter: false },
  submitted: { from: 'draft', to: 'submitted', baseline: true, baselineAfter: true },
  returned: { from: 'submitted', to: 'draft', baseline: true, baselineAfter: true },
  agreed: { from: 'submitted', to: 'agreed', baseline: true, baselineAfter: true },
  superseded: { from: 'agreed', to: 'superseded', baseline: true, baselineAfter: true },
}

/** Steps that may be taken of a plan as it stands. */
export function stepsFrom({ status, baselineAgreed }: Pick<PlanHead, 'status' | 'baselineAgreed'>): PlanStepKind[] {
  return (Object.keys(ways) as PlanStepKind[]).filter((kind) => ways[kind].from === status && ways[kind].baseline === baselineAgreed)
}

async function take(query: Query, viewer: Viewer, { at }: AskedOnce, given: StepGiven): Promise<PlanStep | Refusal | PlanConflict> {
  const found = await readPlan(query, given.plan)
  if (found === null) return refusePlan(given.plan)
  await lockArea(query, found.area)
  const plan = (await readPlan(query, given.plan, 'for update of s'))!
  if (given.from !== plan.version) return conflict(query, plan, { from: given.from, changes: [] })
  if (!stepsFrom(plan).includes(given.kind)) return refuseNow(plan, given.kind)
  const { to, baselineAfter } = ways[given.kind]
  if (given.kind === 'agreed') await supersedeOthers(query, viewer, plan, at)
  await query('update cadre.plan_standing set status = $2, baseline_agreed = $3 where plan = $1', [plan.id, to, baselineAfter])
  return addStep(query, viewer, { plan: plan.id, version: plan.version, kind: given.kind, at, because: given.because, holds: given.holds })
}

/** What was agreed for the same area, profession and horizon, and what this one was made to replace. */
async function supersedeOthers(query: Query, viewer: Viewer, plan: KeptPlan, at: string): Promise<void> {
  const others = await query(`select o.plan, p.version from cadre.plan_standing o join cadre.plan p on p.id = o.plan join cadre.plan_standing own on own.plan = $1
    where o.status = 'agreed' and ((o.area = own.area and o.subject = own.subject and o.horizon = own.horizon) or o.plan = own.replaces) order by o.plan`, [plan.id])
  for (const { plan: other, version } of others) {
    await query(`update cadre.plan_standing set status = 'superseded' where plan = $1`, [String(other)])
    await addStep(query, viewer, { plan: String(other), version: Number(version), kind: 'superseded', at, because: `${plan.title} was agreed`, holds: { by: plan.id } })
  }
}

async function addStep(query: Query, viewer: Viewer, { plan, version, kind, at, because, holds }: Omit<PlanStep, 'id' | 'by'>): Promise<PlanStep> {
  const [row] = await query('insert into cadre.plan_step (plan, version, kind, person, by_whom, at, because, holds) values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb) returning *', [plan, version, kind, viewer.id, viewer.name, at, because, JSON.stringify(holds)])
  return stepOf(row!)
}

async function readSteps(query: Query, plan: string): Promise<PlanStep[]> {
  return (await query('select * from cadre.plan_step where plan = $1 order by id', [plan])).map(stepOf)
}

async function readAgreed(query: Query, area: string | null): Promise<AgreedPlan[]> {
  const rows = await query(`select plan from cadre.plan_standing where status = 'agreed' and ($1::text is null or area = $1) order by plan`, [area])
  const found: AgreedPlan[] = []
  for (const row of rows) {
    const [plan, steps] = [await readPlan(query, String(row.plan)), await readSteps(query, String(row.plan))]
    const [agreed, baseline] = [steps.findLast(({ kind }) => kind === 'agreed'), steps.findLast(({ kind }) => kind === 'baseline-agreed')]
    if (plan !== null && agreed !== undefined && baseline !== undefined) found.push({ plan, agreed, baseline })
  }
  return found.toSorted((one, other) => other.agreed.id - one.agreed.id)
}

function stepOf(row: Readonly<Record<string, unknown>>): PlanStep {
  return { id: Number(row.id), plan: String(row.plan), version: Number(row.version), kind: row.kind as PlanStepKind, by: String(row.by_whom), at: String(row.at), because: row.because as string | null, holds: row.holds as PlanStep['holds'] }
}

function refuseNow({ title, status, baselineAgreed }: PlanHead, kind: PlanStepKind): Refusal {
  const { from, baseline } = ways[kind]
  const need = `It has to be ${from === 'draft' ? 'a draft' : from}, with a baseline that is ${baseline ? 'agreed' : 'not agreed yet'}`
  return refuse('plan-step-not-now', 'conflict', { doing: `Taking the step “${kind}”`, found: `${title} is ${status === 'draft' ? 'a draft' : status}, and its baseline is ${baselineAgreed ? '' : 'not '}agreed`, need, next: 'Look at the plan as it stands; cadre plan show says what may be done' })
}

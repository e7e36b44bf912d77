import { randomUUID } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { answerOnce, type AskedOnce } from './answered-once.ts'
import { kept } from './people.ts'
import { hasField, type Json } from './plan-document.ts'
import { readPlan, refusePlan } from './plans.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** One thing said about a plan or a field of it. `answers`: the comment it replies to, resolves or opens again; null for a comment. */
export interface PlanRemark {
  readonly id: string
  readonly plan: string
  readonly key: string
  readonly about: string
  readonly version: number
  readonly kind: 'comment' | 'reply' | 'resolved' | 'reopened'
  readonly answers: string | null
  readonly text: string
  readonly by: string
  readonly at: string
}

/** A decision of a board, with who was of another mind. `replacedBy`: a later decision that takes its place. */
export interface PlanDecision {
  readonly id: string
  readonly plan: string
  readonly version: number
  readonly decision: { readonly [key: string]: Json }
  readonly replaces: string | null
  readonly replacedBy: string | null
  readonly recordedBy: string
  readonly at: string
}

/** What is said about plans and decided: added, never changed. Those who plan or approve there see it. */
export interface PlanTalk {
  /** In order; null when there is no such plan. */
  remarks(viewer: Viewer, plan: string): Promise<PlanRemark[] | null>
  /** Say something, once for a key. Errors: refuses `plan-not-found`, `plan-field-unknown`, `comment-not-found`, `idempotency-key-reused`. */
  say(viewer: Viewer, once: AskedOnce, given: Pick<PlanRemark, 'plan' | 'about' | 'kind' | 'answers' | 'text'>): Promise<PlanRemark | Refusal>
  decisions(viewer: Viewer, plan: string): Promise<PlanDecision[] | null>
  /** Write a decision down, once for a key. Errors: refuses `plan-not-found`, `plan-field-unknown`, `decision-not-found`, `idempotency-key-reused`. */
  decide(viewer: Viewer, once: AskedOnce, given: { readonly plan: string; readonly about: string; readonly decision: PlanDecision['decision']; readonly replaces: string | null }): Promise<PlanDecision | Refusal>
}

/** Open what is said about plans. */
export function openPlanTalk(records: Records): PlanTalk {
  return {
    remarks: (viewer, plan) => records.transaction(viewer, async (query) => (await readPlan(query, plan) === null ? null : (await query('select * from cadre.plan_remark where plan = $1 order by number', [plan])).map(remarkOf))),
    say: (viewer, once, given) => kept(records, viewer, (query) => answerOnce(query, viewer, once, () => say(query, viewer, once, given))),
    decisions: (viewer, plan) => records.transaction(viewer, async (query) => (await readPlan(query, plan) === null ? null : readDecisions(query, plan))),
    decide: (viewer, once, given) => kept(records, viewer, (query) => answerOnce(query, viewer, once, () => decide(query, viewer, once, given))),
  }
}

async function say(query: Query, viewer: Viewer, { key, at }: AskedOnce, { plan: id, about, kind, answers, text }: Parameters<PlanTalk['say']>[2]): Promise<PlanRemark | Refusal> {
  const plan = await readPlan(query, id)
  if (plan === null) return refusePlan(id)
  const asked = answers === null ? [] : await query(`select about from cadre.plan_remark where plan = $1 and id = $2 and kind = 'comment'`, [id, answers])
  if (answers !== null && asked.length === 0) return refuseRemark(answers)
  const field = answers === null ? about : String(asked[0]!.about)
  if (answers === null && !hasField(plan.document, field)) return refuseField(field)
  const rows = await query('insert into cadre.plan_remark (id, plan, key, about, version, kind, answers, said, person, by_whom, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning *', [randomUUID(), id, key, field, plan.version, kind, answers, text, viewer.id, viewer.name, at])
  return remarkOf(rows[0]!)
}

async function decide(query: Query, viewer: Viewer, { at }: AskedOnce, { plan: id, about, decision, replaces }: Parameters<PlanTalk['decide']>[2]): Promise<PlanDecision | Refusal> {
  const plan = await readPlan(query, id)
  if (plan === null) return refusePlan(id)
  if (!hasField(plan.document, about)) return refuseField(about)
  const before = await readDecisions(query, id)
  if (replaces !== null && before.find((one) => one.id === replaces)?.replacedBy !== null) return refuseDecision(replaces)
  const own = randomUUID()
  await query('insert into cadre.plan_decision (id, plan, version, decision, replaces, person, by_whom, at) values ($1, $2, $3, $4::text::jsonb, $5, $6, $7, $8)', [own, id, plan.version, JSON.stringify(decision), replaces, viewer.id, viewer.name, at])
  return (await readDecisions(query, id)).find((one) => one.id === own)!
}

async function readDecisions(query: Query, plan: string): Promise<PlanDecision[]> {
  const rows = await query('select d.*, later.id as replaced_by from cadre.plan_decision d left join cadre.plan_decision later on later.replaces = d.id where d.plan = $1 order by d.number', [plan])
  return rows.map((row) => ({ id: String(row.id), plan: String(row.plan), version: Number(row.version), decision: row.decision as PlanDecision['decision'], replaces: row.replaces as string | null, replacedBy: row.replaced_by as string | null, recordedBy: String(row.by_whom), at: String(row.at) }))
}

function remarkOf(row: Readonly<Record<string, unknown>>): PlanRemark {
  return { id: String(row.id), plan: String(row.plan), key: String(row.key), about: String(row.about), version: Number(row.version), kind: row.kind as PlanRemark['kind'], answers: row.answers as string | null, text: String(row.said), by: String(row.by_whom), at: String(row.at) }
}

function refuseField(field: string): Refusal {
  return refuse('plan-field-unknown', 'input', { doing: 'Speaking of a field of a plan', found: `the plan has no field “${field.slice(0, 200)}”`, need: 'A field as the plan has it, such as levers/l1/change; or none, for the whole', next: 'See the fields of the plan as it is, and name one of them' })
}

function refuseRemark(id: string): Refusal {
  return refuse('comment-not-found', 'absent', { doing: 'Answering a comment', found: `this plan has no comment with the id “${id.slice(0, 100)}”`, need: 'The id of a comment, not of a reply', next: 'List them with cadre plan comments' })
}

function refuseDecision(id: string): Refusal {
  return refuse('decision-not-found', 'absent', { doing: 'Replacing a decision', found: `this plan has no decision in force with the id “${id.slice(0, 100)}”`, need: 'The id of a decision that no other replaced', next: 'List them with cadre plan decisions' })
}

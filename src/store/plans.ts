import { randomUUID } from 'node:crypto'
import type { Viewer } from '../access/viewer.ts'
import { sayDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { answerOnce, type AskedOnce } from './answered-once.ts'
import { kept } from './people.ts'
import { applyChanges, differ, overlaps, undoChanges, type FieldChange, type FieldDifference, type Json, type MadeChange } from './plan-document.ts'
import type { Query } from './records-driver.ts'
import type { Records } from './records.ts'

/** A plan without what it says: where it stands and who touched it last. */
export interface PlanHead {
  readonly id: string
  readonly name: string
  /** `level:code`. */
  readonly area: string
  /** The area and every area it lies in, as scopes: `kind:code`. */
  readonly within: readonly string[]
  /** Counts up from 1 with every edit; what an edit was made from is said by it. */
  readonly version: number
  readonly createdBy: string
  readonly createdAt: string
  readonly editedBy: string
  readonly editedAt: string
  /** Name and the day it was made: no other plan of the area has it. */
  readonly title: string
  readonly status: 'draft' | 'submitted' | 'agreed' | 'superseded'
  readonly baselineAgreed: boolean
  /** The plan it is to take the place of. */
  readonly replaces: string | null
}

export interface KeptPlan extends PlanHead { readonly document: Json }

/** An edit: the version it made, who made it when, and each field with its value before and after. */
export interface PlanEdit { readonly plan: string; readonly version: number; readonly key: string; readonly by: string; readonly at: string; readonly note: string | null; readonly changes: readonly MadeChange[] }

/** A field that differs, with who of the others changed it last and when; null when only the one who asks did. */
export interface PlanDifference extends FieldDifference { readonly by: string | null; readonly at: string | null }

/** An edit made from a version that is not the latest: what differs, field by field. Nothing was changed. */
export interface PlanConflict extends Refusal { readonly version: number; readonly difference: readonly PlanDifference[] }

/** Says what is wrong with a document that would take the place of the plan as it stands; null when nothing is. */
export type JudgePlan = (document: Json, plan: KeptPlan) => Refusal | null

/** A plan to be made. */
export interface NewPlan extends Pick<KeptPlan, 'area' | 'within' | 'document'> { readonly replaces?: string | null; readonly note?: string | null }

export interface EditGiven { readonly plan: string; /** Version it was made from. */ readonly from: number; readonly changes: readonly FieldChange[]; readonly note: string | null; readonly judge: JudgePlan }

/** Plans and every edit of them. A viewer finds those of the areas where a grant gives the right to plan or to approve; row security says so too. */
export interface Plans {
  /** The latest edited first. */
  list(viewer: Viewer): Promise<PlanHead[]>
  find(viewer: Viewer, id: string): Promise<KeptPlan | null>
  /** Every edit, in order; null when there is no such plan. */
  edits(viewer: Viewer, id: string): Promise<PlanEdit[] | null>
  /** Make a plan, once for a key. Errors: refuses `idempotency-key-reused`. */
  create(viewer: Viewer, once: AskedOnce, plan: NewPlan): Promise<PlanEdit | Refusal>
  /** Edit a plan, once for a key. Errors: refuses `plan-not-found`, `plan-changed-meanwhile` (a PlanConflict), `plan-version-unknown`, `plan-field-unknown`, `idempotency-key-reused` and what `judge` refuses. */
  edit(viewer: Viewer, once: AskedOnce, given: EditGiven): Promise<PlanEdit | Refusal | PlanConflict>
}

/** Open the plans of the records. */
export function openPlans(records: Records): Plans {
  return {
    list: (viewer) => records.transaction(viewer, async (query) => (await query(`${planSql} order by p.edited_at desc, p.id`)).map(planOf).map(({ document: _document, ...head }) => head)),
    find: (viewer, id) => records.transaction(viewer, (query) => readPlan(query, id)),
    edits: (viewer, id) => records.transaction(viewer, async (query) => (await readPlan(query, id) === null ? null : readEdits(query, id, 0))),
    create: (viewer, once, plan) => kept(records, viewer, (query) => answerOnce(query, viewer, once, () => create(query, viewer, once, plan))),
    edit: (viewer, once, given) => kept(records, viewer, (query) => answerOnce(query, viewer, once, () => edit(query, viewer, once, given))),
  }
}

async function create(query: Query, viewer: Viewer, { key, at }: AskedOnce, { area, within, document, replaces = null, note = null }: NewPlan): Promise<PlanEdit> {
  const id = randomUUID()
  const { name, subject, horizon } = plannedIn(document)
  await query('insert into cadre.plan (id, area, within, version, document, created_by, created_at, edited_by, edited_at) values ($1, $2, $3::text::jsonb, 1, $4, $5, $6, $5, $6)', [id, area, JSON.stringify(within), JSON.stringify(document), viewer.name, at])
  await query(`insert into cadre.plan_standing (plan, within, area, subject, horizon, title, status, baseline_agreed, replaces) values ($1, $2::text::jsonb, $3, $4, $5, $6, 'draft', false, $7)`,
    [id, JSON.stringify(within), area, subject, horizon, await titleOf(query, { id, area, createdAt: at }, name), replaces])
  return addEdit(query, viewer, { plan: id, version: 1, key, by: viewer.name, at, note, changes: [{ field: '', from: null, to: document }] })
}

async function edit(query: Query, viewer: Viewer, { key, at }: AskedOnce, given: EditGiven): Promise<PlanEdit | Refusal | PlanConflict> {
  // Locked until the end: two edits of one plan are made one after the other.
  const plan = await readPlan(query, given.plan, 'for update of p, s')
  if (plan === null) return refusePlan(given.plan)
  if (plan.status !== 'draft') return refuseSettled(plan)
  if (given.from !== plan.version) return conflict(query, plan, given)
  const next = applyChanges(plan.document, given.changes)
  if (isRefusal(next)) return next
  const wrong = given.judge(next.document, plan)
  if (wrong) return wrong
  await query('update cadre.plan set version = $2, document = $3, edited_by = $4, edited_at = $5 where id = $1', [plan.id, plan.version + 1, JSON.stringify(next.document), viewer.name, at])
  await moveStanding(query, plan, next.document)
  return addEdit(query, viewer, { plan: plan.id, version: plan.version + 1, key, by: viewer.name, at, note: given.note, changes: next.made })
}

/** What a plan is planned for: said of it apart from its text, for at most one of a kind is agreed. */
function plannedIn(document: Json): { readonly name: string; readonly subject: string; readonly horizon: number } {
  const { name = '', baseline } = document as { readonly name?: string; readonly baseline?: { readonly profession?: string; readonly horizon?: number } }
  return { name, subject: baseline?.profession ?? '', horizon: baseline?.horizon ?? 0 }
}

/** The name with the day the plan was made; with a number where another plan of the area has that. One after the other for an area. */
async function titleOf(query: Query, { id, area, createdAt }: Pick<PlanHead, 'id' | 'area' | 'createdAt'>, name: string): Promise<string> {
  await lockArea(query, area)
  const [row] = await query('select cadre.free_title($1, $2, $3) as title', [area, `${name}, ${sayDate(createdAt.slice(0, 10))}`, id])
  return String(row?.title)
}

/** Wait until nobody else names or agrees plans of an area; until the end of the transaction. */
export async function lockArea(query: Query, area: string): Promise<void> {
  await query(`select pg_advisory_xact_lock(hashtext('plans of ' || $1))`, [area])
}

async function moveStanding(query: Query, plan: KeptPlan, document: Json): Promise<void> {
  const [before, after] = [plannedIn(plan.document), plannedIn(document)]
  if (before.name === after.name && before.subject === after.subject && before.horizon === after.horizon) return
  await query('update cadre.plan_standing set subject = $2, horizon = $3, title = $4 where plan = $1', [plan.id, after.subject, after.horizon, before.name === after.name ? plan.title : await titleOf(query, plan, after.name)])
}

/** What differs between what the one who asks would make of the version they saw and what became of it meanwhile. */
export async function conflict(query: Query, plan: KeptPlan, { from, changes }: Pick<EditGiven, 'from' | 'changes'>): Promise<Refusal | PlanConflict> {
  if (from < 1 || from > plan.version) return refuseVersion(plan, from)
  const since = await readEdits(query, plan.id, from)
  const base = undoChanges(plan.document, since.flatMap((one) => one.changes))
  const yours = applyChanges(base, changes)
  if (isRefusal(yours)) return yours
  const difference = differ(base, yours.document, plan.document).map((field): PlanDifference => {
    const last = since.findLast((one) => one.changes.some((change) => overlaps(change.field, field.field)))
    return { ...field, by: last?.by ?? null, at: last?.at ?? null }
  })
  return { ...refuseChanged(plan, from, difference), version: plan.version, difference }
}

async function addEdit(query: Query, viewer: Viewer, made: PlanEdit): Promise<PlanEdit> {
  await query('insert into cadre.plan_edit (plan, version, key, person, by_whom, at, note, changes) values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb)', [made.plan, made.version, made.key, viewer.id, made.by, made.at, made.note, JSON.stringify(made.changes)])
  return made
}

const planSql = 'select p.*, s.title, s.status, s.baseline_agreed, s.replaces from cadre.plan p join cadre.plan_standing s on s.plan = p.id'

/** Read a plan; locked, it and how it stands stay as they are until the end of the transaction. */
export async function readPlan(query: Query, id: string, lock: '' | 'for update of p, s' | 'for update of s' = ''): Promise<KeptPlan | null> {
  return (await query(`${planSql} where p.id = $1 ${lock}`, [id])).map(planOf)[0] ?? null
}

async function readEdits(query: Query, plan: string, after: number): Promise<PlanEdit[]> {
  return (await query('select * from cadre.plan_edit where plan = $1 and version > $2 order by version', [plan, after])).map((row) => ({
    plan: String(row.plan), version: Number(row.version), key: String(row.key), by: String(row.by_whom), at: String(row.at), note: row.note as string | null, changes: row.changes as readonly MadeChange[],
  }))
}

function planOf(row: Readonly<Record<string, unknown>>): KeptPlan {
  const document = JSON.parse(String(row.document)) as Json
  return {
    id: String(row.id), name: String((document as { name?: unknown }).name ?? ''), area: String(row.area), within: row.within as readonly string[], version: Number(row.version), createdBy: String(row.created_by), createdAt: String(row.created_at),
    editedBy: String(row.edited_by), editedAt: String(row.edited_at), title: String(row.title), status: row.status as PlanHead['status'], baselineAgreed: row.baseline_agreed === true, replaces: row.replaces as string | null, document,
  }
}

/** There is none, or it is not within the scope: the two are not told apart. */
export function refusePlan(id: string): Refusal {
  return refuse('plan-not-found', 'absent', { doing: 'Looking for a plan', found: `none within your scope has the id “${id.slice(0, 100)}”`, need: 'The id of a plan of an area where you plan or approve', next: 'List them with cadre plan list' })
}

/** What is no draft is not edited. */
function refuseSettled({ title, status }: PlanHead): Refusal {
  const next = status === 'submitted' ? 'Have it returned to a draft first' : 'Copy it as a new plan, and edit that: once agreed it takes the place of this one'
  return refuse('plan-settled', 'conflict', { doing: 'Editing a plan', found: `${title} is ${status}`, need: 'A draft: what is submitted waits for a decision, and what was agreed never changes', next })
}

function refuseVersion({ version }: PlanHead, from: number): Refusal {
  return refuse('plan-version-unknown', 'conflict', { doing: 'Editing a plan', found: `it was made from version ${from}, and there are versions 1 to ${version}`, need: 'The version that was read', next: 'Read the plan again, and edit what you find' })
}

function refuseChanged({ version, editedBy, editedAt }: PlanHead, from: number, difference: readonly PlanDifference[]): Refusal {
  const clashes = difference.filter(({ clash }) => clash)
  const said = clashes.length === 0 ? 'no field was changed on both sides' : `${clashes.length} ${clashes.length === 1 ? 'field was' : 'fields were'} changed on both sides: ${clashes.slice(0, 3).map(({ field }) => field).join(', ')}`
  return refuse('plan-changed-meanwhile', 'conflict', {
    doing: 'Editing a plan', found: `it was made from version ${from}, and ${editedBy} made version ${version} on ${editedAt}; ${said}`, need: 'The latest version as what the edit is made from', next: 'Look at the differences, decide for each field, and send the edit again with the latest version',
  })
}

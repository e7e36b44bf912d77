import type { Viewer } from '../../access/viewer.ts'
import type { PlanDifference } from '../../contract/plan-work.ts'
import type { House } from '../../store/house.ts'
import { applyChanges, changedFields, overlaps, type Json } from '../../store/plan-document.ts'
import { refusePlan, type PlanEdit } from '../../store/plans.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { sayCount } from '../say.ts'

/** Hold two versions of a plan against each other, field by field, with who made the last of the changes between them. Errors: refuses `plan-not-found`, `plan-version-unknown`. */
export async function comparePlanVersions(house: House, viewer: Viewer, plan: string, from: number, to: number): Promise<PlanDifference | Refusal> {
  const edits = await house.plans.edits(viewer, plan)
  // Who reads a plan only because it is agreed sees none of its versions.
  if (edits === null || edits.length === 0) return refusePlan(plan)
  const unknown = [from, to].find((version) => version < 1 || version > edits.length)
  if (unknown !== undefined) return refuse('plan-version-unknown', 'conflict', { doing: 'Comparing versions of a plan', found: `version ${unknown} was asked for, and there are versions 1 to ${edits.length}`, need: 'Two versions of the plan', next: 'See the versions with cadre plan history' })
  const between = edits.filter(({ version }) => version > Math.min(from, to) && version <= Math.max(from, to))
  const fields = changedFields(documentAt(edits, from), documentAt(edits, to)).map((one) => {
    const last = between.findLast(({ changes }) => changes.some(({ field }) => overlaps(field, one.field)))!
    return { ...one, before: one.before as PlanDifference['fields'][number]['before'], after: one.after as PlanDifference['fields'][number]['after'], by: last.by, at: last.at, version: last.version }
  })
  return { summary: fields.length === 0 ? `Versions ${from} and ${to} say the same.` : `${sayCount(fields.length, 'field')} ${fields.length === 1 ? 'differs' : 'differ'} between versions ${from} and ${to}.`, from: sideOf(edits, from), to: sideOf(edits, to), fields }
}

/** The plan as an edit made it: every edit up to that one, made again in order. */
function documentAt(edits: readonly PlanEdit[], version: number): Json {
  let document = edits[0]!.changes[0]!.to
  for (const edit of edits.slice(1, version)) {
    const made = applyChanges(document, edit.changes)
    if (isRefusal(made)) throw new Error(`edit ${edit.version} of plan ${edit.plan} cannot be made again: ${made.found}`)
    document = made.document
  }
  return document
}

function sideOf(edits: readonly PlanEdit[], version: number): PlanDifference['from'] {
  const { by, at } = edits[version - 1]!
  return { version, by, at }
}

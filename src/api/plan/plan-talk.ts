import type { Viewer } from '../../access/viewer.ts'
import type { PlanCommentRequest, PlanComments, PlanDecision, PlanDecisionRequest, PlanDecisions, PlanRemark } from '../../contract/plan-work.ts'
import type { AskedOnce } from '../../store/answered-once.ts'
import type { House } from '../../store/house.ts'
import type { Json } from '../../store/plan-document.ts'
import type { PlanDecision as KeptDecision } from '../../store/plan-remarks.ts'
import { refusePlan } from '../../store/plans.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { refuseUnlessWorking } from './plan-rights.ts'
import { sayCount } from '../say.ts'

/** Comments of a plan as threads: open ones first, each with what was said to it. Errors: refuses `plan-not-found`. */
export async function listComments(house: House, viewer: Viewer, plan: string): Promise<PlanComments | Refusal> {
  const remarks = await house.planTalk.remarks(viewer, plan)
  if (remarks === null) return refusePlan(plan)
  const threads = threadsOf(remarks)
  const open = threads.filter(({ state }) => state === 'open').length
  return { summary: threads.length === 0 ? 'Nobody has commented on this plan.' : `${sayCount(threads.length, 'comment')}, ${open === 0 ? 'all resolved' : `${sayCount(open)} open`}.`, threads: threads.toSorted((one, other) => Number(one.state === 'resolved') - Number(other.state === 'resolved')) }
}

/** Comment on a plan or a field, answer a comment, resolve it or open it again. Errors: refuses `plan-not-found`, `not-allowed`, `comment-not-readable`, and as PlanTalk.say. */
export async function sayComment(house: House, viewer: Viewer, id: string, { about, text, answers, kind }: PlanCommentRequest, once: AskedOnce): Promise<PlanRemark | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const refused = refuseUnlessWorking(viewer, plan, once.at) ?? refuseUnlike(kind, text, answers)
  return refused ?? house.planTalk.say(viewer, once, { plan: id, about, kind, answers: answers ?? null, text })
}

/** Decisions about a plan, in order, with who was of another mind. Errors: refuses `plan-not-found`. */
export async function listDecisions(house: House, viewer: Viewer, plan: string): Promise<PlanDecisions | Refusal> {
  const decisions = (await house.planTalk.decisions(viewer, plan))?.map(sayDecision)
  if (decisions === undefined) return refusePlan(plan)
  const dissent = decisions.filter((one) => one.replacedBy === null && one.dissent.length > 0).length
  return { summary: decisions.length === 0 ? 'No decision about this plan is written down.' : `${sayCount(decisions.length, 'decision')}${dissent === 0 ? '' : `, ${sayCount(dissent)} with dissent`}.`, decisions }
}

/** Write down what was decided about a plan. Errors: refuses `plan-not-found`, `not-allowed`, and as PlanTalk.decide. */
export async function recordDecision(house: House, viewer: Viewer, id: string, { about, replaces, ...decision }: PlanDecisionRequest, once: AskedOnce): Promise<PlanDecision | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const refused = refuseUnlessWorking(viewer, plan, once.at)
  if (refused) return refused
  const made = await house.planTalk.decide(viewer, once, { plan: id, about, decision: JSON.parse(JSON.stringify({ ...decision, about })) as { readonly [key: string]: Json }, replaces: replaces ?? null })
  return isRefusal(made) ? made : sayDecision(made)
}

/** Put what was said under the comments it was said to; a comment is open unless what was said last of it resolved it. */
export function threadsOf(remarks: readonly PlanRemark[]): PlanComments['threads'] {
  return remarks.filter(({ kind }) => kind === 'comment').map((comment) => {
    const answers = remarks.filter((one) => one.answers === comment.id)
    const last = answers.findLast(({ kind }) => kind !== 'reply')
    return { id: comment.id, about: comment.about, state: last?.kind === 'resolved' ? 'resolved' : 'open', by: comment.by, at: comment.at, remarks: [comment, ...answers] }
  })
}

function sayDecision({ decision, replaces, replacedBy, ...rest }: KeptDecision): PlanDecision {
  const said = decision as unknown as PlanDecisionRequest
  return { ...rest, what: said.what, outcome: said.outcome, decidedBy: said.decidedBy, on: said.on, because: said.because ?? null, dissent: said.dissent, about: said.about, replaces, replacedBy }
}

/** A comment stands by itself; everything else answers one; and only resolving and reopening need no words. */
function refuseUnlike(kind: PlanCommentRequest['kind'], text: string, answers: string | undefined): Refusal | null {
  const found = (kind === 'comment') === (answers !== undefined) ? (kind === 'comment' ? 'a comment that answers another' : `“${kind}” without the comment it is about`) : (kind === 'comment' || kind === 'reply') && text === '' ? 'no words' : null
  return found === null ? null : refuse('comment-not-readable', 'input', { doing: 'Commenting on a plan', found, need: 'A comment with words, about a field or the whole; or a reply, resolved or reopened, with the id of the comment', next: 'Send it with what is missing' })
}

import type { Viewer } from '../../access/viewer.ts'
import type { BoardAnswer, BoardPlan } from '../../contract/board.ts'
import { PlanDocument } from '../../contract/plan.ts'
import type { AgreedPlan, PlanDecision } from '../../contract/plan-work.ts'
import { LeverCost } from '../../contract/scenario.ts'
import { demandLeverNamed } from '../../scenario/scenario-lever.ts'
import type { House } from '../../store/house.ts'
import { leverNamed } from '../../supply/lever-list.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal } from '../../units/refusal.ts'
import { worksOn } from '../plan/plan-rights.ts'
import { listAgreed } from '../plan/plan-steps.ts'
import { listDecisions } from '../plan/plan-talk.ts'
import { sayCount } from '../say.ts'

/** Actions and decisions that one page has room for. */
const [mostActions, mostDecisions] = [4, 3]

/** What is agreed for an area and was decided about it, as far as the viewer may read plans; the plan of everybody before that of one profession. */
export async function boardPlan(house: House, viewer: Viewer, area: string, today: string): Promise<Pick<BoardAnswer, 'plan' | 'planWhy'>> {
  const agreed = await listAgreed(house, viewer, area)
  const plans = isRefusal(agreed) ? [] : agreed.plans
  const plan = plans.find(({ profession }) => profession === null) ?? plans[0]
  if (plan === undefined) return { plan: null, planWhy: 'No plan is agreed for this area among those you may read. Plans are read by those who plan or approve here, and by others while they are shared.' }
  const [decided, kept] = [await listDecisions(house, viewer, plan.plan), await house.plans.find(viewer, plan.plan)]
  const isTold = kept !== null && worksOn(viewer, kept, today)
  return { plan: sayPlan(plan, isRefusal(decided) ? [] : decided.decisions, isTold), planWhy: null }
}

function sayPlan(plan: AgreedPlan, decided: readonly PlanDecision[], isTold: boolean): BoardPlan {
  const document = PlanDocument.parse(plan.document)
  const actions = [...document.levers.map(leverAction), ...document.overrides.filter(({ on }) => on).map(overrideAction), ...document.assumptions.map(assumptionAction)]
  const standing = decided.filter(({ replacedBy }) => replacedBy === null).toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return {
    plan: plan.plan, title: plan.title, says: `Agreed by ${plan.agreedBy} on ${sayDate(plan.agreedAt.slice(0, 10))}, for ${sayCount(plan.horizon, 'year')}${plan.profession === null ? '' : `, ${plan.profession}`}.`,
    actions: actions.slice(0, mostActions), moreActions: Math.max(0, actions.length - mostActions),
    decisions: standing.slice(0, mostDecisions).map(({ what, outcome, decidedBy, on, because, dissent }) => ({ what, outcome, decidedBy, on, because, dissent })), moreDecisions: Math.max(0, standing.length - mostDecisions),
    decisionsWhy: standing.length > 0 ? null : isTold ? 'No decision about this plan is written down.' : 'Decisions are told to those who plan or approve here.',
  }
}

type Action = BoardPlan['actions'][number]

/** A lever as what is to be done: by how much, of whom, from when, and who can decide it. */
function leverAction({ kind, change, unit, profession, area, from, cost }: PlanDocument['levers'][number]): Action {
  const known = leverNamed(kind) ?? demandLeverNamed(kind)
  const amount = `${change > 0 ? '+' : change < 0 ? '−' : ''}${formatNumber(Math.abs(change), Number.isInteger(change) ? 0 : Number((change * 10).toFixed(6)) % 1 === 0 ? 1 : 2)} ${unit ?? known?.units[0]?.unit ?? ''}`.trim()
  const whom = [profession, area].filter((part) => part !== undefined).join(', ')
  const controls = LeverCost.safeParse(cost).data?.controls
  return { what: `${known?.title ?? kind} ${amount}${whom === '' ? '' : `, ${whom}`}`, owner: controls === undefined ? 'who decides is not stated' : `the ${controls} decides`, when: from === undefined ? 'from the start' : `from ${sayDate(from)}` }
}

function overrideAction({ what, who, when, value }: PlanDocument['overrides'][number]): Action {
  return { what: `Manual change: ${what} (${value})`, owner: who, when: sayDate(when) }
}

/** What the plan assumes has an owner too: who answers for it. */
function assumptionAction({ id, value, unit, owner, source }: PlanDocument['assumptions'][number]): Action {
  return { what: `Assumes ${id.replaceAll('-', ' ')} ${value}${unit === undefined ? '' : ` ${unit}`}`, owner, when: source }
}

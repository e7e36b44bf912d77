import type { Viewer } from '../../access/viewer.ts'
import { alwaysThere } from '../../contract/always-there.ts'
import { PlanDocument, type PlanList, type PlanState } from '../../contract/plan.ts'
import { modelVersion } from '../../scenario/manifest.ts'
import type { House } from '../../store/house.ts'
import { stepsFrom, type PlanStep } from '../../store/plan-steps.ts'
import type { KeptPlan, PlanHead } from '../../store/plans.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { flagsOf, readLibrary } from '../assumption-library.ts'
import { sunsetOf } from '../model-register.ts'
import { namesOfAreas } from './plan-area.ts'
import { threadsOf } from './plan-talk.ts'
import { mayTake, plansFor, worksOn } from './plan-rights.ts'
import { sayCount } from '../say.ts'

/** A plan as a list shows it. `nameOf` names its area. */
export function headOf({ id, name, area, version, createdBy, createdAt, editedBy, editedAt, title, status, baselineAgreed, replaces }: PlanHead, nameOf: (area: string) => string): PlanList['plans'][number] {
  return { id, name, area, areaName: nameOf(area), version, createdBy, createdAt, editedBy, editedAt, title, status, baselineAgreed, replaces }
}

/** Everything a page of a plan shows around its levers: how it stands, what the viewer may do, what it is held against, and what is said about it. */
export async function sayState(house: House, viewer: Viewer, plan: KeptPlan, now: string): Promise<PlanState> {
  const document = PlanDocument.parse(plan.document)
  const isEditable = plan.status === 'draft' && plansFor(viewer, plan, now)
  const [steps, remarks, shared, live] = [await house.planSteps.list(viewer, plan.id) ?? [], await house.planTalk.remarks(viewer, plan.id) ?? [], await house.planRoom.sharedUntil(viewer, plan.id), await house.catalogue.live(viewer)]
  const overrides = sayOverrides(document)
  const signed = plan.baselineAgreed ? steps.findLast(({ kind }) => kind === 'baseline-agreed') : undefined
  const open = threadsOf(remarks).filter(({ state }) => state === 'open').length
  return {
    ...headOf(plan, await namesOfAreas(house, viewer)), document, summary: `${plan.title}: ${sayStanding(plan, steps)} ${overrides.says}${open === 0 ? '' : ` ${sayCount(open, 'comment')} ${open === 1 ? 'is' : 'are'} open.`}`,
    mayEdit: isEditable, mayMoveLevers: isEditable && plan.baselineAgreed, may: stepsFrom(plan).filter((kind) => mayTake(viewer, plan, kind, now)),
    baseline: { agreed: signed === undefined ? null : saySigned(signed), notes: signed === undefined ? ['The baseline is not agreed yet: levers wait for it.'] : notesOf(signed, live, now.slice(0, 10)) },
    always: alwaysThere.map((one) => ({ ...one })), overrides, library: await sayLibrary(document, now), openComments: worksOn(viewer, plan, now) ? open : 0, sharedUntil: shared !== null && shared >= now.slice(0, 10) ? shared : null,
  }
}

const standing = { draft: 'a draft', submitted: 'submitted', agreed: 'agreed', superseded: 'superseded' } as const

function sayStanding({ status, version }: KeptPlan, steps: readonly PlanStep[]): string {
  const last = steps.at(-1)
  const says = last === undefined || (status === 'draft' && last.kind !== 'returned') ? '' : ` since ${sayDate(last.at.slice(0, 10))}, by ${last.by}${last.because === null ? '' : ` (${last.because})`}`
  return `${standing[status]}${says}, version ${version}.`
}

function saySigned({ by, at, version, holds }: PlanStep): NonNullable<PlanState['baseline']['agreed']> {
  return { by, at, version, dataset: String(holds['dataset']), map: (holds['map'] ?? null) as string | null, horizon: Number(holds['horizon']), model: String(holds['model']), rates: String(holds['rates']), basis: String(holds['basis']), repeat: String(holds['repeat']), sunset: sunsetOf(at.slice(0, 10)) }
}

/** What moved since the baseline was signed off. */
function notesOf({ holds, at }: PlanStep, live: string | null, today: string): string[] {
  const sunset = sunsetOf(at.slice(0, 10))
  return [
    ...(sunset < today ? [`It was to be agreed anew by ${sayDate(sunset)}.`] : []),
    ...(holds['dataset'] === live ? [] : [`The data moved since: it was agreed on snapshot ${String(holds['dataset'])}, and ${live ?? 'none'} is live now.`]),
    ...(holds['model'] === modelVersion ? [] : [`The model moved since: it was agreed with ${String(holds['model'])}, and this is ${modelVersion}.`]),
  ]
}

/** Manual changes are always reported, those that are switched off as well. */
function sayOverrides({ overrides }: PlanDocument): PlanState['overrides'] {
  const [on, off] = [overrides.filter((one) => one.on).length, overrides.filter((one) => !one.on).length]
  const switchedOff = off === 0 ? '' : ` ${sayCount(off)} ${off === 1 ? 'is' : 'are'} switched off.`
  return { on, off, says: on === 0 ? `No manual change is in force.${switchedOff}` : `${sayCount(on, 'manual change')} ${on === 1 ? 'is' : 'are'} in force.${switchedOff}` }
}

/** Assumptions that name an entry of the library, with what to know of each. */
async function sayLibrary({ assumptions }: PlanDocument, now: string): Promise<PlanState['library']> {
  const used = assumptions.flatMap(({ id, from }) => (from === undefined ? [] : [{ id, from }]))
  if (used.length === 0) return []
  const library = await readLibrary()
  return used.map(({ id, from }) => {
    const entry = library.find((one) => one.id === from.id)
    return { assumption: id, ...from, says: entry?.what ?? 'No entry of the library has this id.', flags: flagsOf(entry, from.edition, now.slice(0, 10)) }
  })
}

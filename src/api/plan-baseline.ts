import type { Viewer } from '../access/viewer.ts'
import { alwaysThere, type AlwaysThereId } from '../contract/always-there.ts'
import type { PlanDocument } from '../contract/plan.ts'
import type { PlanBaseline } from '../contract/plan-work.ts'
import { ProjectionRequest, type ProjectionAnswer } from '../contract/projection.ts'
import { exactPow } from '../random/pow.ts'
import type { House } from '../store/house.ts'
import type { Json } from '../store/plan-document.ts'
import { refusePlan } from '../store/plans.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerProjection } from './projection.ts'

/** Fewest and most futures that a projection draws. */
const [fewest, most] = [20, 2000]

/** The projection a plan stands on, as it would be asked for. */
export function baselineRequest({ area, map, profession, horizon, seed, draws }: PlanDocument['baseline']): ProjectionRequest {
  return ProjectionRequest.parse({ area, years: horizon, seed, draws: Math.min(most, Math.max(fewest, draws)), ...(map === undefined ? {} : { map }), ...(profession === undefined ? {} : { profession }) })
}

/** What a sign-off says of the baseline: which data, map, horizon and rates; digests, no figures. Errors: refuses what the projection refuses. */
export async function signBaseline(house: House, viewer: Viewer, document: PlanDocument): Promise<{ readonly [key: string]: Json } | Refusal> {
  const request = baselineRequest(document.baseline)
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const { manifest, provenance } = projected.answer
  return {
    dataset: manifest.dataset, map: request.map ?? null, horizon: request.years, model: manifest.model, rates: manifest.inputs, area: manifest.area, profession: manifest.profession, seed: manifest.seed, draws: manifest.draws,
    basis: manifest.basis === undefined ? 'not stated' : `leaving: ${manifest.basis.leave}; joining: ${manifest.basis.join}`, repeat: provenance.repeat,
  }
}

/** The scenarios that are always there, run on the baseline of a plan with what the viewer may see. Errors: refuses `plan-not-found` and what the projection refuses. */
export async function answerBaseline(house: House, viewer: Viewer, id: string): Promise<PlanBaseline | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const document = plan.document as unknown as PlanDocument
  const asked = baselineRequest(document.baseline)
  const nothing = await answerProjection(house, viewer, asked)
  if (isRefusal(nothing)) return nothing
  const growth = pastGrowth(nothing.answer.history)
  const requests: Readonly<Record<AlwaysThereId, ProjectionRequest | null>> = { 'do-nothing': asked, 'zero-productivity': { ...asked, productivity: 0 }, 'history-repeats': growth === null ? null : { ...asked, demandGrowth: growth } }
  const scenarios: PlanBaseline['scenarios'] = []
  for (const { id: which, name, says } of alwaysThere) {
    const request = requests[which]
    const done = request === null ? null : await answerProjection(house, viewer, request)
    if (isRefusal(done)) return done
    scenarios.push({ id: which, name, says: request === null ? `${says} Not available: fewer than two years are held.` : says, ...figuresOf(done?.answer ?? null) })
  }
  const { areaName, profession, unit } = nothing.answer
  return { plan: id, summary: `Without any lever, ${nothing.answer.summary}`, area: areaName, profession, unit, horizon: asked.years, scenarios }
}

function figuresOf(answer: ProjectionAnswer | null): Pick<PlanBaseline['scenarios'][number], 'year' | 'supply' | 'demand' | 'gap' | 'repeat'> {
  const last = answer?.rows.at(-1)
  if (answer === null || last === undefined) return { year: null, supply: null, demand: null, gap: null, repeat: null }
  return { year: last.year, supply: last.supply, demand: last.demand, gap: last.gap, repeat: answer.provenance.repeat }
}

/** Mean growth a year from the first to the last year held, as a share; null where fewer than two are held. Within what a request may ask. */
function pastGrowth(history: ProjectionAnswer['history']): number | null {
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined || first.value <= 0 || last.value <= 0) return null
  const years = (Date.parse(last.date) - Date.parse(first.date)) / (365.25 * 86_400_000)
  if (years < 0.9) return null
  return Math.min(0.2, Math.max(-0.2, exactPow(last.value / first.value, 1 / years) - 1))
}

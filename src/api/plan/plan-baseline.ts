import type { Viewer } from '../../access/viewer.ts'
import { alwaysThere, type AlwaysThereId } from '../../contract/always-there.ts'
import { PlanDocument } from '../../contract/plan.ts'
import type { PlanBaseline } from '../../contract/plan-work.ts'
import { ProjectionRequest, type Fan } from '../../contract/projection.ts'
import { assumeDemand } from '../../scenario/input-kinds.ts'
import { repeatHistory } from '../../scenario/past-growth.ts'
import { project } from '../../scenario/run.ts'
import type { House } from '../../store/house.ts'
import type { Json } from '../../store/plan-document.ts'
import { refusePlan } from '../../store/plans.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerProjection } from '../projection.ts'

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

/**
 * The scenarios that are always there, run on the baseline of a plan with what the viewer may see, and with what the plan assumes of need.
 *
 * Errors: refuses `plan-not-found` and what the projection refuses.
 */
export async function answerBaseline(house: House, viewer: Viewer, id: string): Promise<PlanBaseline | Refusal> {
  const plan = await house.plans.find(viewer, id)
  if (plan === null) return refusePlan(id)
  const { baseline, assumptions } = PlanDocument.parse(plan.document)
  const asked = baselineRequest(baseline)
  const projected = await answerProjection(house, viewer, asked)
  if (isRefusal(projected)) return projected
  const { parameters, settings, demand: judged } = projected.inputs
  const demand = assumeDemand(judged, assumptions)
  const again = repeatHistory(demand, projected.answer.history)
  const nothing = project(parameters, demand, settings)
  const repeated = again === null ? null : project(parameters, again, settings)
  if (isRefusal(nothing)) return nothing
  if (isRefusal(repeated)) return repeated
  const [last, lastAgain] = [nothing.rows.at(-1)!, repeated?.rows.at(-1) ?? null]
  const figures: Readonly<Record<AlwaysThereId, Figures>> = {
    'do-nothing': figuresOf(last.year, last), 'zero-productivity': figuresOf(last.year, { supply: last.supply, demand: last.demandZeroProductivity, gap: last.gapZeroProductivity }), 'history-repeats': lastAgain === null ? notAvailable : figuresOf(lastAgain.year, lastAgain),
  }
  const { areaName, profession, unit } = projected.answer
  return {
    plan: id, summary: nothing.summary, area: areaName, profession, unit, horizon: asked.years, repeat: `cadre plan baseline ${id}`,
    scenarios: alwaysThere.map((one) => ({ ...one, says: figures[one.id].year === null ? `${one.says} Not available: fewer than two years are held.` : one.says, ...figures[one.id] })),
  }
}

type Figures = Pick<PlanBaseline['scenarios'][number], 'year' | 'supply' | 'demand' | 'gap'>

const notAvailable: Figures = { year: null, supply: null, demand: null, gap: null }

function figuresOf(year: number, { supply, demand, gap }: { readonly supply: Fan; readonly demand: Fan; readonly gap: Fan }): Figures {
  return { year, supply: { ...supply }, demand: { ...demand }, gap: { ...gap } }
}

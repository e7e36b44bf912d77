import type { SupplyParameters } from '../supply/parameters.ts'
import { statedDemand, type DemandAssumptions } from './demand-assumptions.ts'
import { openingOf } from './supply-draws.ts'
import { drawDemand, gapYears } from './gap.ts'
import { walkFutures } from './supply-ensemble.ts'
import { drawFutures, type Fan } from './uncertainty.ts'

/** Another method of demand, ready to be set beside. */
export interface OtherDemand { readonly id: string; readonly says: string; readonly demand: DemandAssumptions }

/** The gap at the last year under one way of reckoning it. */
export interface MethodGap { readonly id: string; readonly says: string; readonly gap: Fan }

interface Method { readonly id: string; readonly says: string; readonly parameters: SupplyParameters; readonly demand: DemandAssumptions; readonly productive: boolean }

/**
 * Set the projection beside other ways of reckoning the same gap, draw for draw with the same chance; they are compared and never averaged.
 *
 * Units:  as `unit`; above 0 is short.
 * Source: docs/method/sensitivity.md, N4.
 */
export function methodsCompared(parameters: SupplyParameters, demand: DemandAssumptions, settings: { readonly years: number; readonly draws: number; readonly seed: number; readonly unit: 'fte' | 'headcount'; readonly others?: readonly OtherDemand[] }): MethodGap[] {
  const { years, draws, seed, unit } = settings
  return methodsOf(parameters, demand, settings.others ?? []).map((method) => {
    const supply = walkFutures(method.parameters, drawFutures(method.parameters, settings))
    const needed = drawDemand(openingOf(parameters, unit), method.demand, { years, draws, seed, name: `${parameters.area}/${parameters.group}` })
    const last = gapYears(supply, needed, unit, years)[years]!
    return { id: method.id, says: method.says, gap: method.productive ? last.gap : last.gapZeroProductivity }
  })
}

function methodsOf(parameters: SupplyParameters, demand: DemandAssumptions, others: readonly OtherDemand[]): Method[] {
  const base = { parameters, demand, productive: true }
  const kept = parameters.dampingAfter ?? 1
  const judged = statedDemand().growth
  return [
    { ...base, id: 'as-projected', says: `As projected: joining exceeds leaving as of late for ${kept} ${kept === 1 ? 'year' : 'years'}, then less every year` },
    { ...base, id: 'excess-stays', says: 'Joining exceeds leaving as of late to the end', parameters: { ...parameters, damping: 1 } },
    { ...base, id: 'leavers-replaced', says: 'Leavers are replaced, and nobody else joins', parameters: { ...parameters, damping: 0, dampingAfter: 0 } },
    ...(demand.growth.by === 'stated' || demand.growth.by === 'method' || judged.by !== 'stated' ? [] : [{ ...base, id: 'need-by-judged-share', says: `Need grows ${100 * judged.perYear} % a year, whatever the population does`, demand: { ...demand, growth: judged } }]),
    { ...base, id: 'no-productivity', says: 'Productivity does not grow', productive: false },
    ...others.map(({ id, says, demand: other }) => ({ ...base, id, says, demand: other })),
  ]
}

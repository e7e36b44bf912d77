import type { SupplyParameters } from '../supply/parameters.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { planByDraw, rangesOf } from './lever-draws.ts'
import { planLevers, traineesAt, type LeverPlan } from './lever-plan.ts'
import { nodesNamed, type LeverSet, type NodeNames } from './lever-set.ts'
import { changeAfter, type StaffChange } from './staff-change.ts'
import type { SupplyPath } from './supply-draws.ts'
import { alwaysBy, walkBeside } from './supply-ensemble.ts'
import { drawFutures } from './uncertainty.ts'
import { drawStocks } from './what-if-draws.ts'
import { changeOfNode, systemOf, type WhatIfNode } from './what-if-walk.ts'

export interface PlaceOfGroup {
  readonly code: string
  readonly parameters: SupplyParameters
  readonly demand: DemandAssumptions
  /** Where levers act: the place itself, then whatever they name, as in a what-if of the place. */
  readonly linked?: LinkedPlace
}

export interface LinkedPlace { readonly nodes: readonly WhatIfNode[]; readonly names: NodeNames; readonly levers: LeverSet }

export interface EverywhereSettings {
  readonly years: number
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
  /** True where levers are moved: answers say what they change, nothing too. */
  readonly compared?: boolean
}

/** In post at the year ends of a place, today first, in each draw: without the levers of a file, and with them. The same where none acts. */
export interface PlaceStocks { readonly before: readonly Float64Array[]; readonly after: readonly Float64Array[] }

/**
 * Walk a group in every place, without the levers of a file and with them: each place as its own what-if gives it.
 *
 * Places whose levers act on them alone go side by side through the kernel; those that staff move to or from, and those with posts or pools, by themselves.
 */
export function stocksEverywhere(places: readonly PlaceOfGroup[], settings: EverywhereSettings): PlaceStocks[] {
  const ensembles = places.map(({ parameters }) => ({ parameters, futures: drawFutures(parameters, settings) }))
  const own = ensembles.map(({ parameters: { levers } }) => alwaysBy(levers))
  const plans = places.map((place) => planOf(place, settings))
  const alone = plans.map((plan, at) => {
    if (plan === null || !actsHere(plan.middle) || isLinked(plan.middle)) return own[at]!
    return (draw: number): StaffChange => changeAfter(own[at]?.(draw) ?? null, changeOfNode(plan.of(draw).nodes[0]!))
  })
  const [before, after] = walkBeside(ensembles, plans.every((plan) => plan === null) ? [own] : [own, alone])
  return places.map((place, at) => {
    const plan = plans[at]!
    if (plan !== null && isLinked(plan.middle)) return linkedStocks(place, plan, settings)
    const still = stocksOf(before![at]!, settings)
    return plan === null || !actsHere(plan.middle) ? { before: still, after: still } : { before: still, after: withTrainees(stocksOf(after![at]!, settings), plan, settings) }
  })
}

/** What levers do in each draw, and at their middle. */
interface Plans { readonly middle: LeverPlan; readonly of: (draw: number) => LeverPlan; readonly drawn: boolean }

/** What levers do to a place and to those they link it to. Errors: refuses as `planLevers`. */
export function planPlace({ nodes, names, levers }: LinkedPlace, settings: Pick<EverywhereSettings, 'years' | 'draws' | 'seed'>): Plans | Refusal {
  const frame = { nodes: nodes.length, nodeOf: nodesNamed(names), opening: nodes[0]!.parameters.openingDate, years: settings.years }
  const middle = planLevers(levers, frame)
  const of = isRefusal(middle) ? middle : planByDraw(levers, frame, settings, middle)
  return isRefusal(middle) ? middle : isRefusal(of) ? of : { middle, of, drawn: rangesOf(levers).length > 0 }
}

function planOf({ linked }: PlaceOfGroup, settings: EverywhereSettings): Plans | null {
  const plan = linked === undefined ? null : planPlace(linked, settings)
  if (plan !== null && isRefusal(plan)) throw new Error(`Projecting every place: levers that were taken before are refused: ${plan.found}`)
  return plan
}

/** Whether a lever acts on the place itself, or may. */
function actsHere({ planned, training }: LeverPlan): boolean {
  return training.length > 0 || planned.some(({ node }) => node === 0)
}

/** Whether the place cannot be walked by itself. */
function isLinked({ nodes, links, pools }: LeverPlan): boolean {
  return nodes[0]!.posts !== null || links.some(({ from, to }) => from === 0 || to === 0) || pools.some(({ members }) => members.some(({ node }) => node === 0))
}

function linkedStocks({ linked }: PlaceOfGroup, plan: Plans, settings: EverywhereSettings): PlaceStocks {
  const { nodes } = linked!
  const own = nodes.map(({ parameters }) => drawFutures(parameters, settings))
  const drawn = drawStocks(systemOf(nodes, plan.middle), plan.middle, nodes, Array.from({ length: settings.draws }, (_, draw) => own.map((futures) => futures[draw]!)), { years: settings.years, unit: settings.unit, ...(plan.drawn ? { planOf: plan.of } : {}) })
  return { before: drawn.map(({ before }) => before[0]!), after: withTrainees(drawn.map(({ after }) => after[0]!), plan, settings) }
}

function stocksOf(paths: readonly SupplyPath[], { unit }: EverywhereSettings): Float64Array[] {
  return paths.map((path) => (unit === 'fte' ? path.fte : path.heads).stock)
}

function withTrainees(stocks: readonly Float64Array[], plan: Plans, { unit }: EverywhereSettings): Float64Array[] {
  return stocks.map((ends, draw) => ends.map((inPost, ahead) => inPost + traineesAt(0, ahead, plan.of(draw), unit)))
}

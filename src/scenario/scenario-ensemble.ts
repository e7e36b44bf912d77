import { inForceInYear, type LeverTimes } from '../supply/lever-ramp.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import type { DrawnLever, Pulled } from './drawn-lever.ts'
import { demandByChance, drawDemand, type DemandDraw } from './gap.ts'
import { planLevers, timesOf, traineesAt, type KnownTraining, type LeverPlan } from './lever-plan.ts'
import { nodesNamed, type Lever, type LeverSet, type NodeNames, type PlanFrame } from './lever-set.ts'
import { openingOf } from './supply-draws.ts'
import { walkFutures } from './supply-ensemble.ts'
import { drawFutures, medianFuture, type FutureRates } from './uncertainty.ts'
import { drawTouched, touchedBy } from './what-if-touched.ts'
import { movesWork } from './scenario-lever.ts'
import { moveWork, type WorkLever } from './moved-work.ts'
import type { WhatIfNode } from './what-if-walk.ts'

/** A profession of an area in a scenario. */
export interface ScenarioNode extends WhatIfNode {
  /** What is required of it; null where nothing says, and no gap is given. */
  readonly demand: DemandAssumptions | null
  /** Whether it is the one projected, or lies within it: what levers change in a part changes the whole. */
  readonly part: boolean
}

/** Who is in a scenario, and what its levers need to know. The first node is the one projected, and has a demand. */
export interface ScenarioScene extends Pick<LeverSet, 'programmes' | 'origins'> {
  readonly nodes: readonly ScenarioNode[]
  readonly names: NodeNames
}

export interface EnsembleSettings {
  readonly years: number
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
  /** The one central future instead of draws: every rate and assumption at its value. `draws` is 1 then. */
  readonly central?: boolean
}

/** Shape: [year end][draw], the opening first. */
export type Drawn = readonly Float64Array[]

/** What is in post and what is missing of the whole, draw by draw. A gap above 0 is short. */
export interface DrawnGap { readonly supply: Drawn; /** Before any work moves. */ readonly work: Drawn; readonly need: Drawn; readonly needZero: Drawn; readonly gap: Drawn; readonly gapZero: Drawn; /** Work that arrives with other nodes of the run, beside what is needed of them; null where none moves. Shape: [node]. */ readonly arriving: readonly (Drawn | null)[] | null }

/** A scenario made ready: any set of its levers may be pulled, over the same futures every time. */
export interface ScenarioEnsemble {
  /** Do nothing: what the projection gives, to the last bit. Shape: [node]. */
  readonly baseline: readonly Drawn[]
  readonly needs: readonly (readonly DemandDraw[] | null)[]
  /** What the levers change in each node. Shape: [node]. Errors: refuses as `planLevers`. */
  change(pulled: Pulled): readonly Drawn[] | Refusal
  /** The whole with levers pulled: the baseline and what they change, so that no lever is the baseline itself. */
  gapWith(pulled: Pulled, changed?: readonly Drawn[]): DrawnGap
}

/**
 * Make a scenario ready to be asked for any set of its levers.
 *
 * Everything is added to the baseline draw by draw: with nothing pulled it is the baseline to the last bit. A lever that only means something beside funded posts
 * does nothing in a set without them.
 *
 * Units:  people or FTE by `unit`.
 * Source: docs/method/scenarios.md, C1.
 */
export function openEnsemble(scene: ScenarioScene, settings: EnsembleSettings, demand: DemandAssumptions = scene.nodes[0]!.demand!): ScenarioEnsemble {
  const { years, draws, seed, unit } = settings
  const own = scene.nodes.map(({ parameters }) => (settings.central === true ? [medianFuture(parameters, years)] : drawFutures(parameters, settings)))
  const needOf = ({ parameters }: ScenarioNode, by: DemandAssumptions): DemandDraw[] => {
    const inPost = openingOf(parameters, unit)
    if (settings.central === true) return [demandByChance(inPost, by, years)({ unmetNeed: 0, growth: 0, productivity: 0 })]
    return drawDemand(inPost, by, { years, draws, seed, name: `${parameters.area}/${parameters.group}` })
  }
  const needs = scene.nodes.map((node, at) => (at === 0 ? needOf(node, demand) : node.demand === null ? null : needOf(node, node.demand)))
  return overFutures(scene, { own, needs }, { years, unit })
}

/** The same over futures that are given, with what is needed in each. Shape: [node][future]. */
export function overFutures(scene: ScenarioScene, { own, needs }: { readonly own: readonly (readonly FutureRates[])[]; readonly needs: ScenarioEnsemble['needs'] }, { years, unit }: Pick<EnsembleSettings, 'years' | 'unit'>): ScenarioEnsemble {
  const settings = { years, unit, draws: own[0]!.length }
  const baseline = scene.nodes.map(({ parameters }, at) => byYearEnd(walkFutures(parameters, own[at]!).map((path) => (unit === 'fte' ? path.fte : path.heads).stock), years))
  const futures = Array.from({ length: settings.draws }, (_, draw) => own.map((futuresOf) => futuresOf[draw]!))
  const known: KnownTraining = new Map()
  const change = walkedOnce((pulled) => changeOf(scene, pulled, futures, settings, known))
  return {
    baseline, needs, change,
    gapWith: (pulled, changed = orBug(change(pulled))) => gapOf(scene, baseline[0]!, needs[0]!, changed, demandChanges(pulled.demand, scene, settings)),
  }
}

/** Sets with the same levers of supply are walked once, whatever levers of demand are with them. */
function walkedOnce(walk: ScenarioEnsemble['change']): ScenarioEnsemble['change'] {
  const [names, walked] = [new Map<DrawnLever, number>(), new Map<string, ReturnType<ScenarioEnsemble['change']>>()]
  return (pulled) => {
    for (const lever of pulled.supply) if (!names.has(lever)) names.set(lever, names.size)
    const key = pulled.supply.map((lever) => names.get(lever)).join(' ')
    const found = walked.get(key) ?? walk(pulled)
    walked.set(key, found)
    return found
  }
}

/** Turn [draw][year end] into [year end][draw]. */
function byYearEnd(stocks: readonly Float64Array[], years: number): Drawn {
  return Array.from({ length: years + 1 }, (_, ahead) => Float64Array.from(stocks, (stock) => stock[ahead]!))
}

/** Errors: throws what was refused; sets of levers are asked only after all of them together were taken (a bug otherwise). */
function orBug<Found>(found: Found | Refusal): Found {
  if (isRefusal(found)) throw new Error(`Pulling levers: levers that were taken together are refused apart: ${found.found}`)
  return found
}

/** The whole, with what changed in its parts added up. */
function gapOf(scene: ScenarioScene, baseline: Drawn, needs: readonly DemandDraw[], changed: readonly Drawn[], demand: DemandChanges | null): DrawnGap {
  const parts = changed.filter((_, at) => scene.nodes[at]!.part)
  const supply = baseline.map((inPost, ahead) => inPost.map((value, draw) => {
    let change = 0
    for (const part of parts) change += part[ahead]![draw]!
    return Math.max(0, value + change)
  }))
  const work = baseline.map((inPost, ahead) => inPost.map((_, draw) => needs[draw]!.withProductivity[ahead]! * (demand === null ? 1 : demand.all(draw, ahead))))
  const workZero = baseline.map((inPost, ahead) => inPost.map((_, draw) => needs[draw]!.zeroProductivity[ahead]! * (demand === null ? 1 : demand.growth(draw, ahead))))
  const [need, needZero] = [work, workZero].map((all) => (demand === null ? all : leftOf(all, scene, demand))) as [Drawn, Drawn]
  const less = (required: Drawn): Drawn => required.map((values, ahead) => values.map((value, draw) => value - supply[ahead]![draw]!))
  return { supply, work, need, needZero, gap: less(need), gapZero: less(needZero), arriving: demand === null ? null : arrivingOf(work, scene, demand) }
}

/** What is left of the work when some has moved; what moves to a part of the whole comes back as what it takes there. */
function leftOf(work: Drawn, { nodes }: ScenarioScene, { work: levers, takers }: DemandChanges): Drawn {
  if (takers.length === 0) return work
  return work.map((values, ahead) => values.map((value, draw) => {
    const { all, byLever } = moveWork(value, levers(draw), ahead)
    return byLever.reduce((left, { arrives }, at) => (nodes[takers[at] ?? -1]?.part ? left + arrives : left), value - all)
  }))
}

/** Work that arrives with each other node of the run. */
function arrivingOf(work: Drawn, { nodes }: ScenarioScene, { work: levers, takers }: DemandChanges): DrawnGap['arriving'] {
  if (takers.every((taker) => taker === null)) return null
  return nodes.map((_, node) => (!takers.includes(node) ? null : work.map((values, ahead) => values.map((value, draw) => {
    const { byLever } = moveWork(value, levers(draw), ahead)
    return byLever.reduce((sum, { arrives }, at) => (takers[at] === node ? sum + arrives : sum), 0)
  }))))
}

/** The node that takes the work of a lever; null where it goes out of the run. */
function takerOf({ toSector, toProfession, toArea }: Lever, { names }: ScenarioScene): number | null {
  return toSector === undefined ? nodesNamed(names)(toProfession, toArea) : null
}

function changeOf(scene: ScenarioScene, { supply }: Pulled, futures: readonly (readonly FutureRates[])[], { years, draws, unit }: Pick<EnsembleSettings, 'years' | 'draws' | 'unit'>, known: KnownTraining): readonly Drawn[] | Refusal {
  const { nodes, names } = scene
  if (supply.length === 0) return nodes.map(() => Array.from({ length: years + 1 }, () => new Float64Array(draws)))
  const frame = { nodes: nodes.length, nodeOf: nodesNamed(names), opening: nodes[0]!.parameters.openingDate, years }
  const used = new Set(supply.map(({ lever }) => lever.programme))
  const facts = { origins: scene.origins, programmes: scene.programmes.filter(({ id }) => used.has(id)) }
  const standing = standingLevers(supply, facts, frame)
  const planFor = (draw: number | null): LeverPlan | Refusal => planLevers({ ...facts, levers: standing.map(({ lever, at }) => (draw === null || at === null ? lever : at(draw))) }, frame, known)
  const middle = planFor(null)
  const plans = standing.every(({ at }) => at === null) ? null : Array.from({ length: draws }, (_, draw) => planFor(draw))
  const refused = isRefusal(middle) ? middle : plans?.find(isRefusal)
  if (refused !== undefined || isRefusal(middle)) return refused!
  const planOf = (draw: number): LeverPlan => (plans === null ? middle : plans[draw] as LeverPlan)
  const touched = touchedBy(middle)
  const walked = drawTouched(middle, touched, nodes, futures, { years, unit, ...(plans === null ? {} : { planOf }) })
  return nodes.map((_, at) => Array.from({ length: years + 1 }, (_year, ahead) => {
    const place = touched.indexOf(at)
    return place < 0 ? new Float64Array(draws) : Float64Array.from(walked, ({ before, after }, draw) => after[place]![ahead]! - before[place]![ahead]! + traineesAt(at, ahead, planOf(draw), unit))
  }))
}

/** Levers that mean something only beside funded posts. */
const leaning = new Set(['fill-delay', 'shared-pool'])

/** The levers of a set that can act in it, in their order; all of them where nothing is in the way. */
function standingLevers(levers: readonly DrawnLever[], facts: Pick<LeverSet, 'programmes' | 'origins'>, frame: PlanFrame): readonly DrawnLever[] {
  const stands = (kept: readonly DrawnLever[]): boolean => !isRefusal(planLevers({ ...facts, levers: kept.map(({ lever }) => lever) }, frame))
  if (!levers.some(({ lever }) => leaning.has(lever.kind)) || stands(levers)) return levers
  const out = new Set(levers.filter(({ lever }) => leaning.has(lever.kind)))
  const kept = (): DrawnLever[] => levers.filter((each) => !out.has(each))
  // Whatever else was refused is refused of the set as it was asked.
  if (!stands(kept())) return levers
  for (const each of Array.from(out)) {
    out.delete(each)
    if (!stands(kept())) out.add(each)
  }
  return kept()
}

/** By what need is multiplied in a draw at a year end: by growth alone, and by growth and productivity; and the levers that move work then. */
interface DemandChanges { readonly growth: (draw: number, ahead: number) => number; readonly all: (draw: number, ahead: number) => number; readonly work: (draw: number) => readonly WorkLever[]; /** Who takes the work of each of them. */ readonly takers: readonly (number | null)[] }

/** What levers of demand do; null where none is pulled. */
function demandChanges(levers: readonly DrawnLever[], scene: ScenarioScene, { years, draws }: Pick<EnsembleSettings, 'years' | 'draws'>): DemandChanges | null {
  if (levers.length === 0) return null
  const opening = scene.nodes[0]!.parameters.openingDate
  const factors = Array.from({ length: draws }, (_, draw) => {
    const taken = levers.map(({ lever, at }) => (at === null ? lever : at(draw))).map((lever) => ({ lever, times: timesOf(lever, opening) }))
    return { work: taken.filter(({ lever }) => movesWork(lever)), growth: compounded(taken.filter(({ lever }) => lever.kind === 'demand-growth'), years, 1), productivity: compounded(taken.filter(({ lever }) => lever.kind === 'productivity'), years, -1) }
  })
  const takers = levers.filter(({ lever }) => movesWork(lever)).map(({ lever }) => takerOf(lever, scene))
  return { takers, work: (draw) => factors[draw]!.work, growth: (draw, ahead) => factors[draw]!.growth[ahead]!, all: (draw, ahead) => factors[draw]!.growth[ahead]! * factors[draw]!.productivity[ahead]! }
}

/** Points a year, as far as in force, compounded to each year end. Productivity divides. */
function compounded(levers: readonly { readonly lever: Lever; readonly times: LeverTimes }[], years: number, sign: 1 | -1): Float64Array {
  const factors = new Float64Array(years + 1).fill(1)
  for (let year = 0; year < years; year++) {
    let points = 0
    for (const { lever, times } of levers) points += lever.change * inForceInYear(times, year)
    factors[year + 1] = sign === 1 ? factors[year]! * (1 + points / 100) : factors[year]! / (1 + points / 100)
  }
  return factors
}

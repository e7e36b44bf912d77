import type { NodePath, SystemPath } from '../supply/system.ts'
import { addMonths } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { drawDemand, type DemandDraw } from './gap.ts'
import { planByDraw, rangesOf, type LeverRange } from './lever-draws.ts'
import { planLevers, traineesAt, type LeverPlan } from './lever-plan.ts'
import { nodesNamed, type LeverSet, type NodeNames, type PlanFrame, type PlannedLever } from './lever-set.ts'
import { hashOf, type Manifest, modelVersion } from './manifest.ts'
import type { PlannedTraining } from './training-plan.ts'
import { joinersByOrigin, type OriginsOfYear } from './spill-over.ts'
import { drawFutures, fanOf, medianFuture, type Fan, type FutureRates } from './uncertainty.ts'
import { whatBinds, type Bind } from './what-binds.ts'
import { conservationOf, moveAccounts, type MoveAccountYear } from './what-if-account.ts'
import { drawStocks, type DrawnStocks } from './what-if-draws.ts'
import { sayNode, systemOf, walkBoth, type BothPaths, type WhatIfNode } from './what-if-walk.ts'

export interface WhatIfInputs {
  /** The first one is projected; the others are there because levers name them. */
  readonly nodes: readonly WhatIfNode[]
  readonly names: NodeNames
  readonly demand: DemandAssumptions
  readonly levers: LeverSet
}

export interface WhatIfSettings {
  readonly years: number
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
  readonly dataset: string
}

/** A year end with and without the levers; the difference is taken draw by draw, so that its range is that of the levers alone. */
export interface WhatIfYear {
  readonly year: number
  readonly ahead: number
  readonly date: string
  readonly demand: Fan
  readonly baseline: { readonly supply: Fan; readonly gap: Fan }
  readonly scenario: { readonly supply: Fan; readonly gap: Fan }
  readonly difference: { readonly supply: Fan; readonly gap: Fan }
}

/** A node of the run at its year ends. */
export interface WhatIfPlace {
  readonly name: string
  readonly area: string
  readonly profession: string
  readonly rows: readonly { readonly year: number; readonly baseline: Fan; readonly scenario: Fan; readonly difference: Fan }[]
  readonly account: readonly MoveAccountYear[]
  readonly origins: readonly OriginsOfYear[]
}

export interface WhatIf {
  /** `ranges`: levers whose change is drawn, and by which stream; absent where each is taken as stated. */
  readonly manifest: Manifest & { readonly conservation: readonly MoveAccountYear[]; readonly ranges?: readonly LeverRange[] }
  readonly rows: readonly WhatIfYear[]
  readonly places: readonly WhatIfPlace[]
  /** What each lever does by itself at the last year, every rate at its middle; null where it only means something beside others. */
  readonly alone: readonly (number | null)[]
  readonly binds: readonly Bind[]
  readonly planned: readonly PlannedLever[]
  readonly training: readonly PlannedTraining[]
}

/**
 * Answer "what if?" for one profession and area, and for those that levers link to it: every draw is walked without the levers and with them.
 *
 * A lever whose change has a range is drawn with each future, by a stream of its own that is the same in every scenario.
 * Joiners of the baseline are people, not a share of the stock: with levers as many would come, and levers add to them or take from them.
 *
 * Units:  people or FTE by `unit`; a gap above 0 is short.
 * Errors: refused as `planLevers` does, and where the nodes count different things; throws when an account does not balance (a bug).
 * Source: docs/method/levers.md.
 */
export function whatIf(inputs: WhatIfInputs, settings: WhatIfSettings): WhatIf | Refusal {
  const { nodes, levers, demand } = inputs
  const refusal = refuseMixed(nodes)
  if (refusal) return refusal
  const { years, unit } = settings
  const frame = { nodes: nodes.length, nodeOf: nodesNamed(inputs.names), opening: nodes[0]!.parameters.openingDate, years }
  const plan = planLevers(levers, frame)
  if (isRefusal(plan)) return plan
  const system = systemOf(nodes, plan)
  const planOf = planByDraw(levers, frame, settings, plan)
  if (isRefusal(planOf)) return planOf
  const ranges = rangesOf(levers)
  const drawn = drawStocks(system, plan, nodes, drawFuturesTogether(nodes, settings), { years, unit, ...(ranges.length === 0 ? {} : { planOf }) })
  const median = walkBoth(system, plan, nodes, nodes.map(({ parameters }) => medianFuture(parameters, years)), years)
  const { area, group } = nodes[0]!.parameters
  const needs = drawDemand(stockOf(median.baseline.nodes[0]!, unit)[0]!, demand, { years, draws: settings.draws, seed: settings.seed, name: `${area}/${group}` })
  const rows = rowsOf(drawn, needs, planOf, settings, frame.opening)
  const places = nodes.map((node, at) => placeOf(node, at, drawn, median, planOf, plan, settings))
  return {
    rows, places, planned: plan.planned, training: plan.training, binds: whatBinds(plan, median, nodes, years, frame.opening),
    alone: aloneOf(inputs, frame, settings, median.baseline),
    manifest: { dataset: settings.dataset, scenario: hashOf({ demand, levers }), model: modelVersion, seed: settings.seed, draws: settings.draws, years, area, profession: group, unit, inputs: hashOf(nodes.map(({ parameters }) => parameters)), outputs: hashOf({ rows, places }), conservation: conservationOf(places), ...(ranges.length === 0 ? {} : { ranges }) },
  }
}

/** A run of nodes that count people in one and FTE in another, or know ages in one and not in another, would add up what is not alike. */
export function refuseMixed(nodes: readonly WhatIfNode[]): Refusal | null {
  const [first] = nodes
  const other = nodes.find(({ parameters }) => parameters.ageing !== first!.parameters.ageing || (parameters.measured ?? 'both') !== (first!.parameters.measured ?? 'both') || parameters.openingDate !== first!.parameters.openingDate)
  if (!other) return null
  return refuse('levers-link-unlike', 'absent', {
    doing: 'Putting professions and areas into one run', found: `${sayNode(first!)} and ${sayNode(other)} do not have the same opening date, count the same (people, FTE) and know ages alike`,
    need: 'Staff who move must be counted alike where they leave and where they arrive', next: 'Leave the lever between them out, or load records for both',
  })
}

/** Shape: [draw][node]; the nation's swings are the same in every node of a draw. */
function drawFuturesTogether(nodes: readonly WhatIfNode[], settings: WhatIfSettings): FutureRates[][] {
  const own = nodes.map(({ parameters }) => drawFutures(parameters, settings))
  return Array.from({ length: settings.draws }, (_, draw) => own.map((futures) => futures[draw]!))
}

function stockOf(path: NodePath, unit: WhatIfSettings['unit']): Float64Array {
  return unit === 'fte' ? path.fte : path.heads
}

type PlanOf = (draw: number) => LeverPlan

/** Supply of a node at a year end in every draw. */
function suppliesOf(drawn: readonly DrawnStocks[], at: number, ahead: number, planOf: PlanOf, unit: WhatIfSettings['unit']): { readonly before: Float64Array; readonly after: Float64Array } {
  return { before: Float64Array.from(drawn, ({ before }) => before[at]![ahead]!), after: Float64Array.from(drawn, ({ after }, draw) => after[at]![ahead]! + traineesAt(at, ahead, planOf(draw), unit)) }
}

function rowsOf(drawn: readonly DrawnStocks[], needs: readonly DemandDraw[], planOf: PlanOf, { years, unit }: WhatIfSettings, opening: string): WhatIfYear[] {
  return Array.from({ length: years + 1 }, (_, ahead) => {
    const { before, after } = suppliesOf(drawn, 0, ahead, planOf, unit)
    const need = Float64Array.from(needs, ({ withProductivity }) => withProductivity[ahead]!)
    const date = addMonths(opening, 12 * ahead)
    return {
      year: Number(date.slice(0, 4)), ahead, date, demand: fanOf(need),
      baseline: { supply: fanOf(before), gap: fanOf(need.map((each, draw) => each - before[draw]!)) },
      scenario: { supply: fanOf(after), gap: fanOf(need.map((each, draw) => each - after[draw]!)) },
      difference: { supply: fanOf(after.map((each, draw) => each - before[draw]!)), gap: fanOf(after.map((each, draw) => before[draw]! - each)) },
    }
  })
}

function placeOf(node: WhatIfNode, at: number, drawn: readonly DrawnStocks[], median: BothPaths, planOf: PlanOf, plan: LeverPlan, { years, unit }: WhatIfSettings): WhatIfPlace {
  const { area, group, openingDate } = node.parameters
  return {
    name: sayNode(node), area, profession: group, account: moveAccounts(sayNode(node), median.scenario.nodes[at]!, openingDate),
    origins: joinersByOrigin(median, at, plan, openingDate),
    rows: Array.from({ length: years + 1 }, (_, ahead) => {
      const { before, after } = suppliesOf(drawn, at, ahead, planOf, unit)
      return { year: Number(addMonths(openingDate, 12 * ahead).slice(0, 4)), baseline: fanOf(before), scenario: fanOf(after), difference: fanOf(after.map((each, draw) => each - before[draw]!)) }
    }),
  }
}

/** Each lever by itself, every rate at its middle: what supply at the last year gains. Effects of several levers need not add up. */
function aloneOf({ nodes, levers }: WhatIfInputs, frame: PlanFrame, { years, unit }: WhatIfSettings, baseline: SystemPath): (number | null)[] {
  const futures = nodes.map(({ parameters }) => medianFuture(parameters, years))
  return levers.levers.map((lever) => {
    const plan = planLevers({ ...levers, levers: [lever] }, frame)
    if (isRefusal(plan)) return null
    const { scenario } = walkBoth(systemOf(nodes, plan), plan, nodes, futures, years)
    return stockOf(scenario.nodes[0]!, unit)[years]! + traineesAt(0, years, plan, unit) - stockOf(baseline.nodes[0]!, unit)[years]!
  })
}

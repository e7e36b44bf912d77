import type { SupplyParameters } from '../supply/parameters.ts'
import type { SystemStocks } from '../supply/system-stocks.ts'
import { walkSystem, type NodeFuture, type System, type SystemNode, type SystemPath } from '../supply/system.ts'
import type { LeverPlan } from './lever-plan.ts'
import { averageWorked, changeAfter, changeBy, leaveTimesOf, type StaffChange } from './staff-change.ts'
import { monthlyHazard, yearRates } from './supply-draws.ts'
import type { FutureRates } from './uncertainty.ts'

/** One profession of one area in a run. */
export interface WhatIfNode {
  readonly areaName: string
  readonly parameters: SupplyParameters
}

/** One future of every node, without levers and with them. */
export interface BothPaths { readonly baseline: SystemPath; readonly scenario: SystemPath }

/**
 * Walk every node through one future: without levers, then with them, joiners of the first kept as people.
 *
 * Where the projection itself has levers of one number (`parameters.levers`), "without" is with those, and they are walked over a future with none in the same way.
 */
export function walkBoth(system: System, plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly FutureRates[], years: number): BothPaths {
  return openBoth(system, plan, nodes, years, (of) => (futuresOfNodes) => walkSystem(of, futuresOfNodes, years))(futures)
}

/** The same for one future after another, whichever way a system is walked. */
export function openBoth<Walked extends SystemStocks>(system: System, plan: LeverPlan, nodes: readonly WhatIfNode[], years: number, openWalk: (system: System) => (futures: readonly NodeFuture[]) => Walked): (futures: readonly FutureRates[]) => { readonly baseline: Walked; readonly scenario: Walked } {
  const [alone, linked] = [openWalk({ nodes: system.nodes, links: [], pools: [] }), openWalk(system)]
  return (futures) => {
    const { still, moved } = futuresOf(plan, nodes, futures, years)
    const baseline = alone(ownLevers(nodes) ? keepJoiners(alone, nodes, futures, still, years) : still)
    return { baseline, scenario: linked(joinedBy(baseline, moved, plan)) }
  }
}

/** Futures with levers, joined by the people who join without them and as levers say, as far as there are posts where posts are given. */
function joinedBy(baseline: SystemStocks, moved: readonly NodeFuture[], plan: LeverPlan): NodeFuture[] {
  return moved.map((future, at): NodeFuture => {
    const { posts } = plan.nodes[at]!
    const { joining } = changeOfNode(plan.nodes[at]!)
    return { ...future, candidates: baseline.nodes[at]!.candidates.map((people, month) => joining(month, people)), ...(posts ? { posts } : {}) }
  })
}

/** Whether a node is projected with levers of its own. */
export function ownLevers(nodes: readonly WhatIfNode[]): boolean {
  return nodes.some(({ parameters: { levers } }) => changeBy(levers) !== null)
}

/** Futures with the nodes' own levers, joined by the people who would come without them. */
function keepJoiners(walk: (futures: readonly NodeFuture[]) => SystemStocks, nodes: readonly WhatIfNode[], futures: readonly FutureRates[], still: readonly NodeFuture[], years: number): NodeFuture[] {
  const none = nodes.map(({ parameters }, at): NodeFuture => {
    const rates = ratesOf(parameters, futures[at]!)
    return { leaveTimes: rates.map(({ leaveTimes }) => leaveTimes), worked: new Float64Array(years).fill(1), growth: rates.map(({ joining }) => joining) }
  })
  const without = walk(none)
  return still.map(({ leaveTimes, worked }, at) => {
    const change = changeBy(nodes[at]!.parameters.levers)
    return { leaveTimes, worked, candidates: without.nodes[at]!.candidates.map((people, month) => (change === null ? people : change.joining(month, people))) }
  })
}

function ratesOf(parameters: SupplyParameters, { leave, growth }: FutureRates): ReturnType<typeof yearRates>[] {
  return leave.map((share, year) => yearRates(parameters, share, growth[year]!))
}

/** What one future, and levers on rates, do to every node; who joins under levers follows from those who join without. */
export function futuresOf(plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly FutureRates[], years: number): { readonly still: NodeFuture[]; readonly moved: NodeFuture[] } {
  const of = (at: number, change: StaffChange | null): NodeFuture => {
    const { parameters } = nodes[at]!
    const { leave } = futures[at]!
    const [rates, average] = [ratesOf(parameters, futures[at]!), averageOf(parameters)]
    return {
      leaveTimes: rates.map(({ leaveTimes }, year) => (change === null ? leaveTimes : leaveTimesOf(leaveTimes, leave[year]!, change.leaving(year, leave[year]!)))),
      worked: Float64Array.from({ length: years }, (_, year) => (change === null ? 1 : change.worked(year, average))),
    }
  }
  return {
    still: nodes.map(({ parameters }, at) => ({ ...of(at, changeBy(parameters.levers)), growth: ratesOf(parameters, futures[at]!).map(({ joining }) => joining) })),
    moved: nodes.map(({ parameters }, at) => of(at, changeAfter(changeBy(parameters.levers), changeOfNode(plan.nodes[at]!)))),
  }
}

/** What levers do to a node by itself, posts and moves apart. */
export function changeOfNode({ leaving, worked, streams }: LeverPlan['nodes'][number]): StaffChange {
  return { leaving, worked, joining: (month, people) => Math.max(0, people + changeOf(streams, month)) }
}

/** FTE per head in post at the opening. */
export function averageOf({ openingHeads, participation }: SupplyParameters): number {
  return averageWorked(openingHeads, participation)
}

/** People a month that levers add to those who would join. */
export function changeOf(streams: LeverPlan['nodes'][number]['streams'], month: number): number {
  let sum = 0
  for (const values of Object.values(streams)) sum += values[month]!
  return sum
}

export function sayNode({ parameters, areaName }: WhatIfNode): string {
  return `${parameters.group} in ${areaName}`
}

/** The run as the walk takes it. */
export function systemOf(nodes: readonly WhatIfNode[], { links, pools }: LeverPlan): System {
  return { links, pools, nodes: nodes.map((node): SystemNode => ({ name: sayNode(node), ageing: node.parameters.ageing, youngest: node.parameters.ages[0] ?? 0, openingHeads: node.parameters.openingHeads, participation: node.parameters.participation, hazard: monthlyHazard(node.parameters), joinAges: node.parameters.joinAges })) }
}

import { monthlyRate } from '../supply/monthly-rate.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { walkSystem, type NodeFuture, type System, type SystemNode, type SystemPath } from '../supply/system.ts'
import type { LeverPlan } from './lever-plan.ts'
import { monthlyHazard, noLevers, yearRates } from './supply-draws.ts'
import type { FutureRates } from './uncertainty.ts'

/** One profession of one area in a run. */
export interface WhatIfNode {
  readonly areaName: string
  readonly parameters: SupplyParameters
}

/** One future of every node, without levers and with them. */
export interface BothPaths { readonly baseline: SystemPath; readonly scenario: SystemPath }

/** Walk every node through one future: without levers, then with them, joiners of the first kept as people. */
export function walkBoth(system: System, plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly FutureRates[], years: number): BothPaths {
  const { still, moved } = futuresOf(plan, nodes, futures, years)
  const baseline = walkSystem({ nodes: system.nodes, links: [], pools: [] }, still, years)
  const withJoiners = moved.map((future, at): NodeFuture => {
    const { streams, posts } = plan.nodes[at]!
    return { ...future, candidates: baseline.nodes[at]!.candidates.map((people, month) => Math.max(0, people + changeOf(streams, month))), ...(posts ? { posts } : {}) }
  })
  return { baseline, scenario: walkSystem(system, withJoiners, years) }
}

/** What one future, and levers on rates, do to every node; who joins under levers follows from those who join without. */
export function futuresOf(plan: LeverPlan, nodes: readonly WhatIfNode[], futures: readonly FutureRates[], years: number): { readonly still: NodeFuture[]; readonly moved: NodeFuture[] } {
  const rates = nodes.map(({ parameters }, at) => futures[at]!.leave.map((leave, year) => yearRates(parameters, leave, futures[at]!.growth[year]!)))
  const hours = nodes.map(({ parameters: { levers = noLevers } }) => new Float64Array(years).fill(1 + levers.participation))
  const still = rates.map((own, at): NodeFuture => ({ leaveTimes: own.map(({ leaveTimes }) => leaveTimes), worked: hours[at]!, growth: own.map(({ joining }) => joining) }))
  const moved = nodes.map(({ parameters }, at): NodeFuture => {
    const { leaving, worked } = plan.nodes[at]!
    const average = averageWorked(parameters)
    return {
      leaveTimes: rates[at]!.map(({ leaveTimes }, year) => leverTimes(leaveTimes, futures[at]!.leave[year]!, leaving(year, futures[at]!.leave[year]!))),
      worked: hours[at]!.map((times, year) => times * worked(year, average)),
    }
  })
  return { still, moved }
}

/** What a lever on the yearly share makes of the multiplier of the monthly hazard. */
function leverTimes(times: number, before: number, after: number): number {
  const held = Math.min(1, Math.max(0, after))
  if (held === before) return times
  return before > 0 ? (times * monthlyRate(held)) / monthlyRate(before) : times + monthlyRate(held)
}

/** FTE per head in post at the opening. */
export function averageWorked({ openingHeads, participation }: SupplyParameters): number {
  let [heads, fte] = [0, 0]
  for (let age = 0; age < openingHeads.length; age++) {
    heads += openingHeads[age]!
    fte += openingHeads[age]! * participation[age]!
  }
  return heads > 0 ? fte / heads : 0
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

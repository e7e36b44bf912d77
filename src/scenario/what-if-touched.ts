import type { LeverPlan } from './lever-plan.ts'
import type { FutureRates } from './uncertainty.ts'
import { drawStocks, type DrawnStocks } from './what-if-draws.ts'
import { systemOf, type WhatIfNode } from './what-if-walk.ts'

/** The nodes on which anything acts, or to which anybody moves, in their order: nothing changes in the others. */
export function touchedBy({ planned, links, pools, training }: LeverPlan): number[] {
  const named = [
    ...planned.map(({ node }) => node), ...links.flatMap(({ from, to }) => (to === 'outside' ? [from] : [from, to])), ...pools.flatMap(({ members }) => members.map(({ node }) => node)),
    ...training.flatMap(({ settling }) => [...settling.keys()]),
  ]
  return [...new Set(named.filter((node) => node >= 0))].toSorted((a, b) => a - b)
}

interface Settings { readonly years: number; readonly unit: 'fte' | 'headcount'; readonly planOf?: (draw: number) => LeverPlan }

/** Walk the nodes that are touched, and no others. Shape: stocks in the order of `touched`. */
export function drawTouched(plan: LeverPlan, touched: readonly number[], nodes: readonly WhatIfNode[], futures: readonly (readonly FutureRates[])[], { planOf, ...settings }: Settings): DrawnStocks[] {
  if (touched.length === nodes.length) return drawStocks(systemOf(nodes, plan), plan, nodes, futures, { ...settings, ...(planOf === undefined ? {} : { planOf }) })
  if (touched.length === 0) return futures.map(() => ({ before: [], after: [] }))
  const own = touched.map((node) => nodes[node]!)
  const mine = onlyOf(plan, touched)
  return drawStocks(systemOf(own, mine), mine, own, futures.map((of) => touched.map((node) => of[node]!)), { ...settings, ...(planOf === undefined ? {} : { planOf: (draw) => onlyOf(planOf(draw), touched) }) })
}

/** The plan of some nodes, named by their new places. */
function onlyOf(plan: LeverPlan, touched: readonly number[]): LeverPlan {
  const place = (node: number): number => touched.indexOf(node)
  return {
    ...plan, nodes: touched.map((node) => plan.nodes[node]!), links: plan.links.map((link) => ({ ...link, from: place(link.from), to: link.to === 'outside' ? 'outside' : place(link.to) })),
    pools: plan.pools.map((pool) => ({ ...pool, members: pool.members.map((member) => ({ ...member, node: place(member.node) })) })),
  }
}

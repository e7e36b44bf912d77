import { regretTable, type RegretTable } from './regret.ts'
import type { Fan } from './uncertainty.ts'

/** Plans against the futures of a projection. */
export interface GapRegret extends RegretTable {
  /** Staff each policy adds by the last year, beside what would be there if nothing changes; below 0 is fewer. */
  readonly planned: readonly number[]
  /** What would be missing in each future if nothing changes. */
  readonly gaps: readonly number[]
}

/**
 * Ask what a planner would regret: change nothing, or plan for one of the futures, and another comes.
 *
 * The futures are three of the projection (1, 5 and 9 gaps in 10 are smaller), with productivity and without. A cost is the people that are missing at
 * the last year, or that are too many; both count alike. What it costs to add them is not counted.
 *
 * Units:  as the gaps.
 * Source: docs/method/sensitivity.md, N5.
 */
export function regretOfGap(gap: Fan, gapZeroProductivity: Fan): GapRegret {
  const futures = [...three(gap, 'with productivity'), ...three(gapZeroProductivity, 'without productivity')]
  const policies = [{ name: 'Change nothing', gap: 0 }, ...futures.map((future) => ({ name: `Plan for the ${future.name}`, gap: future.gap }))]
  const cost = policies.map((policy) => futures.map((future) => Math.abs(future.gap - policy.gap)))
  return { ...regretTable(policies.map(({ name }) => name), futures.map(({ name }) => name), cost), planned: policies.map((policy) => policy.gap), gaps: futures.map((future) => future.gap) }
}

function three(gap: Fan, productivity: string): { name: string; gap: number }[] {
  return [{ name: `best future, ${productivity}`, gap: gap.p10 }, { name: `central future, ${productivity}`, gap: gap.p50 }, { name: `worst future, ${productivity}`, gap: gap.p90 }]
}

import { regretTable, type RegretTable } from './regret.ts'
import type { Drawn } from './scenario-ensemble.ts'

/** A plan, and the gap it leaves in each draw at a year end. */
export interface Policy { readonly name: string; readonly gap: Float64Array; readonly gapZero: Float64Array }

/** Policies set against futures. */
export interface FutureTable extends RegretTable {
  /** The gap that each policy leaves in each future. Shape: as `cost`. */
  readonly gaps: readonly (readonly number[])[]
}

/**
 * Set policies against futures: the best, central and worst draws of doing nothing, with productivity and without.
 *
 * A future is a draw, the same for every policy: that in which 1, 5 and 9 of 10 gaps are smaller where nothing is done. What a policy costs in it is the staff who are
 * missing or too many, both alike; money is not counted.
 *
 * Shape:  the first policy is doing nothing.
 * Source: docs/method/scenarios.md, C5.
 */
export function futureTable(policies: readonly Policy[]): FutureTable {
  const [nothing] = policies
  const futures = [...three(nothing!.gap, 'with productivity', 'gap'), ...three(nothing!.gapZero, 'without productivity', 'gapZero')]
  const gaps = policies.map((policy) => futures.map(({ draw, of }) => policy[of][draw]!))
  return { ...regretTable(policies.map(({ name }) => name), futures.map(({ name }) => name), gaps.map((row) => row.map(Math.abs))), gaps }
}

function three(gaps: Float64Array, productivity: string, of: 'gap' | 'gapZero'): { name: string; draw: number; of: 'gap' | 'gapZero' }[] {
  const inLine = Array.from(gaps, (gap, draw) => ({ gap, draw })).sort((a, b) => a.gap - b.gap || a.draw - b.draw)
  const at = (share: number): number => inLine[Math.round(share * (inLine.length - 1))]!.draw
  return [{ name: `best future, ${productivity}`, draw: at(0.1), of }, { name: `central future, ${productivity}`, draw: at(0.5), of }, { name: `worst future, ${productivity}`, draw: at(0.9), of }]
}

/** Share of draws in which nothing is missing. */
export function chanceMet(gap: Drawn, ahead: number): number {
  const values = gap[ahead]!
  return values.reduce((met, value) => met + (value <= 0 ? 1 : 0), 0) / values.length
}

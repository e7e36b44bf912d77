import type { BridgeYear } from './contributions.ts'
import type { Costs } from './lever-cost.ts'

/** What a lever buys by a year end. */
export interface Purchase {
  readonly id: string
  /** Place in the list, from 1, cheapest first; null where no price can be given. */
  readonly rank: number | null
  /** Spent from the opening to the year end; null where no cost is stated. Units: GBP. */
  readonly cost: number | null
  /** FTE (or people) by which the gap is smaller at the year end, and its range. */
  readonly gained: number
  readonly low: number
  readonly high: number
  /** GBP for each of them; null where it is not known or nobody is gained. */
  readonly price: number | null
  readonly priceLow: number | null
  /** Null where in one draw of ten nobody is gained: the price has no upper end. */
  readonly priceHigh: number | null
  readonly why: 'cost not stated' | 'nobody is gained by then' | 'it saves money' | null
}

/**
 * Rank levers by what one more in post costs by a year end, cheapest first; those that save money come before all, and those without a price stand below, unranked.
 *
 * What a lever gains is its share of the change of the gap, so that all of them together gain what the scenario gains.
 *
 * Source: docs/method/scenarios.md, C4.
 */
export function buyList({ ahead, parts }: BridgeYear, { byLever }: Pick<Costs, 'byLever'>): Purchase[] {
  const rows = byLever.map(({ id, years }) => purchaseOf(id, years === null ? null : years.slice(0, ahead).reduce((sum, each) => sum + each, 0), parts.find((part) => part.id === id)!))
  const priced = rows.filter(({ why }) => why === null || why === 'it saves money').toSorted((a, b) => a.price! - b.price! || (a.id < b.id ? -1 : 1))
  const rest = rows.filter(({ why }) => why !== null && why !== 'it saves money').toSorted((a, b) => b.gained - a.gained || (a.id < b.id ? -1 : 1))
  return [...priced.map((row, at) => ({ ...row, rank: at + 1 })), ...rest]
}

function purchaseOf(id: string, cost: number | null, { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number }): Purchase {
  const found = { id, rank: null, cost, gained: gap === 0 ? 0 : -gap, low: high === 0 ? 0 : -high, high: low === 0 ? 0 : -low }
  if (cost === null) return { ...found, price: null, priceLow: null, priceHigh: null, why: 'cost not stated' }
  if (!(found.gained > 1e-9)) return { ...found, price: null, priceLow: null, priceHigh: null, why: 'nobody is gained by then' }
  const price = (gained: number): number | null => (gained > 1e-9 ? cost / gained : null)
  return { ...found, price: price(found.gained), priceLow: price(found.high), priceHigh: price(found.low), why: cost < 0 ? 'it saves money' : null }
}

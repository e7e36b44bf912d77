import type { Row } from '../dataset/table.ts'
import type { Nation } from './nation.ts'
import prices from './posts-prices.json' with { type: 'json' }

/** Write what a full-time post of each band costs in the nation, by financial year. Units: GBP a year. */
export function priceRows(nation: Nation, source: string): Row[] {
  return prices.yearly_rise.flatMap(({ from, to, of_last: share }) => Object.entries(prices.bands).map(([band, pay]) => ({
    period_from: from, period_to: to, source, at_level: 'nation', at_code: nation.code, occupation_code: null, profession: null, band, programme: null,
    pay_with_on_costs: Math.round((pay * share) / 100) * 100, pay_with_on_costs_status: 'ok', training_tariff: null, training_tariff_status: 'not-applicable', placement_tariff: null, placement_tariff_status: 'not-applicable',
  })))
}

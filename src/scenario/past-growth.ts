import { exactPow } from '../random/pow.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { monthsBetween } from '../units/calendar-date.ts'

// What a request may ask: beyond, a series was re-counted and did not grow.
const [fewest, most] = [-0.2, 0.2]

/**
 * Take what is assumed of need, and let it grow from today’s need as staff in post did over the years held: “history repeats”. Productivity, need not met today and how far growth may lie from its path stay as assumed.
 *
 * Errors: null as `pastGrowth`.
 */
export function repeatHistory(demand: DemandAssumptions, history: readonly { readonly date: string; readonly value: number }[]): DemandAssumptions | null {
  const perYear = pastGrowth(history)
  if (perYear === null) return null
  if (demand.growth.by !== 'method') return { ...demand, growth: { by: 'stated', perYear } }
  const [today = 0] = demand.growth.required
  return { ...demand, growth: { by: 'method', required: demand.growth.required.map((_, year) => today * exactPow(1 + perYear, year)) } }
}

/** Mean growth a year from the first to the last year held, as a share, for “history repeats”; null where less than a year lies between, or nobody was in post. */
function pastGrowth(history: readonly { readonly date: string; readonly value: number }[]): number | null {
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined || first.value <= 0 || last.value <= 0) return null
  const years = monthsBetween(first.date, last.date) / 12
  return years < 1 ? null : Math.min(most, Math.max(fewest, exactPow(last.value / first.value, 1 / years) - 1))
}

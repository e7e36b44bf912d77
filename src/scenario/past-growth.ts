import { exactPow } from '../random/pow.ts'
import { monthsBetween } from '../units/calendar-date.ts'

// What a request may ask: beyond, a series was re-counted and did not grow.
const [fewest, most] = [-0.2, 0.2]

/** Mean growth a year from the first to the last year held, as a share, for “history repeats”; null where less than a year lies between, or nobody was in post. */
export function pastGrowth(history: readonly { readonly date: string; readonly value: number }[]): number | null {
  const [first, last] = [history[0], history.at(-1)]
  if (first === undefined || last === undefined || first.value <= 0 || last.value <= 0) return null
  const years = monthsBetween(first.date, last.date) / 12
  return years < 1 ? null : Math.min(most, Math.max(fewest, exactPow(last.value / first.value, 1 / years) - 1))
}

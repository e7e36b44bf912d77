import policies from '../../reference/disclosure-policies.json' with { type: 'json' }
import type { CalendarDate } from '../../units/calendar-date.ts'
import { refuse, type Refusal } from '../../units/refusal.ts'

/** What may be shown of counts of people to somebody who may not read the records behind them. Dated reference data. */
export interface DisclosurePolicy {
  readonly id: string
  readonly from: CalendarDate
  /** Heads. A count above nought and below this is hidden. */
  readonly smallestShown: number
  /** Heads. Shown counts are rounded to the nearest multiple; 1 leaves them as they are. */
  readonly roundTo: number
  /** A figure to which fewer organisations contribute is hidden; it stays in the totals above it. */
  readonly fewestOrganisations: number
  readonly says: string
}

export type PolicyName = 'interactive-views' | 'published-tables'

/** The policy in force on a day. Errors: none was in force. */
export function policyOn(name: PolicyName, day: CalendarDate): DisclosurePolicy | Refusal {
  const inForce = (policies as DisclosurePolicy[]).filter(({ id, from }) => id === name && from <= day).sort((one, other) => (one.from < other.from ? 1 : -1))[0]
  return inForce ?? refuse('no-disclosure-policy', 'check', {
    doing: 'Looking for what may be shown of small numbers', found: `no policy “${name}” in force on ${day}`, need: 'A dated policy', next: 'Ask about a later date',
  })
}

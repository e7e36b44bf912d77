import type { CalendarDate } from '../units/calendar-date.ts'

/** FTE of one organisation in one sector as something says it. */
export interface SaidFte { readonly organisation: string; readonly sector: string; readonly at: CalendarDate; readonly fte: number; readonly by: 'records' | 'counts' | 'absence days' | 'ledger' | 'last month' }

/** What stands for the whole workforce of a sector, and how good the estimate is. */
export interface Expected { readonly fte: number; readonly at: CalendarDate; readonly grade: 'A' | 'B' | 'C' | 'D'; readonly parts: readonly { readonly by: SaidFte['by']; readonly organisations: number; readonly fte: number }[] }

/** Best estimate first: a published proxy, a ledger, the sender's own last month. */
const ladder = ['absence days', 'ledger', 'last month'] as const
const gradeOf: Readonly<Record<SaidFte['by'], Expected['grade']>> = { counts: 'A', records: 'A', 'absence days': 'B', ledger: 'C', 'last month': 'D' }

/**
 * Estimate the workforce of a sector organisation by organisation: each by the best thing that is said of it, its newest date.
 * The grade is that of the weakest part that makes up a tenth or more. Null when nothing is said of anybody.
 */
export function expectedOf(said: readonly SaidFte[]): Expected | null {
  const byOrganisation = Map.groupBy(said, ({ organisation }) => organisation)
  const best = [...byOrganisation].sort((a, b) => (a[0] < b[0] ? -1 : 1)).flatMap(([, own]) => ladder.map((by) => newest(own.filter((one) => one.by === by))).find((one) => one !== null) ?? [])
  if (best.length === 0) return null
  const fte = best.reduce((sum, one) => sum + one.fte, 0)
  const parts = ladder.map((by) => ({ by, organisations: best.filter((one) => one.by === by).length, fte: best.filter((one) => one.by === by).reduce((sum, one) => sum + one.fte, 0) })).filter(({ organisations }) => organisations > 0)
  const grade = parts.filter((part) => part.fte >= 0.1 * fte).map(({ by }) => gradeOf[by]).sort().at(-1) ?? 'D'
  return { fte, at: best.map(({ at }) => at).sort().at(-1)!, grade, parts }
}

/** Months a record or count stays usable: what is older is not seen. */
export const usableMonths = 12

/** Add up what is seen of a sector: each organisation once, records before counts, its newest usable date. Null when nothing is. */
export function seenOf(said: readonly SaidFte[], usableFrom: CalendarDate): { readonly fte: number; readonly at: CalendarDate; readonly organisations: number } | null {
  const byOrganisation = Map.groupBy(said.filter(({ at, by }) => at >= usableFrom && (by === 'records' || by === 'counts')), ({ organisation }) => organisation)
  const best = [...byOrganisation].sort((a, b) => (a[0] < b[0] ? -1 : 1)).flatMap(([, own]) => newest(own.filter(({ by }) => by === 'records')) ?? newest(own) ?? [])
  return best.length === 0 ? null : { fte: best.reduce((sum, one) => sum + one.fte, 0), at: best.map(({ at }) => at).sort().at(-1)!, organisations: best.length }
}

function newest(said: readonly SaidFte[]): SaidFte | null {
  return said.reduce<SaidFte | null>((latest, one) => (latest === null || one.at > latest.at ? one : latest), null)
}

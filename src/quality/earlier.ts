import { addMonths } from '../units/calendar-date.ts'
import type { ReadFile } from '../ingest/source.ts'
import { acrossRows, type WatchingCheck } from './across-rows.ts'
import { amountsOf, type Amount } from './amounts.ts'
import type { Fault } from './rule.ts'

/** One organisation of a return beside the last month held of it before. */
export interface Compared {
  readonly organisation: string
  readonly periodTo: string
  /** Month-end of the last month held before this one. */
  readonly lastTo: string
  /** Month-end it should be. */
  readonly expectedTo: string
  readonly now: Amount
  readonly last: Amount
  /** By staff group, every group of either month. */
  readonly groups: readonly { readonly group: string; readonly now: Amount; readonly last: Amount }[]
}

/** Returns that are held by month. */
type ByMonth = 'staff' | 'establishment' | 'temporary' | 'sickness' | 'staff_count'

/** Ask a question of each organisation of a return beside what is held of it before; it is not asked when nobody looked or nothing is held. */
export function comparedWithEarlier(tables: readonly ByMonth[], question: (read: ReadFile, compared: Compared) => readonly Fault[]): WatchingCheck {
  return acrossRows(tables, (read) => {
    const amounts = amountsOf(read)
    return { see: amounts.see, end: () => compare(read).flatMap((compared) => question(read, compared)) }
  })
}

function compare(read: ReadFile): Compared[] {
  const { organisations } = amountsOf(read)
  return [...organisations].toSorted(([one], [other]) => (one < other ? -1 : 1)).flatMap(([organisation, { periodTo, total, groups }]) => {
    const held = (read.before ?? []).filter((month) => month.table === read.table && month.organisation === organisation && month.periodTo < periodTo)
    const lastTo = held.map((month) => month.periodTo).toSorted().at(-1)
    if (lastTo === undefined) return []
    const before = held.filter((month) => month.periodTo === lastTo)
    const names = [...new Set([...before.map(({ staffGroup }) => staffGroup), ...groups.keys()])].toSorted()
    const amountLast = (group: string | null) => add(before.filter((month) => group === null || month.staffGroup === group))
    return [{
      organisation, periodTo, lastTo, expectedTo: addMonths(periodTo, -1), now: total, last: amountLast(null),
      groups: names.map((group) => ({ group, now: groups.get(group) ?? { fte: 0, rows: 0 }, last: amountLast(group) })),
    }]
  })
}

function add(amounts: readonly Amount[]): Amount {
  return amounts.reduce<Amount>((sum, { fte, rows }) => ({ fte: sum.fte + fte, rows: sum.rows + rows }), { fte: 0, rows: 0 })
}

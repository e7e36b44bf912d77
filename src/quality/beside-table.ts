import type { EarlierMonth, ReadFile } from '../ingest/source.ts'
import { acrossRows, type WatchingCheck } from './across-rows.ts'
import { amountsOf } from './amounts.ts'
import type { Fault } from './rule.ts'

type Returned = EarlierMonth['table']

/** One organisation and staff group of a return beside what another return of the same month says. Units: FTE, FTE days of a sickness return. */
export interface BesideTable {
  readonly organisation: string
  readonly periodTo: string
  readonly group: string
  readonly now: number
  readonly other: number
}

/** Ask about each staff group of a return beside that of another one held for the same month; groups that only one of them has are left out. */
export function besideGroups(table: Returned, beside: Returned, question: (read: ReadFile, found: BesideTable) => readonly Fault[]): WatchingCheck {
  return acrossRows([table], (read) => {
    const amounts = amountsOf(read)
    return {
      see: amounts.see,
      end: () => heldOf(read, beside).flatMap(({ organisation, periodTo, staffGroup: group, fte: other }) => {
        const own = amounts.inMonth(organisation, periodTo, group)
        return own === null ? [] : question(read, { organisation, periodTo, group, now: own.fte, other })
      }),
    }
  })
}

/** The same over all staff groups of an organisation, whatever either of them calls them. `beside` says which table stands beside which. */
export function besideTotals(beside: Partial<Record<Returned, Returned>>, question: (read: ReadFile, found: Omit<BesideTable, 'group'>) => readonly Fault[]): WatchingCheck {
  return acrossRows(Object.keys(beside) as Returned[], (read) => {
    const amounts = amountsOf(read)
    return {
      see: amounts.see,
      end: () => [...Map.groupBy(heldOf(read, beside[read.table as Returned]!), ({ organisation, periodTo }) => `${organisation}\n${periodTo}`).values()].flatMap((held) => {
        const { organisation, periodTo } = held[0]!
        const own = amounts.inMonth(organisation, periodTo)
        return own === null ? [] : question(read, { organisation, periodTo, now: own.fte, other: held.reduce((sum, { fte }) => sum + fte, 0) })
      }),
    }
  })
}

function heldOf({ before = [] }: ReadFile, table: Returned): readonly EarlierMonth[] {
  return before.filter((month) => month.table === table)
}

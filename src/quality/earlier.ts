import type { Row } from '../dataset/table.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { ReadFile } from '../ingest/source.ts'
import { returnRows } from './each-row.ts'

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

/** What a row adds to its staff group: FTE, or FTE days available in a sickness return. */
export function amountOf(row: Row): number {
  return Number(row.fte ?? row.funded_fte ?? row.worked_fte ?? row.fte_days_available ?? 0)
}

/** A sickness row may be for all staff. */
export function groupOf(row: Row): string {
  return row.staff_group === null ? 'all staff' : String(row.staff_group)
}

/** Units: FTE, rows. */
export interface Amount { readonly fte: number; readonly rows: number }

/** Compare each organisation of a return with what is held of it before; empty when nobody looked or nothing is held. */
export function compareWithEarlier(read: ReadFile): Compared[] {
  const rows = returnRows(read, ['staff', 'establishment', 'temporary', 'sickness', 'staff_count']).map(({ row }) => row).filter((row) => row.at_code !== null && row.period_to !== null)
  const organisations = [...new Set(rows.map((row) => String(row.at_code)))].toSorted()
  return organisations.flatMap((organisation) => {
    const own = rows.filter((row) => row.at_code === organisation)
    const periodTo = String(own[0]!.period_to)
    const held = (read.before ?? []).filter((month) => month.table === read.table && month.organisation === organisation && month.periodTo < periodTo)
    const lastTo = held.map((month) => month.periodTo).toSorted().at(-1)
    if (lastTo === undefined) return []
    const before = held.filter((month) => month.periodTo === lastTo)
    const names = [...new Set([...before.map(({ staffGroup }) => staffGroup), ...own.map(groupOf)])].toSorted()
    const amountNow = (group: string | null) => add(own.filter((row) => group === null || groupOf(row) === group).map((row) => ({ fte: amountOf(row), rows: 1 })))
    const amountLast = (group: string | null) => add(before.filter((month) => group === null || month.staffGroup === group))
    return [{
      organisation, periodTo, lastTo, expectedTo: addMonths(periodTo, -1), now: amountNow(null), last: amountLast(null),
      groups: names.map((group) => ({ group, now: amountNow(group), last: amountLast(group) })),
    }]
  })
}

function add(amounts: readonly Amount[]): Amount {
  return amounts.reduce<Amount>((sum, { fte, rows }) => ({ fte: sum.fte + fte, rows: sum.rows + rows }), { fte: 0, rows: 0 })
}

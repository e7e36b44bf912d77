import type { EarlierMonth, ReadFile } from '../ingest/source.ts'
import { amountOf, groupOf } from './earlier.ts'
import { returnRows } from './each-row.ts'

/** One organisation and staff group of a return beside what another return of the same month says. Units: FTE, FTE days of a sickness return. */
export interface BesideTable {
  readonly organisation: string
  readonly periodTo: string
  readonly group: string
  readonly now: number
  readonly other: number
}

/** Compare the staff groups of a return with those of another one held for the same month; groups that only one of them has are left out. */
export function compareTables(read: ReadFile, table: EarlierMonth['table'], beside: EarlierMonth['table']): BesideTable[] {
  const rows = returnRows(read, [table])
  return (read.before ?? []).filter((month) => month.table === beside).flatMap(({ organisation, periodTo, staffGroup: group, fte: other }) => {
    const own = rows.filter(({ row }) => row.at_code === organisation && row.period_to === periodTo && groupOf(row) === group)
    return own.length === 0 ? [] : [{ organisation, periodTo, group, now: own.reduce((sum, { row }) => sum + amountOf(row), 0), other }]
  })
}

/** The same over all staff groups of an organisation, whatever either of them calls them. */
export function compareTotals(read: ReadFile, table: EarlierMonth['table'], beside: EarlierMonth['table']): Omit<BesideTable, 'group'>[] {
  const rows = returnRows(read, [table]).map(({ row }) => row)
  const months = Map.groupBy((read.before ?? []).filter((month) => month.table === beside), ({ organisation, periodTo }) => `${organisation}\n${periodTo}`)
  return [...months.values()].flatMap((held) => {
    const { organisation, periodTo } = held[0]!
    const own = rows.filter((row) => row.at_code === organisation && row.period_to === periodTo)
    return own.length === 0 ? [] : [{ organisation, periodTo, now: own.reduce((sum, row) => sum + amountOf(row), 0), other: held.reduce((sum, { fte }) => sum + fte, 0) }]
  })
}

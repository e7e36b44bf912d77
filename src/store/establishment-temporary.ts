import type { Temporary } from '../dataset/establishment-figures.ts'
import { isReturn } from '../dataset/return-layout.ts'
import type { Row } from '../dataset/table.ts'
import { compareText } from '../reference/in-force.ts'
import { canonicalGroup } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'
import type { Pair, Sender } from './establishment-sides.ts'

/** Temporary work by organisation of the map (`level:code`) and staff group; an organisation that sent none for the month has no entry. Units: FTE. */
export type TemporaryWork = ReadonlyMap<string, ReadonlyMap<string, Temporary>>

/** Read who did temporary work for the senders in the month that ends on the date, from the source that goes with theirs. */
export async function readTemporary(context: CubeContext, pair: Pair, senders: readonly Sender[], date: CalendarDate): Promise<TemporaryWork> {
  const sources = await context.once(`temporary sources ${date}`, () => context.select('SELECT DISTINCT source FROM temporary WHERE period_to = $1::DATE AND worked_fte IS NOT NULL', [date]))
  const source = sources.map((row) => String(row.source)).filter((one) => isReturn(one) === isReturn(pair.ledger)).toSorted(compareText)[0]
  if (source === undefined) return new Map()
  const rows = await context.once(`temporary ${source} ${date}`, () => context.select(
    'SELECT at_level, at_code, staff_group, kind, sum(worked_fte::DECIMAL(28, 12))::DOUBLE AS fte FROM temporary WHERE source = $1 AND period_to = $2::DATE AND worked_fte IS NOT NULL GROUP BY ALL ORDER BY 1, 2, 3, 4', [source, date]))
  const units = new Map(senders.map(({ level, code, unit }) => [`${level}:${code}`, unit]))
  const byUnit = Map.groupBy(rows, (row) => units.get(`${row.at_level}:${row.at_code}`))
  return new Map([...byUnit].flatMap(([unit, own]) => (unit === undefined ? [] : [[unit, workOfUnit(own)] as const])))
}

/** Work of a group without any: nothing of the kinds the organisation states elsewhere, and unknown of the others. */
export function noWork(groups: ReadonlyMap<string, Temporary>): Temporary {
  const stated = (kind: keyof Temporary) => ([...groups.values()].some((work) => work[kind] !== null) ? 0 : null)
  return { bank: stated('bank'), agency: stated('agency'), overtime: stated('overtime') }
}

function workOfUnit(rows: readonly Row[]): Map<string, Temporary> {
  const kinds = new Set(rows.map((row) => String(row.kind)))
  const byGroup = Map.groupBy(rows, (row) => canonicalGroup(String(row.staff_group)))
  return new Map([...byGroup].map(([group, own]) => {
    const add = (kind: keyof Temporary) => (kinds.has(kind) ? own.filter((row) => row.kind === kind).reduce((sum, row) => sum + Number(row.fte), 0) : null)
    return [group, { bank: add('bank'), agency: add('agency'), overtime: add('overtime') }]
  }))
}

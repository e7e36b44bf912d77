import type { Temporary } from '../dataset/establishment-figures.ts'
import { isReturn } from '../dataset/return-layout.ts'
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
  const work = new Map<string, Map<string, Temporary>>()
  for (const row of rows) {
    const unit = units.get(`${row.at_level}:${row.at_code}`)
    if (unit === undefined) continue
    const groups = work.get(unit) ?? new Map<string, Temporary>()
    const group = canonicalGroup(String(row.staff_group))
    groups.set(group, addWork(groups.get(group) ?? noWork, String(row.kind), Number(row.fte)))
    work.set(unit, groups)
  }
  return work
}

/** Nobody did temporary work, and the organisation says so by what else it sent. */
export const noWork: Temporary = { bank: 0, agency: 0, overtime: 0 }

function addWork(before: Temporary, kind: string, fte: number): Temporary {
  if (kind !== 'bank' && kind !== 'agency' && kind !== 'overtime') return before
  return { ...before, [kind]: before[kind] + fte }
}

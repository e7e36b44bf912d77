import type { Dimension } from '../dataset/cube.ts'
import type { Cell } from '../dataset/table.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'
import { between, conditionSql, onlySql } from './cube-holdings.ts'
import type { Condition, Holding } from './cube-holdings.ts'
import type { Placing } from './cube-places.ts'
import { placedSql, placeParameters } from './cube-sql.ts'
import type { FlowBasis } from './flow-ground.ts'
import { fteUnits } from './flow-posts.ts'

/** Staff in post of one cell and group on a day. Units: people, each once; FTE in billionths. */
export interface Stock { readonly cell: number; readonly group: string; readonly day: CalendarDate; readonly heads: number; readonly fte: number }

/** Between the values of a group made of several columns; null values are empty. */
export const betweenValues = '\u001e'

/** Count the staff in post on some days by cell and group, from the records themselves: what the account must arrive at. */
export async function readStock(context: CubeContext, of: { holding: Holding; placing: Placing; columns: readonly Dimension[]; conditions: readonly Condition[]; days: readonly CalendarDate[]; basis: FlowBasis }): Promise<Stock[]> {
  const { holding, placing, columns, days, basis } = of
  const conditions = conditionSql(holding.basis, of.conditions, 7)
  const parameters: Cell[] = [holding.source, [...new Set(days)].join(between), ...placeParameters(placing), ...conditions.parameters]
  const values = columns.map((dimension) => `coalesce((${holding.basis.columns[dimension] ?? dimension})::VARCHAR, '')`)
  const group = values.length === 0 ? "''" : `concat_ws(chr(30), ${values.join(', ')})`
  const [level, code] = basis === 'host' ? ["CASE WHEN host_code IS NULL THEN staff.at_level ELSE 'organisation' END", 'coalesce(host_code, staff.at_code)'] : ['staff.at_level', 'staff.at_code']
  const sql = `WITH placed AS (${placedSql}),
    people AS (SELECT cell, ${group} AS grp, period_to AS day, person, max(share) AS share, sum(round(round(fte * ${fteUnits}) * share)) AS fte
      FROM staff JOIN placed ON placed.at_level = ${level} AND placed.at_code = ${code}
      WHERE source = $1 AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE)${onlySql(holding.basis)}${conditions.sql} GROUP BY ALL)
    SELECT cell, grp, day::VARCHAR AS day, sum(share::DECIMAL(18, 9))::DOUBLE AS heads, sum(fte) AS fte FROM people GROUP BY ALL ORDER BY ALL`
  const rolledUp = placing.places.some(({ share }) => share !== 1) ? null : `WITH placed AS (${placedSql}) SELECT cell, ${group} AS grp, period_to::VARCHAR AS day, (sum(heads) + count(DISTINCT person))::DOUBLE AS heads, sum(units)::DOUBLE AS fte
      FROM staff JOIN placed ON placed.at_level = ${level} AND placed.at_code = ${code}
      WHERE source = $1 AND period_to IN (SELECT unnest(string_split($2, chr(31)))::DATE)${onlySql(holding.basis)}${conditions.sql} GROUP BY ALL ORDER BY ALL`
  const rows = await context.once(`flow stock ${sql} ${parameters.join(' ')}`, () => context.selectCounted('staff', { rolledUp, plain: sql }, parameters))
  return rows.map((row) => ({ cell: Number(row.cell), group: String(row.grp), day: String(row.day), heads: Number(row.heads), fte: Number(row.fte) }))
}

import type { Dimension } from '../dataset/cube.ts'
import type { Cell } from '../dataset/table.ts'
import type { MapNode } from '../reference/area-map.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { between, conditionSql, onlySql } from './cube-holdings.ts'
import type { Condition } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Question } from './cube-question.ts'
import { placedSql, placeParameters } from './cube-sql.ts'

/** What became of the people of one cell in twelve months, from records. Units: people. */
export interface Moves {
  readonly areas: readonly (MapNode | null)[]
  readonly values: readonly (string | null)[]
  readonly from: CalendarDate
  readonly date: CalendarDate
  readonly opening: number
  readonly closing: number
  /** Opening staff who hold no post in the area at the end; a move inside it is not one. */
  readonly leavers: number
  /** Closing staff who held no post in the area at the start. */
  readonly joiners: number
}

/** Dates of the choice whose month-end twelve months before is also held. */
export function yearsEnding(choice: Choice): CalendarDate[] {
  const held = new Set(choice.holding.dates.map((date) => date.to))
  return choice.dates.filter((date) => held.has(addMonths(date, -12)))
}

/** Follow people over the twelve months that end on each date, seen from each area of the answer. */
export async function readMoves(context: CubeContext, question: Question, choice: Choice, of: { areaLevels: readonly string[]; columns: readonly Dimension[]; conditions: readonly Condition[] }): Promise<Moves[]> {
  const placing = placeRows(choice.map, choice.holding, question, of.areaLevels)
  const dates = yearsEnding(choice)
  if (!placing || dates.length === 0) return []
  const conditions = conditionSql(choice.holding.basis, of.conditions, 7)
  const parameters: Cell[] = [choice.holding.source, dates.join(between), ...placeParameters(placing), ...conditions.parameters]
  const sql = movesSql(of.columns.map((dimension) => choice.holding.basis.columns[dimension] ?? dimension), conditions.sql, onlySql(choice.holding.basis))
  const rows = await context.once(`moves ${sql} ${parameters.join(' ')}`, () => context.select(sql, parameters))
  return rows.map((row) => ({
    areas: placing.cells[Number(row.cell)] ?? [], values: of.columns.map((_, index) => (row[`column_${index}`] === null ? null : String(row[`column_${index}`]))),
    from: addMonths(String(row.period), -12), date: String(row.period), opening: Number(row.opening), closing: Number(row.closing), leavers: Number(row.leavers), joiners: Number(row.joiners),
  }))
}

/** People of the columns asked, each matched with anybody's presence in the same area at the other end of the year. */
function movesSql(columns: readonly string[], conditions: string, only: string): string {
  const names = columns.map((_, index) => `column_${index}`)
  const own = names.map((name) => `seen.${name}, `).join('')
  return `WITH placed AS (${placedSql}),
    years AS (SELECT unnest(string_split($2, chr(31)))::DATE AS closes), pairs AS (SELECT closes, last_day(closes - INTERVAL 12 MONTH) AS opens FROM years),
    ends AS (SELECT closes AS day FROM pairs UNION SELECT opens FROM pairs),
    present AS (SELECT DISTINCT cell, period_to AS day, person FROM staff JOIN placed USING (at_level, at_code) WHERE source = $1 AND period_to IN (SELECT day FROM ends)${only}),
    seen AS (SELECT cell, ${columns.map((column, index) => `${column} AS column_${index}, `).join('')}period_to AS day, person, max(share) AS share FROM staff JOIN placed USING (at_level, at_code) WHERE source = $1 AND period_to IN (SELECT day FROM ends)${only}${conditions} GROUP BY ALL),
    ends_of_people AS (
      SELECT seen.cell, ${own}closes, share AS opening, 0 AS closing, CASE WHEN there.person IS NULL THEN share ELSE 0 END AS leavers, 0 AS joiners
      FROM seen JOIN pairs ON seen.day = opens LEFT JOIN present there ON there.cell = seen.cell AND there.day = closes AND there.person = seen.person
      UNION ALL
      SELECT seen.cell, ${own}closes, 0, share, 0, CASE WHEN there.person IS NULL THEN share ELSE 0 END
      FROM seen JOIN pairs ON seen.day = closes LEFT JOIN present there ON there.cell = seen.cell AND there.day = opens AND there.person = seen.person)
    SELECT cell, ${names.map((name) => `${name}, `).join('')}closes::VARCHAR AS period, ${['opening', 'closing', 'leavers', 'joiners'].map((name) => `sum(${name}::DECIMAL(18, 9))::DOUBLE AS ${name}`).join(', ')}
    FROM ends_of_people GROUP BY cell, ${names.map((name) => `${name}, `).join('')}closes ORDER BY ALL`
}

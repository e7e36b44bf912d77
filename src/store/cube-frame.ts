import type { MapNode } from '../reference/area-map.ts'
import { daysInMonth } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { ValueStatus } from '../units/status.ts'
import type { Row } from '../dataset/table.ts'
import type { Choice } from './cube-choose.ts'
import type { CubeContext } from './cube-context.ts'
import { placeRows } from './cube-places.ts'
import type { Placing } from './cube-places.ts'
import type { Question } from './cube-question.ts'
import { frameSql } from './cube-sql.ts'
import type { FrameOf } from './cube-sql.ts'

/** Figures of one basis, one row per area × column values × date. */
export interface Frame {
  readonly rows: readonly FrameRow[]
  readonly placing: Placing
}

export interface FrameRow {
  /** Shape: one per area dimension asked for; null where the map does not place it. */
  readonly areas: readonly (MapNode | null)[]
  /** Shape: one per column asked for. */
  readonly values: readonly (string | null)[]
  readonly from: CalendarDate
  readonly date: CalendarDate
  readonly value: number | null
  readonly status: ValueStatus
  /** Rows without a number inside this figure. */
  readonly missing: number
  /** Of a share: of how many of the people the answer is known. Units: per cent. */
  readonly declared?: number | null
}

/** Read figures from the chosen source; null when nothing of it lies in the area. */
export async function readFrame(context: CubeContext, question: Question, choice: Choice, of: FrameOf): Promise<Frame | null> {
  const { basis } = choice.holding
  const placing = placeRows(choice.map, choice.holding, question, of.areaLevels)
  if (!placing) return null
  const { sql, rolledUp, parameters } = frameSql(choice, placing, of)
  const isCounted = basis.combine === 'people' || basis.combine === 'posts'
  const found = await (isExact(choice, of) ? context.select(sql, parameters) : isCounted ? context.selectCounted(basis.table, { rolledUp, plain: sql }, parameters) : context.selectRolledUp(basis.table, sql, parameters))
  const overlaps = basis.overlaps && basis.combine !== 'people' && (of.added || !placing.exact)
  return { placing, rows: found.map((row) => frameRow(row, choice, placing, of, overlaps)) }
}

/** The table itself is read where roll-ups are too coarse, and for seldom columns on one day: its rows are fewer than a roll-up of all days takes to make. */
function isExact({ holding: { basis }, dates }: Choice, of: FrameOf): boolean {
  const asked = [...of.columns, ...of.conditions.map(({ dimension }) => dimension)]
  return basis.exact === true || (dates.length === 1 && asked.some((dimension) => basis.seldom?.[dimension] !== undefined))
}

function frameRow(row: Row, choice: Choice, placing: Placing, of: FrameOf, overlaps: boolean): FrameRow {
  const { basis } = choice.holding
  const [from, date] = [String(row.period_from), String(row.period)]
  const shared = placing.shared.has(Number(row.cell))
  const isMixed = basis.combine === 'as-published' && (shared || Number(row.places ?? 1) > 1)
  const value = isMixed ? null : combine(basis.combine, numberOrNull(row.amount_0), numberOrNull(row.amount_1), date)
  const missing = Number(row.missing)
  const estimated = basis.status === 'estimated' || overlaps || shared || Number(row.estimated) > 0 || missing > 0
  const absence = row.absence === null || row.absence === undefined ? 'not-available' : String(row.absence) as ValueStatus
  return {
    areas: placing.cells[Number(row.cell)] ?? [], values: of.columns.map((_, index) => (row[`column_${index}`] === null ? null : String(row[`column_${index}`]))),
    from, date, value, status: value === null ? (absence === 'ok' || absence === 'estimated' ? 'not-available' : absence) : estimated ? 'estimated' : 'ok', missing: value === null ? 0 : missing,
  }
}

function combine(how: Choice['holding']['basis']['combine'], first: number | null, second: number | null, date: CalendarDate): number | null {
  if (first === null) return null
  if (how === 'per-day') return first / daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  if (how !== 'per-cent') return first
  return second === null || second === 0 ? null : (first / second) * 100
}

function numberOrNull(cell: unknown): number | null {
  return cell === null || cell === undefined ? null : Number(cell)
}

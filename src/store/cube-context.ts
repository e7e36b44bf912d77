import { sayReach, type Reach } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Cell, Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { buildMap } from '../reference/area-map.ts'
import type { AreaMap } from '../reference/area-map.ts'
import type { MapRows } from '../reference/map-rows.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { AnswerColumns } from './answers.ts'
import { latestMapDate, readMapRows } from './cube-map-rows.ts'
import type { CataloguedFile, House } from './house.ts'

/** One viewer looking at one snapshot. Snapshots never change, so what is worked out once is kept. */
export interface CubeContext {
  readonly snapshot: string
  /** Whose records are read; a question about an area of which only some are is refused (within-reach.ts). */
  readonly reach: Reach
  select(sql: string, parameters?: readonly Cell[]): Promise<Row[]>
  /** As `select`, by column: for a great many rows. */
  selectColumns(sql: string, parameters?: readonly Cell[]): Promise<AnswerColumns>
  /** As `select`, for a statement that adds up amounts or lists different values of one table and never counts its rows. */
  selectRolledUp(table: TableName, sql: string, parameters?: readonly Cell[]): Promise<Row[]>
  /** As `select`, for a statement that counts people; `rolledUp` says the same of a roll-up. */
  selectCounted(table: TableName, statements: { readonly rolledUp: string | null; readonly plain: string }, parameters?: readonly Cell[]): Promise<Row[]>
  files(): Promise<CataloguedFile[]>
  /** The map of a date; null for the latest date the reference rows speak of. */
  mapOn(date: CalendarDate | null): Promise<AreaMap>
  /** Work something out once per snapshot and reach. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>
}

const kept = new WeakMap<House, Map<string, Map<string, Promise<unknown>>>>()

/** Open the live snapshot for questions. Errors: refusal `nothing-loaded` when there is none. */
export async function openCube(house: House, viewer: Viewer): Promise<CubeContext | Refusal> {
  const snapshot = await house.catalogue.live(viewer)
  if (snapshot === null) return refuse('nothing-loaded', 'absent', { doing: 'Looking for data', found: 'nothing is loaded yet', need: 'At least one file', next: 'Run cadre import with your files, or cadre demo for the demonstration nation' })
  const memory = memoryOf(house, `${snapshot} ${sayReach(viewer.reach)}`)
  const once = <T>(key: string, work: () => Promise<T>): Promise<T> => remember(memory, key, work)
  const select = (sql: string, parameters: readonly Cell[] = []) => house.lake.select(viewer, snapshot, sql, parameters)
  const selectColumns = (sql: string, parameters: readonly Cell[] = []) => house.lake.selectColumns(viewer, snapshot, sql, parameters)
  const selectRolledUp = (table: TableName, sql: string, parameters: readonly Cell[] = []) => house.lake.selectRolledUp(viewer, snapshot, table, sql, parameters)
  const selectCounted = (table: TableName, statements: { readonly rolledUp: string | null; readonly plain: string }, parameters: readonly Cell[] = []) => house.lake.selectCounted(viewer, snapshot, table, statements, parameters)
  return { snapshot, reach: viewer.reach, select, selectColumns, selectRolledUp, selectCounted, once, files: () => once('files', () => house.catalogue.files(viewer, snapshot)), mapOn: (date) => mapOn({ select, once }, date) }
}

async function mapOn(context: Pick<CubeContext, 'select' | 'once'>, date: CalendarDate | null): Promise<AreaMap> {
  const rows: MapRows = await context.once('map rows', () => readMapRows(context.select))
  const on = date ?? latestMapDate(rows)
  return context.once(`map ${on}`, async () => buildMap(rows, on))
}

/** Memory of one snapshot and reach: whoever reaches the same rows gets the same answers. The oldest of more than twelve is let go. */
function memoryOf(house: House, key: string): Map<string, Promise<unknown>> {
  const snapshots = kept.get(house) ?? new Map<string, Map<string, Promise<unknown>>>()
  kept.set(house, snapshots)
  const found = snapshots.get(key) ?? new Map<string, Promise<unknown>>()
  snapshots.delete(key)
  snapshots.set(key, found)
  const [oldest] = snapshots.keys()
  if (snapshots.size > 12 && oldest !== undefined) snapshots.delete(oldest)
  return found
}

/** A failure is not kept: the next question tries again. At most 500 answers are kept; what was not asked for the longest is let go, so that whom many ask about is followed once. */
function remember<T>(memory: Map<string, Promise<unknown>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = memory.get(key)
  if (found) {
    memory.delete(key)
    memory.set(key, found)
    return found as Promise<T>
  }
  const made = work()
  memory.set(key, made)
  made.catch(() => memory.delete(key))
  const [oldest] = memory.keys()
  if (memory.size > 500 && oldest !== undefined && oldest !== key) memory.delete(oldest)
  return made
}

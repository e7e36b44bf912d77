import { join } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { reachesAll, sayReach, type Reach } from '../access/reach.ts'
import { localViewer, type Viewer } from '../access/viewer.ts'
import type { Cell, Column, Row, Table } from '../dataset/table.ts'
import { rollUpPlans, type RollUpPlan } from '../dataset/roll-ups.ts'
import { tables, type TableName } from '../dataset/tables.ts'
import { loadColumns, sqlTypeOf, type LoadColumn } from './columns.ts'
import { partChecker } from './damaged-part.ts'
import type { Disk } from './disk.ts'
import { identifier, literal, startEngine } from './duckdb.ts'
import type { Folder } from './folder.ts'
import type { Lake, PrepareStep, StageAs, StagedPart } from './house.ts'
import { lakeColumns, writePart, type Declared } from './part.ts'
import { narrowedViews, schemaOfReach } from './lake-reach.ts'
import { openRollUps, type RollUps } from './roll-up.ts'
import { openSnapshot, type SnapshotReader } from './snapshot-reader.ts'

/** The lake with what the house needs to close it. */
export interface OpenLake<Name extends string = TableName> extends Lake<Name> { close(): Promise<void> }

/** What a lake keeps: its tables, and which of them are rolled up. */
export interface Keeps<Name extends string> { readonly tables: readonly Declared<Name>[]; readonly rollUps: readonly RollUpPlan<Name>[] }

const dataset: Keeps<TableName> = { tables, rollUps: rollUpPlans }

/** Open the lake of a folder. `partsOf` asks the catalogue which parts a snapshot lists; null when there is no such snapshot. */
export function openLake(folder: Folder, disk: Disk, partsOf: PartsOf<TableName>): Promise<OpenLake> {
  return openLakeOf(dataset, folder, disk, partsOf)
}

type PartsOf<Name extends string> = (viewer: Viewer, snapshot: string) => Promise<readonly StagedPart<Name>[] | null>

/** Open a lake that keeps tables of its own. */
export async function openLakeOf<Name extends string>(keeps: Keeps<Name>, folder: Folder, disk: Disk, partsOf: PartsOf<Name>): Promise<OpenLake<Name>> {
  const reading = await startEngine({ threads: 2, memory: '2GB' }, folder.unfinished)
  const writing = await startEngine({ threads: 1, memory: '1GB' }, folder.unfinished)
  const check = partChecker(folder.lake)
  const opened = new Map<string, Promise<OpenedSnapshot>>()
  const latest: ReadonlyMap<string, RollUps>[] = []
  const readers: SnapshotReader[] = []
  const open = async (snapshot: string): Promise<OpenedSnapshot> => {
    // Which parts there are is asked for the house itself; whose rows of them are seen is decided at every statement.
    const parts = await partsOf(localViewer, snapshot)
    if (!parts) throw new Error(`there is no snapshot ${snapshot} in this data folder`)
    await check(parts)
    const reader = await openSnapshot(reading, folder.lake, snapshot, parts, keeps.tables)
    readers.push(reader)
    const rollUps = rollUpsIn({ folder, disk }, reading, reader, keeps)
    latest.push(rollUps)
    // The snapshot before stays at hand for who is still reading it.
    for (const older of latest.slice(0, -2)) for (const table of older.values()) await table.forget()
    return { reader, rollUps, narrowed: new Map() }
  }
  const sound = async (snapshot: string): Promise<OpenedSnapshot> => {
    if (!opened.has(snapshot)) opened.set(snapshot, open(snapshot).catch((error: unknown) => { opened.delete(snapshot); throw error }))
    const found = await opened.get(snapshot)
    if (!found) throw new Error(`snapshot ${snapshot} could not be opened`)
    // A part may be gone because its time was over: the catalogue says so.
    await check(found.reader.parts).catch(async (error: unknown) => { await partsOf(localViewer, snapshot); throw error })
    return found
  }
  return {
    async select(viewer, snapshot, sql, parameters = []) {
      const found = await sound(snapshot)
      return found.reader.select(sql, parameters, await seenBy(reading, keeps.tables, found, viewer) ?? undefined)
    },
    async selectColumns(viewer, snapshot, sql, parameters = []) {
      const found = await sound(snapshot)
      return found.reader.selectColumns(sql, parameters, await seenBy(reading, keeps.tables, found, viewer) ?? undefined)
    },
    async selectRolledUp(viewer, snapshot, table, sql, parameters = []) {
      const found = await sound(snapshot)
      const before = await seenBy(reading, keeps.tables, found, viewer) ?? await found.rollUps.get(table)?.schemaFor(sql)
      return found.reader.select(sql, parameters, before ?? undefined)
    },
    async selectCounted(viewer, snapshot, table, { rolledUp, plain }, parameters = []) {
      const found = await sound(snapshot)
      const narrowed = await seenBy(reading, keeps.tables, found, viewer)
      const schema = narrowed === null && rolledUp !== null ? await found.rollUps.get(peopleOf(table))?.schemaFor(rolledUp) ?? null : null
      return schema === null ? found.reader.select(plain, parameters, narrowed ?? undefined) : found.reader.select(rolledUp!, parameters, schema)
    },
    async placesOf(viewer, parts) {
      requireFullReach(viewer)
      return withConnection(reading, (connection) => placesOf(connection, folder.lake, keeps, parts))
    },
    async stageRows(viewer, table, stage, rows) {
      requireFullReach(viewer)
      return withConnection(writing, (connection) => stageRows({ folder, disk }, connection, declaredAs(keeps, table), stage, rows))
    },
    async stageStatement(viewer, table, stage, statement) {
      requireFullReach(viewer)
      const engine = await startEngine({ threads: 1, memory: '1GB' }, folder.unfinished)
      try {
        return await withConnection(engine, (connection) => stageStatement({ folder, disk }, connection, declaredAs(keeps, table), stage, statement))
      } finally {
        engine.closeSync()
      }
    },
    async close() {
      for (const reader of readers) reader.interrupt()
      opened.clear()
      reading.closeSync()
      writing.closeSync()
    },
  }
}

interface OpenedSnapshot {
  readonly reader: SnapshotReader
  readonly rollUps: ReadonlyMap<string, RollUps>
  /** By what is reached: the schema in which no other row is there. */
  readonly narrowed: Map<string, Promise<string>>
}

/** Schema in which a viewer sees the snapshot; null for the snapshot itself. A roll-up holds rows of everybody, so a narrowed viewer has none. */
async function seenBy(engine: DuckDBInstance, declared: readonly Declared<string>[], { reader, narrowed }: OpenedSnapshot, { reach, rights }: Viewer): Promise<string | null> {
  if (rights.length === 0) throw new Error('the lake was asked although nobody is signed in')
  if (reach.kind === 'everything') return null
  const key = sayReach(reach)
  if (!narrowed.has(key)) {
    const made = makeNarrowed(engine, declared, reader.schema, reach)
    narrowed.set(key, made)
    made.catch(() => narrowed.delete(key))
  }
  return narrowed.get(key)!
}

async function makeNarrowed(engine: DuckDBInstance, declared: readonly Declared<string>[], schema: string, reach: Extract<Reach, { kind: 'some' }>): Promise<string> {
  const name = schemaOfReach(schema, reach)
  await withConnection(engine, async (connection) => {
    for (const statement of narrowedViews(schema, name, declared, reach)) await connection.run(statement)
  })
  return name
}

/** A table without rows has no roll-ups. */
function rollUpsIn<Name extends string>(to: Writing, engine: DuckDBInstance, { schema, parts }: SnapshotReader, keeps: Keeps<Name>): ReadonlyMap<string, RollUps> {
  return new Map(keeps.rollUps.filter((plan) => parts.some((part) => part.table === plan.table)).map((plan) => {
    const own = parts.filter((part) => part.table === plan.table).map((part) => part.hash)
    const columns = lakeColumns(declaredAs(keeps, plan.table)).map((column) => column.name)
    return [plan.counted === undefined ? plan.table : peopleOf(plan.table), openRollUps({ engine, schema, plan, columns, place: { ...to, parts: own } })]
  }))
}

/** Name of the roll-ups in which people of a table are counted. */
function peopleOf(table: string): string {
  return `people of ${table}`
}

/** Find a table's declaration. Errors: throws for a name that is not declared (a bug, the type forbids it). */
function declaredAs<Name extends string>(keeps: Keeps<Name>, name: Name): Declared<Name> {
  const found = keeps.tables.find((table) => table.name === name)
  if (!found) throw new Error(`no table is declared as ${name}`)
  return found
}

/** Rows are written for everybody: only a viewer who reaches everything may. Errors: throws (a bug: the edge refuses before). */
function requireFullReach(viewer: Viewer): void {
  if (!reachesAll(viewer.reach)) throw new Error(`viewer ${viewer.id} does not reach everything and writes to the lake`)
}

async function withConnection<T>(engine: DuckDBInstance, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await engine.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
}

/** Tables without a place have none. */
async function placesOf<Name extends string>(connection: DuckDBConnection, lake: string, keeps: Keeps<Name>, parts: readonly StagedPart<Name>[]): Promise<string[]> {
  const placed = parts.filter(({ table }) => declaredAs(keeps, table).columns.some(({ name }) => name === 'at_code')).map(({ path }) => literal(join(lake, path)))
  if (placed.length === 0) return []
  const found = await connection.runAndReadAll(`select distinct at_level || ':' || at_code from read_parquet([${placed.join(', ')}], union_by_name = true, hive_partitioning = false) order by 1`)
  return found.getRows().map(([place]) => String(place))
}

type Writing = { readonly folder: Folder; readonly disk: Disk }

async function stageRows<Name extends string>(to: Writing, connection: DuckDBConnection, table: Declared<Name>, stage: StageAs, rows: readonly Row[]): Promise<StagedPart<Name>> {
  refuseUndeclared(table, rows)
  const columns: LoadColumn[] = table.columns.map(({ name, type, required = false }: Column) => ({ name, type: sqlTypeOf[type], required, cell: (row) => rows[row]?.[name] }))
  await loadColumns(connection, 'staged', columns, rows.length)
  return writePart(to, connection, table, stage, 'select * from staged')
}

/** A cell nobody declared would be lost without a word. */
function refuseUndeclared(table: Table, rows: readonly Row[]): void {
  const declared = new Set(table.columns.map((column) => column.name))
  for (const row of rows) {
    for (const name in row) if (!declared.has(name)) throw new Error(`table ${table.name} has no column ${name}`)
  }
}

type StageStatement = Parameters<Lake['stageStatement']>[2]

async function stageStatement<Name extends string>(to: Writing, connection: DuckDBConnection, table: Declared<Name>, stage: StageStatement, statement: string): Promise<StagedPart<Name>[]> {
  for (const step of stage.prepare) await prepare(connection, step)
  if (!stage.byPeriod) return [await writePart(to, connection, table, stage, statement)]
  const periods = await connection.runAndReadAll(`select distinct cast(period_to as varchar) from (${statement}) order by all`)
  const parts: StagedPart<Name>[] = []
  for (const [period] of periods.getRows()) {
    parts.push(await writePart(to, connection, table, { ...stage, period: String(period) }, `select * from (${statement}) where period_to = cast(${literal(String(period))} as date)`))
  }
  return parts
}

async function prepare(connection: DuckDBConnection, step: PrepareStep): Promise<void> {
  if ('run' in step) {
    await connection.run(step.run)
    return
  }
  const columns = Object.entries(step.columns)
  const lengths = new Set(columns.map(([, column]) => column.values.length))
  if (lengths.size !== 1) throw new Error(`columns of ${identifier(step.load)} differ in length: ${[...lengths].join(', ')}`)
  const load = columns.map(([name, { type, values }]): LoadColumn => ({ name, type, required: false, cell: (row): Cell | undefined => values[row] }))
  await loadColumns(connection, step.load, load, Number([...lengths][0]))
}

import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Viewer } from '../access/viewer.ts'
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
  const open = async (viewer: Viewer, snapshot: string): Promise<OpenedSnapshot> => {
    const parts = await partsOf(viewer, snapshot)
    if (!parts) throw new Error(`there is no snapshot ${snapshot} in this data folder`)
    await check(parts)
    const reader = await openSnapshot(reading, folder.lake, snapshot, parts, keeps.tables)
    const rollUps = rollUpsIn({ folder, disk }, reading, reader, keeps)
    latest.push(rollUps)
    // The snapshot before stays at hand for who is still reading it.
    for (const older of latest.slice(0, -2)) for (const table of older.values()) await table.forget()
    return { reader, rollUps }
  }
  const sound = async (viewer: Viewer, snapshot: string): Promise<OpenedSnapshot> => {
    requireFullScope(viewer)
    if (!opened.has(snapshot)) opened.set(snapshot, open(viewer, snapshot).catch((error: unknown) => { opened.delete(snapshot); throw error }))
    const found = await opened.get(snapshot)
    if (!found) throw new Error(`snapshot ${snapshot} could not be opened`)
    await check(found.reader.parts)
    return found
  }
  return {
    async select(viewer, snapshot, sql, parameters = []) {
      const { reader } = await sound(viewer, snapshot)
      return reader.select(sql, parameters)
    },
    async selectRolledUp(viewer, snapshot, table, sql, parameters = []) {
      const { reader, rollUps } = await sound(viewer, snapshot)
      return reader.select(sql, parameters, await rollUps.get(table)?.schemaFor(sql) ?? undefined)
    },
    async stageRows(viewer, table, stage, rows) {
      requireFullScope(viewer)
      return withConnection(writing, (connection) => stageRows({ folder, disk }, connection, declaredAs(keeps, table), stage, rows))
    },
    async stageStatement(viewer, table, stage, statement) {
      requireFullScope(viewer)
      const engine = await startEngine({ threads: 1, memory: '1GB' }, folder.unfinished)
      try {
        return await withConnection(engine, (connection) => stageStatement({ folder, disk }, connection, declaredAs(keeps, table), stage, statement))
      } finally {
        engine.closeSync()
      }
    },
    async close() {
      opened.clear()
      reading.closeSync()
      writing.closeSync()
    },
  }
}

interface OpenedSnapshot { readonly reader: SnapshotReader; readonly rollUps: ReadonlyMap<string, RollUps> }

/** A table without rows has no roll-ups. */
function rollUpsIn<Name extends string>(to: Writing, engine: DuckDBInstance, { schema, parts }: SnapshotReader, keeps: Keeps<Name>): ReadonlyMap<string, RollUps> {
  return new Map(keeps.rollUps.filter((plan) => parts.some((part) => part.table === plan.table)).map((plan) => {
    const own = parts.filter((part) => part.table === plan.table).map((part) => part.hash)
    const columns = lakeColumns(declaredAs(keeps, plan.table)).map((column) => column.name)
    return [plan.table, openRollUps({ engine, schema, plan, columns, place: { ...to, parts: own } })]
  }))
}

/** Find a table's declaration. Errors: throws for a name that is not declared (a bug, the type forbids it). */
function declaredAs<Name extends string>(keeps: Keeps<Name>, name: Name): Declared<Name> {
  const found = keeps.tables.find((table) => table.name === name)
  if (!found) throw new Error(`no table is declared as ${name}`)
  return found
}

/** The lake has no narrower view yet: a viewer without full scope gets nothing rather than everything. */
function requireFullScope(viewer: Viewer): void {
  if (!viewer.scopes.includes('all')) throw new Error(`viewer ${viewer.id} has no scope over the lake`)
}

async function withConnection<T>(engine: DuckDBInstance, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await engine.connect()
  try {
    return await work(connection)
  } finally {
    connection.closeSync()
  }
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

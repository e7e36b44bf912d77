import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Viewer } from '../access/viewer.ts'
import type { Cell, Column, Row } from '../dataset/table.ts'
import { tableNamed, type TableName } from '../dataset/tables.ts'
import { loadColumns, sqlTypeOf, type LoadColumn } from './columns.ts'
import { partChecker } from './damaged-part.ts'
import type { Disk } from './disk.ts'
import { identifier, literal, startEngine } from './duckdb.ts'
import type { Folder } from './folder.ts'
import type { Lake, PrepareStep, StageAs, StagedPart } from './house.ts'
import { writePart } from './part.ts'
import { openSnapshot, type SnapshotReader } from './snapshot-reader.ts'

/** The lake with what the house needs to close it. */
export interface OpenLake extends Lake { close(): Promise<void> }

/** Open the lake of a folder. `partsOf` asks the catalogue which parts a snapshot lists; null when there is no such snapshot. */
export async function openLake(folder: Folder, disk: Disk, partsOf: (viewer: Viewer, snapshot: string) => Promise<StagedPart[] | null>): Promise<OpenLake> {
  const reading = await startEngine({ threads: 2, memory: '2GB' }, folder.unfinished)
  const writing = await startEngine({ threads: 1, memory: '1GB' }, folder.unfinished)
  const check = partChecker(folder.lake)
  const opened = new Map<string, Promise<SnapshotReader>>()
  const reader = async (viewer: Viewer, snapshot: string) => openSnapshot(reading, folder.lake, snapshot, await checked(viewer, snapshot))
  const checked = async (viewer: Viewer, snapshot: string) => {
    const parts = await partsOf(viewer, snapshot)
    if (!parts) throw new Error(`there is no snapshot ${snapshot} in this data folder`)
    await check(parts)
    return parts
  }
  return {
    async select(viewer, snapshot, sql, parameters = []) {
      requireFullScope(viewer)
      if (!opened.has(snapshot)) opened.set(snapshot, reader(viewer, snapshot).catch((error: unknown) => { opened.delete(snapshot); throw error }))
      const open = await opened.get(snapshot)
      if (!open) throw new Error(`snapshot ${snapshot} could not be opened`)
      await check(open.parts)
      return open.select(sql, parameters)
    },
    async stageRows(viewer, table, stage, rows) {
      requireFullScope(viewer)
      return withConnection(writing, (connection) => stageRows({ folder, disk }, connection, table, stage, rows))
    },
    async stageStatement(viewer, table, stage, statement) {
      requireFullScope(viewer)
      const engine = await startEngine({ threads: 1, memory: '1GB' }, folder.unfinished)
      try {
        return await withConnection(engine, (connection) => stageStatement({ folder, disk }, connection, table, stage, statement))
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

async function stageRows(to: Writing, connection: DuckDBConnection, table: TableName, stage: StageAs, rows: readonly Row[]): Promise<StagedPart> {
  refuseUndeclared(table, rows)
  const columns: LoadColumn[] = tableNamed(table).columns.map(({ name, type, required = false }: Column) => ({ name, type: sqlTypeOf[type], required, cell: (row) => rows[row]?.[name] }))
  await loadColumns(connection, 'staged', columns, rows.length)
  return writePart(to, connection, table, stage, 'select * from staged')
}

/** A cell nobody declared would be lost without a word. */
function refuseUndeclared(table: TableName, rows: readonly Row[]): void {
  const declared = new Set(tableNamed(table).columns.map((column) => column.name))
  for (const row of rows) {
    for (const name in row) if (!declared.has(name)) throw new Error(`table ${table} has no column ${name}`)
  }
}

type StageStatement = Parameters<Lake['stageStatement']>[2]

async function stageStatement(to: Writing, connection: DuckDBConnection, table: TableName, stage: StageStatement, statement: string): Promise<StagedPart[]> {
  for (const step of stage.prepare) await prepare(connection, step)
  if (!stage.byPeriod) return [await writePart(to, connection, table, stage, statement)]
  const periods = await connection.runAndReadAll(`select distinct cast(period_to as varchar) from (${statement}) order by all`)
  const parts: StagedPart[] = []
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

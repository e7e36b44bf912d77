import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'
import type { Cell, Column, Row } from '../dataset/table.ts'
import { tables, type TableName } from '../dataset/tables.ts'
import { rowsOf } from './answers.ts'
import { sqlTypeOf } from './columns.ts'
import { identifier, literal } from './duckdb.ts'
import type { StagedPart } from './house.ts'
import { lakeColumns } from './part.ts'

/** One snapshot, opened: its tables as views of a schema of their own. */
export interface SnapshotReader {
  readonly parts: readonly StagedPart[]
  select(sql: string, parameters: readonly Cell[]): Promise<Row[]>
}

/** Open a snapshot's parts as tables under their declared names; a table without parts is there and empty. */
export async function openSnapshot(engine: DuckDBInstance, lake: string, snapshot: string, parts: readonly StagedPart[]): Promise<SnapshotReader> {
  const schema = `snapshot_${snapshot}`
  const connection = await engine.connect()
  await connection.run(`create schema if not exists ${identifier(schema)}`)
  for (const { name } of tables) {
    const files = parts.filter((part) => part.table === name).map((part) => join(lake, part.path))
    await connection.run(`create or replace view ${identifier(schema)}.${identifier(name)} as ${await viewOf(connection, name, files)}`)
  }
  const idle = [await enter(connection, schema)]
  return { parts, select: (sql, parameters) => selectWith(idle, async () => enter(await engine.connect(), schema), sql, parameters) }
}

async function enter(connection: DuckDBConnection, schema: string): Promise<DuckDBConnection> {
  await connection.run(`set schema = ${literal(schema)}`)
  return connection
}

/** A column declared after the parts were written is null in them. */
async function viewOf(connection: DuckDBConnection, table: TableName, files: readonly string[]): Promise<string> {
  const columns = lakeColumns(table)
  if (files.length === 0) return `select ${columns.map(nullAs).join(', ')} where false`
  const from = `read_parquet([${files.map(literal).join(', ')}], union_by_name = true, hive_partitioning = false)`
  const described = await connection.runAndReadAll(`describe select * from ${from}`)
  const has = new Set(described.getColumnsObject().column_name?.map(String))
  return `select ${columns.map((column) => has.has(column.name) ? identifier(column.name) : nullAs(column)).join(', ')} from ${from}`
}

function nullAs(column: Column): string {
  return `cast(null as ${sqlTypeOf[column.type]}) as ${identifier(column.name)}`
}

/** A connection answers one question at a time; as many are kept as were ever needed at once. */
async function selectWith(idle: DuckDBConnection[], connect: () => Promise<DuckDBConnection>, sql: string, parameters: readonly Cell[]): Promise<Row[]> {
  const connection = idle.pop() ?? await connect()
  try {
    return rowsOf(await connection.runAndReadAll(sql, parameters.length > 0 ? [...parameters] : undefined))
  } finally {
    idle.push(connection)
  }
}

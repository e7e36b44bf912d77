import type { DuckDBConnection, DuckDBInstance, DuckDBResultReader } from '@duckdb/node-api'
import { join } from 'node:path'
import type { Cell, Column, Row, Table } from '../dataset/table.ts'
import { columnsOf, rowsOf, type AnswerColumns } from './answers.ts'
import { sqlTypeOf } from './columns.ts'
import { identifier, literal } from './duckdb.ts'
import type { StagedPart } from './house.ts'
import { lakeColumns } from './part.ts'

/** One snapshot, opened: its tables as views of a schema of their own. */
export interface SnapshotReader {
  readonly parts: readonly StagedPart<string>[]
  readonly schema: string
  /** `before`: a schema whose tables stand before the snapshot's own. */
  select(sql: string, parameters: readonly Cell[], before?: string): Promise<Row[]>
  selectColumns(sql: string, parameters: readonly Cell[], before?: string): Promise<AnswerColumns>
  /** Break off what is being answered: nobody waits for it any more. */
  interrupt(): void
}

/** Open a snapshot's parts as the declared tables; a table without parts is there and empty. */
export async function openSnapshot(engine: DuckDBInstance, lake: string, snapshot: string, parts: readonly StagedPart<string>[], declared: readonly Table[]): Promise<SnapshotReader> {
  const schema = `snapshot_${snapshot}`
  const connection = await engine.connect()
  await connection.run(`create schema if not exists ${identifier(schema)}`)
  for (const table of declared) {
    const { name } = table
    const files = parts.filter((part) => part.table === name).map((part) => join(lake, part.path))
    await connection.run(`create or replace view ${identifier(schema)}.${identifier(name)} as ${await viewOf(connection, table, files)}`)
  }
  const busy = new Set<DuckDBConnection>()
  const idle = new Map([[schema, [await enter(connection, schema)]]])
  const selectIn = <T>(before: string | undefined, sql: string, parameters: readonly Cell[], read: (answer: DuckDBResultReader) => T): Promise<T> => {
    const path = before === undefined ? schema : `${before},${schema}`
    if (!idle.has(path)) idle.set(path, [])
    return selectWith({ idle: idle.get(path)!, busy }, async () => enter(await engine.connect(), path), sql, parameters, read)
  }
  return {
    parts, schema,
    select: (sql, parameters, before) => selectIn(before, sql, parameters, rowsOf),
    selectColumns: (sql, parameters, before) => selectIn(before, sql, parameters, columnsOf),
    interrupt: () => { for (const one of busy) one.interrupt() },
  }
}

async function enter(connection: DuckDBConnection, path: string): Promise<DuckDBConnection> {
  await connection.run(`set search_path = ${literal(path)}`)
  return connection
}

/** A column declared after the parts were written is null in them. */
async function viewOf(connection: DuckDBConnection, table: Table, files: readonly string[]): Promise<string> {
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

interface Connections { readonly idle: DuckDBConnection[]; readonly busy: Set<DuckDBConnection> }

/** A connection answers one question at a time; as many are kept as were ever needed at once. */
async function selectWith<T>({ idle, busy }: Connections, connect: () => Promise<DuckDBConnection>, sql: string, parameters: readonly Cell[], read: (answer: DuckDBResultReader) => T): Promise<T> {
  const connection = idle.pop() ?? await connect()
  busy.add(connection)
  try {
    return read(await connection.runAndReadAll(sql, parameters.length > 0 ? [...parameters] : undefined))
  } finally {
    busy.delete(connection)
    idle.push(connection)
  }
}

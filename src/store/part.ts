import type { DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Column, Table } from '../dataset/table.ts'
import { sqlTypeOf } from './columns.ts'
import { hashFile, type Disk } from './disk.ts'
import { identifier, literal } from './duckdb.ts'
import type { Folder } from './folder.ts'
import type { StageAs, StagedPart } from './house.ts'

/**
 * Write the rows of a statement as one part of the lake and name it by its bytes.
 *
 * Order matters. The file is whole and on the disk before it gets its name, so a kill leaves a nameless file or a good part.
 * Errors: throws when a column is missing or a required one is null, and what the disk says when it is full.
 */
export async function writePart<Name extends string>(to: { folder: Folder; disk: Disk }, connection: DuckDBConnection, table: Declared<Name>, stage: StageAs, statement: string): Promise<StagedPart<Name>> {
  const unfinished = join(to.folder.unfinished, `${randomUUID()}.parquet`)
  try {
    await to.disk.produce(unfinished, async () => void (await connection.run(copy(await asDeclared(connection, table, stage.fileId, statement), unfinished))))
    const rows = await checkRequired(connection, table, unfinished)
    await to.disk.flush(unfinished)
    const hash = await hashFile(unfinished)
    const path = pathOf(table.name, stage, hash)
    await giveName(to.disk, unfinished, to.folder.lake, path)
    return { table: table.name, hash, path, rows }
  } catch (error) {
    await to.disk.remove(unfinished).catch(() => {})
    throw error
  }
}

/** A table's declaration under its own name. */
export type Declared<Name extends string> = Table & { readonly name: Name }

/** Columns of a table as the lake keeps them. */
export function lakeColumns(table: Table): Column[] {
  return [...table.columns, { name: 'file_id', type: 'text', means: 'Held file the row came from', required: true }]
}

function copy(statement: string, path: string): string {
  return `copy (${statement}) to ${literal(path)} (format parquet, compression zstd)`
}

/** Select the declared columns in their order, typed; an optional one the statement does not have is null. */
async function asDeclared(connection: DuckDBConnection, table: Table, fileId: string, statement: string): Promise<string> {
  const described = await connection.runAndReadAll(`describe ${statement}`)
  const has = new Set(described.getColumnsObject().column_name?.map(String))
  const extra = [...has].find((name) => !lakeColumns(table).some((column) => column.name === name))
  if (extra) throw new Error(`table ${table.name} has no column ${extra}`)
  const columns = table.columns.map((column) => {
    if (!has.has(column.name) && column.required) throw new Error(`column ${column.name} of table ${table.name} is required and is not in the statement`)
    return `cast(${has.has(column.name) ? identifier(column.name) : 'null'} as ${sqlTypeOf[column.type]}) as ${identifier(column.name)}`
  })
  return `select ${columns.join(', ')}, ${literal(fileId)} as file_id from (${statement})`
}

/** Count the rows written, and the nulls where none may be: the file's own statistics know both. */
async function checkRequired(connection: DuckDBConnection, table: Table, path: string): Promise<number> {
  const nulls = await connection.runAndReadAll(`select path_in_schema, sum(stats_null_count) as nulls from parquet_metadata(${literal(path)}) group by all having sum(stats_null_count) > 0 order by all`)
  const found = nulls.getRowObjects().find((row) => table.columns.some((column) => column.required && column.name === row.path_in_schema))
  if (found) throw new Error(`column ${String(found.path_in_schema)} of table ${table.name} is required and is empty in ${String(found.nulls)} rows`)
  const counted = await connection.runAndReadAll(`select num_rows from parquet_file_metadata(${literal(path)})`)
  return Number(counted.value(0, 0))
}

function pathOf(table: string, stage: StageAs, hash: string): string {
  if (!/^[A-Za-z0-9][\w-]*$/.test(stage.source)) throw new Error(`source id ${JSON.stringify(stage.source)} cannot be part of a path: use letters, digits, - and _`)
  const month = /^\d{4}-\d{2}/.exec(stage.period)?.[0]
  if (!month) throw new Error(`period ${JSON.stringify(stage.period)} does not begin with a year and a month`)
  return `${table}/source=${stage.source}/period=${month}/${hash}.parquet`
}

/** Renaming over a part of the same name is harmless (same bytes) and mends a damaged one. */
async function giveName(disk: Disk, unfinished: string, lake: string, path: string): Promise<void> {
  const final = join(lake, path)
  const made = await disk.makeFolder(dirname(final))
  await disk.rename(unfinished, final)
  await disk.flush(dirname(final))
  if (made === undefined) return
  for (let folder = dirname(final); folder !== dirname(made) && folder !== lake; folder = dirname(folder)) await disk.flush(dirname(folder))
}

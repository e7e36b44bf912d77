import { DuckDBInstance } from '@duckdb/node-api'
import { join } from 'node:path'

/** How much of the machine an engine may use. One thread writes the same rows as the same bytes every time. */
export interface EngineSize { readonly threads: number; readonly memory: string }

/** Start a DuckDB in memory that never fetches extensions and spills into the data folder. */
export async function startEngine(size: EngineSize, unfinished: string): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(size.threads), memory_limit: size.memory, temp_directory: join(unfinished, 'spill'),
    autoinstall_known_extensions: 'false', autoload_known_extensions: 'false',
  })
  const connection = await instance.connect()
  await connection.run(`set global TimeZone = 'UTC'`)
  connection.closeSync()
  return instance
}

/** Write text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll(`'`, `''`)}'`
}

/** Write a name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

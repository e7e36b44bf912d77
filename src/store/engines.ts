import { PGlite } from '@electric-sql/pglite'
import { tmpdir } from 'node:os'
import { startEngine } from './duckdb.ts'

/** Start DuckDB in memory and let it reckon. Errors: throws when it cannot run here. */
export async function proveDuckdb(): Promise<void> {
  const engine = await startEngine({ threads: 1, memory: '256MB' }, tmpdir())
  try {
    const connection = await engine.connect()
    const answer = await connection.runAndReadAll('select sum(i) from range(4) t(i)')
    connection.closeSync()
    if (Number(answer.value(0, 0)) !== 6) throw new Error(`DuckDB answered ${String(answer.value(0, 0))} where the answer is 6`)
  } finally {
    engine.closeSync()
  }
}

/** Start PostgreSQL in memory and let it reckon. Errors: throws when it cannot run here. */
export async function provePglite(): Promise<void> {
  const records = await PGlite.create()
  try {
    const { rows } = await records.query<{ six: number }>('select sum(i)::int as six from generate_series(0, 3) i')
    if (rows[0]?.six !== 6) throw new Error(`PGlite answered ${String(rows[0]?.six)} where the answer is 6`)
  } finally {
    await records.close()
  }
}

import pg from 'pg'
import type { Query, RecordsDriver } from './records.ts'

/** bigint arrives as text by default; the counts we keep are far below 2^53. */
const bigintType = 20

/** Open records kept by a PostgreSQL server (15 or later). */
export function openPostgres(address: string): RecordsDriver {
  const pool = new pg.Pool({ connectionString: address, types: { getTypeParser: (type: number, format?: 'text' | 'binary') => type === bigintType ? Number : pg.types.getTypeParser(type, format) } as pg.CustomTypesConfig })
  return {
    transaction: (work) => transaction(pool, work),
    // Without parameters the server takes several statements at once.
    script: async (query, sql) => void (await query(sql)),
    flush: async () => {},
    close: () => pool.end(),
  }
}

async function transaction<T>(pool: pg.Pool, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const answer = await work(async (sql, parameters) => parameters ? (await client.query<Record<string, unknown>>(sql, [...parameters])).rows : rowsOf(await client.query(sql)))
    await client.query('commit')
    client.release()
    return answer
  } catch (error) {
    await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
    throw error
  }
}

/** A script answers with a list of results, a single statement with one. */
function rowsOf(result: pg.QueryResult | pg.QueryResult[]): Record<string, unknown>[] {
  return Array.isArray(result) ? [] : result.rows as Record<string, unknown>[]
}

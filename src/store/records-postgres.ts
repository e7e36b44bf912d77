import { Client, types, type CustomTypesConfig, type Pool, type QueryResult } from 'pg'
import { openLines } from './postgres-lines.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/** bigint arrives as text by default; the counts we keep are far below 2^53. */
const bigintType = 20

/** Open records kept by a PostgreSQL server (15 or later). */
export function openPostgres(address: string): RecordsDriver {
  const parsers: CustomTypesConfig = { getTypeParser: ((type: number, format?: 'text') => type === bigintType ? Number : types.getTypeParser(type, format)) as CustomTypesConfig['getTypeParser'] }
  const pool = openLines(address, { types: parsers })
  return {
    transaction: (work) => transaction(pool, work),
    // Without parameters the server takes several statements at once.
    script: async (query, sql) => void (await query(sql)),
    inTurn: (kind, work) => inTurn(address, kind, work),
    rewrite: async (tables) => { for (const table of tables) await pool.query(`vacuum full cadre.${table}`) },
    flush: async () => {},
    close: () => pool.end(),
  }
}

async function transaction<T>(pool: Pool, work: (query: Query) => Promise<T>): Promise<T> {
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

/** On a connection of its own: the server ends the turn with it, whatever becomes of this process, and who waits takes none that the work needs. */
async function inTurn<T>(address: string, kind: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address, keepAlive: true })
  // A line that breaks ends the turn, not the work: what it publishes is still one after the other.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [`cadre.${kind}`])
    return await work()
  } finally {
    await client.end().catch(() => {})
  }
}

/** A script answers with a list of results, a single statement with one. */
function rowsOf(result: QueryResult | QueryResult[]): Record<string, unknown>[] {
  return Array.isArray(result) ? [] : result.rows as Record<string, unknown>[]
}

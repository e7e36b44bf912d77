import { Client, Pool, types, type CustomTypesConfig, type QueryResult } from 'pg'
import type { Query, RecordsDriver } from './records-driver.ts'

/** bigint arrives as text by default; the counts we keep are far below 2^53. */
const bigintType = 20

/** Open records kept by a PostgreSQL server (15 or later). */
export function openPostgres(address: string): RecordsDriver {
  const parsers: CustomTypesConfig = { getTypeParser: ((type: number, format?: 'text') => type === bigintType ? Number : types.getTypeParser(type, format)) as CustomTypesConfig['getTypeParser'] }
  const pool = new Pool({ connectionString: address, types: parsers })
  // A server that goes away while nobody asks anything is found at the next question.
  pool.on('error', letPass)
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
  client.on('error', letPass)
  try {
    await client.query('begin')
    const answer = await work(async (sql, parameters) => parameters ? (await client.query<Record<string, unknown>>(sql, [...parameters])).rows : rowsOf(await client.query(sql)))
    await client.query('commit')
    client.off('error', letPass).release()
    return answer
  } catch (error) {
    await client.query('rollback').then(() => client.off('error', letPass).release(), (broken: Error) => client.release(broken))
    throw error
  }
}

/** On a connection of its own: the server ends the turn with it, whatever becomes of this process, and who waits takes none that the work needs. */
async function inTurn<T>(address: string, kind: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address, keepAlive: true })
  // A line that breaks ends the turn, not the work: what it publishes is still one after the other.
  client.on('error', letPass)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [`cadre.${kind}`])
    return await work()
  } finally {
    await client.end().catch(() => {})
  }
}

/** A line that breaks between two statements is found at the next one; unheard, it would end the process. */
function letPass(): void {}

/** A script answers with a list of results, a single statement with one. */
function rowsOf(result: QueryResult | QueryResult[]): Record<string, unknown>[] {
  return Array.isArray(result) ? [] : result.rows as Record<string, unknown>[]
}

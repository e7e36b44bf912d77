import type { PGlite } from '@electric-sql/pglite'
import type { Query, RecordsDriver } from './records-driver.ts'

/** What of a driver an open PGlite gives by itself, whatever becomes of its files. */
export type BareDriver = Pick<RecordsDriver, 'transaction' | 'script'>

/** How to run a script in the transaction a query belongs to. */
const scripts = new WeakMap<Query, (sql: string) => Promise<void>>()

/** Run transactions and scripts on PGlite. */
export function driverOf(pglite: PGlite): BareDriver {
  return {
    transaction: (work) => pglite.transaction((tx) => {
      const query: Query = async (sql, parameters) => (await tx.query<Record<string, unknown>>(sql, parameters ? [...parameters] : [])).rows
      scripts.set(query, async (sql) => void (await tx.exec(sql)))
      return work(query)
    }),
    script: async (query, sql) => scripts.get(query)?.(sql),
  }
}

/** One SQL statement with `$1`, `$2` … Numbers come back as numbers, json as values. */
export type Query = (sql: string, parameters?: readonly (string | number | boolean | null)[]) => Promise<Record<string, unknown>[]>

/** What a PostgreSQL must be able to do for us; PGlite and a server each have one. */
export interface RecordsDriver {
  /** Run work between BEGIN and COMMIT; an error rolls all of it back. */
  transaction<T>(work: (query: Query) => Promise<T>): Promise<T>
  /** Run a script of several statements inside the transaction that `query` belongs to. */
  script(query: Query, sql: string): Promise<void>
  /** Do work while no other process that shares the records does work of this kind; the turn ends with the process that has it. */
  inTurn<T>(kind: string, work: () => Promise<T>): Promise<T>
  /** Write tables anew, so that nothing that was deleted or changed in them stays in their files. A server keeps a log of its own, which is out of reach. */
  rewrite(tables: readonly string[]): Promise<void>
  /** Wait until what was committed would survive a power cut. */
  flush(): Promise<void>
  close(): Promise<void>
}

import { createHash } from 'node:crypto'
import { readMigrations, runMigrations } from './migrate.ts'
import type { Query, RecordsDriver } from './records-driver.ts'

/** A table of the records as it was copied: how many rows, and the SHA-256 of their texts in order. */
export interface CopiedTable { readonly name: string; readonly rows: number; readonly sha256: string }

/** What the records held at one moment. `migrations` in their order. */
export interface CopiedRecords { readonly migrations: readonly string[]; readonly tables: readonly CopiedTable[] }

/** Takes the rows of a table, piece by piece, each row as one line of JSON. */
export type TakeRows = (table: string, lines: readonly string[]) => Promise<void>
/** Gives the rows of a table, piece by piece. */
export type GiveRows = (table: string) => AsyncIterable<readonly string[]>

/** Rows read or written at a time. */
const piece = 2000

/**
 * Read every table of the records as they are at one moment, those before whose rows others point to.
 * It reads as the owner of the tables: row security does not narrow a copy.
 */
export async function readRecords(driver: RecordsDriver, take: TakeRows): Promise<CopiedRecords> {
  return driver.transaction(async (query) => {
    await query('set transaction isolation level repeatable read')
    const tables: CopiedTable[] = []
    for (const name of await tableNames(query)) tables.push(await readTable(query, name, take))
    const migrations = await query('select name from cadre.migration order by name')
    return { migrations: migrations.map((row) => String(row.name)), tables }
  })
}

/**
 * Fill new records with rows that were read before: first the tables as they were then, then the rows, all in one transaction.
 *
 * Later migrations are applied when the records are next opened. Errors: throws when the records are not empty or the copy names a migration that is not known here.
 */
export async function fillRecords(driver: RecordsDriver, copied: CopiedRecords, give: GiveRows, now: () => string): Promise<CopiedRecords> {
  const known = await readMigrations()
  const unknown = copied.migrations.find((name) => !known.some((migration) => migration.name === name))
  if (unknown !== undefined) throw new Error(`the copy was made after migration ${unknown}, which this version of Cadre does not know`)
  await runMigrations(driver, known.filter(({ name }) => copied.migrations.includes(name)), now)
  await driver.transaction(async (query) => {
    for (const { name } of copied.tables) await fillTable(query, name, give(name))
  })
  return readRecords(driver, async () => {})
}

/** Names of the tables, each after those it points to. A table may point to itself. */
async function tableNames(query: Query): Promise<string[]> {
  const rows = await query(`select c.relname as name, coalesce(array_to_json(array(
      select distinct to_table.relname from pg_constraint k join pg_class to_table on to_table.oid = k.confrelid where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid)), '[]')::text as needs
    from pg_class c where c.relnamespace = 'cadre'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by c.relname collate "C"`)
  const left = new Map(rows.map((row) => [String(row.name), JSON.parse(String(row.needs)) as string[]]))
  const ordered: string[] = []
  while (left.size > 0) {
    const next = [...left].find(([, needs]) => needs.every((need) => ordered.includes(need)))
    if (next === undefined) throw new Error(`tables of the records point to each other in a circle: ${[...left.keys()].join(', ')}`)
    ordered.push(next[0])
    left.delete(next[0])
  }
  return ordered
}

async function readTable(query: Query, name: string, take: TakeRows): Promise<CopiedTable> {
  const hash = createHash('sha256')
  let rows = 0
  await query(`declare copied no scroll cursor for select to_jsonb(t)::text as line from cadre.${name} t order by to_jsonb(t)::text collate "C"`)
  for (;;) {
    const lines = (await query(`fetch ${piece} from copied`)).map((row) => String(row.line))
    if (lines.length === 0) break
    for (const line of lines) hash.update(line).update('\n')
    rows += lines.length
    await take(name, lines)
  }
  await query('close copied')
  return { name, rows, sha256: hash.digest('hex') }
}

/** All rows arrive in one statement, so that rows that point to others of their own table may stand in any order. */
async function fillTable(query: Query, name: string, pieces: AsyncIterable<readonly string[]>): Promise<void> {
  await query('create temporary table arriving (line jsonb) on commit drop')
  for await (const lines of pieces) await query('insert into arriving select value from jsonb_array_elements($1::text::jsonb)', [`[${lines.join(',')}]`])
  const [held] = await query(`select count(*)::int as rows from cadre.${name}`)
  // A migration may lay one row of its own into a table: the row of the copy takes its place.
  if (Number(held?.rows) > 0) await query(`delete from cadre.${name}`)
  await query(`insert into cadre.${name} overriding system value select (jsonb_populate_record(null::cadre.${name}, line)).* from arriving`)
  await query('drop table arriving')
  const counters = await query(`select a.attname as name from pg_attribute a where a.attrelid = 'cadre.${name}'::regclass and a.attidentity <> ''`)
  for (const { name: column } of counters) {
    await query(`select setval(pg_get_serial_sequence('cadre.${name}', $1), greatest(1, coalesce(max(${String(column)}), 1)), max(${String(column)}) is not null) from cadre.${name}`, [String(column)])
  }
}

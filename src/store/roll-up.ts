import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { rollUpsOf, type RollUpPlan } from '../dataset/roll-ups.ts'
import { refuseFullDisk } from './disk.ts'
import { identifier, literal } from './duckdb.ts'
import { keepRollUp, type RollUpPlace } from './roll-up-file.ts'

/** The roll-ups of one table in one snapshot. */
export interface RollUps {
  /** Schema in which the table's name stands for the first roll-up that has every column the statement names; null when the table itself must be read. */
  schemaFor(sql: string): Promise<string | null>
  /** Free the memory of what is loaded; it is loaded again when it is needed. */
  forget(): Promise<void>
}

/** What roll-ups are made from: a snapshot's schema, and where they are kept. */
export interface RollUpsOf { readonly engine: DuckDBInstance; readonly schema: string; readonly plan: RollUpPlan<string>; readonly columns: readonly string[]; readonly place: RollUpPlace }

/** Open the roll-ups of a table; each is made, kept and loaded when it is first needed. */
export function openRollUps(of: RollUpsOf): RollUps {
  const loaded = new Map<number, Promise<string | null>>()
  const made = rollUpsOf(of.plan)
  const several = openSeveral(of)
  return {
    async schemaFor(sql) {
      const needed = columnsNamed(sql, of.columns).filter((column) => !(column in of.plan.amounts) && column !== of.plan.counted?.who)
      const found = made.findIndex((columns) => needed.every((column) => columns.includes(column)))
      if (found < 0) return null
      if (!loaded.has(found)) loaded.set(found, load(of, made[found]!, found, several).catch((error: unknown) => { loaded.delete(found); throw error }))
      return loaded.get(found)!
    },
    async forget() {
      const schemas = [...loaded.values()]
      loaded.clear()
      await several.forget()
      await dropSchemas(of.engine, (await Promise.all(schemas.map((schema) => schema.catch(() => null)))).filter((schema) => schema !== null))
    },
  }
}

/** Columns of the table among the words of a statement: perhaps too many, which only chooses a wider roll-up, never too few. */
function columnsNamed(sql: string, columns: readonly string[]): string[] {
  const words = new Set(sql.toLowerCase().match(/[a-z_][a-z0-9_]*/g))
  return columns.filter((column) => words.has(column))
}

/** A cache that the disk cannot keep is done without. */
async function load(of: RollUpsOf, columns: readonly string[], number: number, several: Several): Promise<string | null> {
  const connection = await of.engine.connect()
  try {
    const file = await keepRollUp(of.place, `${JSON.stringify(of.plan)} ${columns.join(' ')}`, async () => makeSql(of, columns, of.plan.counted === undefined ? '' : await several.table()), connection)
    return await loadFile(connection, of, `${of.schema}_${of.plan.table}_${of.plan.counted === undefined ? '' : 'people_'}${number}`, file)
  } catch (error) {
    if (isDiskTrouble(error)) return null
    throw error
  } finally {
    connection.closeSync()
  }
}

function isDiskTrouble(error: unknown): boolean {
  if (refuseFullDisk(error, 'Keeping a roll-up')) return true
  return error instanceof Error && (('code' in error && typeof error.code === 'string') || error.message.startsWith('IO Error'))
}

async function dropSchemas(engine: DuckDBInstance, schemas: readonly string[]): Promise<void> {
  if (schemas.length === 0) return
  await withConnection(engine, async (connection) => {
    for (const schema of schemas) await connection.run(`drop schema ${identifier(schema)} cascade`)
  })
}

/** In the order of its columns: the period comes first, so that a question about one date reads little. */
function makeSql({ plan, schema }: RollUpsOf, columns: readonly string[], several: string): string {
  const names = columns.map((column) => `${plan.coarser[column] ?? identifier(column)} as ${identifier(column)}`)
  if (plan.counted !== undefined) return countSql(plan.counted, names, columns, `${identifier(schema)}.${identifier(plan.table)}`, several)
  const amounts = Object.entries(plan.amounts).map(([column, type]) => `sum(${identifier(column)}::${type})::${type} as ${identifier(column)}`)
  return `select ${[...names, ...amounts].join(', ')} from ${identifier(schema)}.${identifier(plan.table)} group by ${columns.map((_, at) => at + 1).join(', ')} order by all`
}

/** Whoever has one row of a month-end and source is counted with the others like it; whoever has several keeps their lines. */
function countSql({ who, units }: NonNullable<RollUpPlan['counted']>, names: readonly string[], columns: readonly string[], table: string, several: string): string {
  const [list, of, places] = [names.join(', '), personOf(who), columns.map((_, at) => at + 1)]
  return `select ${list}, null as ${identifier(who)}, count(*)::BIGINT as heads, sum(${units})::BIGINT as units, count(*)::BIGINT as posts from ${table} anti join ${several} using (${of}) group by ${places.join(', ')}
    union all select ${list}, ${identifier(who)}, 0, sum(${units})::BIGINT, count(*)::BIGINT from ${table} semi join ${several} using (${of}) group by ${[...places, columns.length + 1].join(', ')} order by all`
}

/** What tells a person of one month-end and source apart. */
function personOf(who: string): string {
  return `${identifier(who)}, period_to, source`
}

/** Those with several rows of a month-end, in a table that every roll-up of people is made with. */
interface Several { table(): Promise<string>; forget(): Promise<void> }

function openSeveral({ engine, schema, plan }: RollUpsOf): Several {
  const name = identifier(`${schema}_several`)
  let made: Promise<string> | null = null
  const make = async (): Promise<string> => {
    await withConnection(engine, (connection) => connection.run(`create or replace table ${name} as select ${personOf(plan.counted!.who)} from ${identifier(schema)}.${identifier(plan.table)} group by all having count(*) > 1`))
    return name
  }
  return {
    table: () => (made ??= make().catch((error: unknown) => { made = null; throw error })),
    async forget() {
      if (made === null) return
      made = null
      await withConnection(engine, (connection) => connection.run(`drop table if exists ${name}`))
    },
  }
}

async function withConnection(engine: DuckDBInstance, work: (connection: DuckDBConnection) => Promise<unknown>): Promise<void> {
  const connection = await engine.connect()
  try {
    await work(connection)
  } finally {
    connection.closeSync()
  }
}

/** Texts are kept as numbers of a list in the order of the texts; they compare, sort and read as the texts do. */
async function loadFile(connection: DuckDBConnection, { plan }: RollUpsOf, schema: string, file: string): Promise<string> {
  const from = `read_parquet(${literal(file)})`
  const described = (await connection.runAndReadAll(`describe select * from ${from}`)).getRowObjects()
  await connection.run(`create schema ${identifier(schema)}`)
  const columns: string[] = []
  for (const { column_name: name, column_type: type } of described) {
    const column = identifier(String(name))
    const isList = type === 'VARCHAR' && name !== plan.counted?.who && await makeList(connection, `${identifier(schema)}.${column}`, column, from)
    columns.push(isList ? `${column}::${identifier(schema)}.${column} as ${column}` : column)
  }
  await connection.run(`create table ${identifier(schema)}.${identifier(plan.table)} as select ${columns.join(', ')} from ${from}`)
  return schema
}

/** A column without any text has no list. */
async function makeList(connection: DuckDBConnection, type: string, column: string, from: string): Promise<boolean> {
  const found = await connection.runAndReadAll(`select distinct ${column} from ${from} where ${column} is not null order by 1`)
  if (found.currentRowCount === 0) return false
  await connection.run(`create type ${type} as enum (${found.getRows().map(([text]) => literal(String(text))).join(', ')})`)
  return true
}

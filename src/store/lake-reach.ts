import { createHash } from 'node:crypto'
import { sayReach, type Reach } from '../access/reach.ts'
import type { Table } from '../dataset/table.ts'
import { sources } from '../ingest/sources.ts'
import { identifier, literal } from './duckdb.ts'

/** Sources that anybody signed in may see: the published ones. What another source holds is seen by whoever reaches it. */
export const openSources: readonly string[] = sources.map(({ id }) => id)

/** Say whether rows of a source may be seen without reaching the place they stand at. Staff records never are. */
export function isOpen(table: string, source: string): boolean {
  return table !== 'staff' && openSources.includes(source)
}

/** Name of the schema in which a snapshot is seen with a reach. */
export function schemaOfReach(schema: string, reach: Reach): string {
  return `${schema}_reach_${createHash('sha256').update(sayReach(reach)).digest('hex').slice(0, 16)}`
}

/** The statements that make a schema of views in which every table of a snapshot holds only the rows a reach allows. The one place where rows are narrowed. */
export function narrowedViews(schema: string, narrowed: string, tables: readonly Table[], reach: Extract<Reach, { kind: 'some' }>): string[] {
  const [own, within] = [identifier(narrowed), identifier(schema)]
  const spans = reach.places.map(({ place, from, to }) => `(${literal(place)}, ${dateOr(from, '0001-01-01')}, ${dateOr(to, '9999-12-31')})`)
  return [
    `create schema if not exists ${own}`,
    `create or replace table ${own}."reached place" (place varchar, first_day date, last_day date)`,
    ...(spans.length === 0 ? [] : [`insert into ${own}."reached place" values ${spans.join(', ')}`]),
    ...tables.map((table) => `create or replace view ${own}.${identifier(table.name)} as select * from ${within}.${identifier(table.name)} as r where ${conditionOf(table, own, reach.programmes)}`),
  ]
}

/** Reference tables are the map: everybody reads it. A table that is neither reference nor stands at a place is closed. */
function conditionOf(table: Table, own: string, programmes: readonly string[]): string {
  const has = (name: string): boolean => table.columns.some((column) => column.name === name)
  if (table.kind === 'reference') return 'true'
  if (!has('at_code') || !has('period_to')) return 'false'
  const reached = `exists (select 1 from ${own}."reached place" as p where p.place = r.at_level || ':' || r.at_code and r.period_to between p.first_day and p.last_day)`
  const open = table.name === 'staff' ? [] : [`r.source in (${openSources.map(literal).join(', ')})`]
  const studied = has('programme') && programmes.length > 0 ? [`r.programme in (${programmes.map(literal).join(', ')})`] : []
  return [...open, reached, ...studied].join(' or ')
}

function dateOr(date: string | null, otherwise: string): string {
  return `date ${literal(date ?? otherwise)}`
}

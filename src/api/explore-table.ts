import type { ExploreAxis, ExploreFigure } from '../contract/explore.ts'
import type { QueryRow } from '../contract/query.ts'
import { sayDate } from '../units/calendar-date.ts'

/** Lay the rows of an answer out as a table. Shape: a list per item of `rows`, in it one figure per item of `columns`; null where no row has the combination. */
export function crossRows(answer: readonly QueryRow[], rows: ExploreAxis, columns: ExploreAxis): (ExploreFigure | null)[][] {
  const found = new Map(answer.map((row) => [`${keyOf(row, rows.dimension)}\n${keyOf(row, columns.dimension)}`, { value: row.value, status: row.status }]))
  return rows.items.map((row) => columns.items.map((column) => found.get(`${row.key}\n${column.key}`) ?? null))
}

/** Find the figures of one axis in an answer split by it; null where it has none, and null in all when the answer is split further. */
export function figuresAlong(answer: readonly QueryRow[], axis: ExploreAxis): (ExploreFigure | null)[] | null {
  if (new Set(answer.map((row) => keyOf(row, axis.dimension))).size < answer.length) return null
  const found = new Map(answer.map((row) => [keyOf(row, axis.dimension), { value: row.value, status: row.status }]))
  return axis.items.map(({ key }) => found.get(key) ?? null)
}

/** The items of a dimension in the order of the answers: those of `ordered` first, then what only `all` has. A table that is not split has one item. */
export function axisOf(dimension: string, name: string, ordered: readonly QueryRow[], all: readonly QueryRow[]): ExploreAxis {
  if (dimension === '') return { dimension, name, items: [{ key: '', name: 'All' }] }
  const held = new Set(all.map((row) => keyOf(row, dimension)))
  const items = new Map<string, string>()
  for (const row of [...ordered, ...all]) if (held.has(keyOf(row, dimension)) && !items.has(keyOf(row, dimension))) items.set(keyOf(row, dimension), nameOf(row, dimension))
  return { dimension, name, items: [...items].map(([key, said]) => ({ key, name: said })) }
}

function keyOf(row: QueryRow, dimension: string): string {
  const key = dimension === '' ? null : row[dimension]
  return key === null || key === undefined ? '' : String(key)
}

function nameOf(row: QueryRow, dimension: string): string {
  const name = row[`${dimension}_name`] ?? row[dimension]
  if (name === null || name === undefined) return 'Not stated'
  return dimension === 'period' ? sayDate(String(name)) : String(name)
}

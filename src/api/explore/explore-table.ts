import type { ExploreAxis, ExploreFigure } from '../../contract/explore.ts'
import type { QueryRow } from '../../contract/query.ts'
import { sayDate } from '../../units/calendar-date.ts'

/** Lay the rows of an answer out as a table. Shape: a list per item of `rows`, in it one figure per item of `columns`; null where no row has the combination. */
export function crossRows(answer: readonly QueryRow[], rows: ExploreAxis, columns: ExploreAxis): (ExploreFigure | null)[][] {
  const found = new Map(answer.map((row) => [`${keyOf(row, rows.dimension)}\n${keyOf(row, columns.dimension)}`, figureOf(row)]))
  return rows.items.map((row) => columns.items.map((column) => found.get(`${row.key}\n${column.key}`) ?? null))
}

/** Find the figures of one axis in an answer split by it; null where it has none, and null in all when the answer is split further. */
export function figuresAlong(answer: readonly QueryRow[], axis: ExploreAxis): (ExploreFigure | null)[] | null {
  if (new Set(answer.map((row) => keyOf(row, axis.dimension))).size < answer.length) return null
  const found = new Map(answer.map((row) => [keyOf(row, axis.dimension), figureOf(row)]))
  return axis.items.map(({ key }) => found.get(key) ?? null)
}

/** A row as a figure: its value, what stands behind it, and of a share on how many it rests. */
export function figureOf({ value, status, declared }: QueryRow): ExploreFigure {
  return declared === undefined ? { value, status } : { value, status, declared }
}

/** The items of a dimension in the order of the answers: those of `ordered` first, then what only `all` has. A table that is not split has one item. */
export function axisOf(dimension: string, name: string, ordered: readonly QueryRow[], all: readonly QueryRow[]): ExploreAxis {
  if (dimension === '') return { dimension, name, items: [{ key: '', name: 'All' }] }
  const held = new Set(all.map((row) => keyOf(row, dimension)))
  const items = new Map<string, string>()
  for (const row of [...ordered, ...all]) if (held.has(keyOf(row, dimension)) && !items.has(keyOf(row, dimension))) items.set(keyOf(row, dimension), nameOf(row, dimension))
  return { dimension, name, items: [...items].map(([key, said]) => ({ key, name: said })) }
}

/** Between the keys of two dimensions that are rows together: no code or published word has it. */
export const betweenKeys = '\u001f'

/** The dimensions of an axis: one, or two that are rows together. */
export function partsOf(dimension: string): string[] {
  return dimension.split(',')
}

function keyOf(row: QueryRow, dimension: string): string {
  return partsOf(dimension).map((part) => { const key = part === '' ? null : row[part]; return key === null || key === undefined ? '' : String(key) }).join(betweenKeys)
}

function nameOf(row: QueryRow, dimension: string): string {
  return partsOf(dimension).map((part) => nameOfPart(row, part)).join(', ')
}

function nameOfPart(row: QueryRow, dimension: string): string {
  const name = row[`${dimension}_name`] ?? row[dimension]
  if (name === null || name === undefined) return 'Not stated'
  return dimension === 'period' ? sayDate(String(name)) : String(name)
}

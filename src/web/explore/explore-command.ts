import type { ExploreAnswer } from '../../contract/explore.ts'
import { sayQuery } from '../../contract/query-command.ts'
import type { ExploreSearch } from '../search.ts'
import { filtersOf } from './explore-asked.ts'

/** Write the command that answers one cell of a table by itself, or the total along a side that is left out; null where the data do not say what the row or column is. */
export function commandFor(search: ExploreSearch, answer: ExploreAnswer, row: number | null, column: number | null): string | null {
  const { rows, columns, measure, asOf, source } = answer
  const sides = [...sideOf(rows, row), ...sideOf(columns, column)]
  if (sides.some(({ key }) => key === '')) return null
  const date = sides.find(({ dimension }) => dimension === 'period')?.key ?? asOf
  const filters = [...Object.entries(filtersOf(search)), ...sides.filter(({ dimension }) => dimension !== 'period').map(({ dimension, key }) => [dimension, key] as const), ...(source === null ? [] : [['source', source] as const])]
  const { map, basis } = search
  return sayQuery({ measure: measure.id, by: '', where: filters.map(([dimension, value]) => `${dimension}=${value}`), at: date, ...(map === undefined ? {} : { map }), ...(basis === 'host' || basis === 'employer' ? { basis } : {}) })
}

/** Write the command that answers all cells of a table. */
export function commandOfTable(search: ExploreSearch, { rows, columns, measure }: ExploreAnswer): string {
  const { at, from, to, map, basis } = search
  return sayQuery({
    measure: measure.id, by: [rows.dimension, columns.dimension].filter((one) => one !== '').join(','), where: Object.entries(filtersOf(search)).map(([dimension, value]) => `${dimension}=${value}`),
    ...(at === undefined ? {} : { at }), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(map === undefined ? {} : { map }), ...(basis === 'host' || basis === 'employer' ? { basis } : {}),
  })
}

/** Dimensions and keys of one side; two that are rows together have their keys together. */
function sideOf({ dimension, items }: ExploreAnswer['rows'], at: number | null): { dimension: string; key: string }[] {
  if (dimension === '' || at === null) return []
  const keys = (items[at]?.key ?? '').split('\u001f')
  return dimension.split(',').map((part, place) => ({ dimension: part, key: keys[place] ?? '' }))
}

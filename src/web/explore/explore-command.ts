import type { ExploreAnswer } from '../../contract/explore.ts'
import type { ExploreSearch } from '../search.ts'
import { filtersOf } from './explore-asked.ts'

/** Write the command that answers one cell of a table by itself; null where the data do not say what the row or column is. */
export function commandFor(search: ExploreSearch, answer: ExploreAnswer, row: number, column: number): string | null {
  const { rows, columns, measure, asOf } = answer
  const sides = [{ dimension: rows.dimension, key: rows.items[row]?.key ?? '' }, { dimension: columns.dimension, key: columns.items[column]?.key ?? '' }].filter(({ dimension }) => dimension !== '')
  if (sides.some(({ key }) => key === '')) return null
  const date = sides.find(({ dimension }) => dimension === 'period')?.key ?? asOf
  const filters = [...Object.entries(filtersOf(search)), ...sides.filter(({ dimension }) => dimension !== 'period').map(({ dimension, key }) => [dimension, key] as const)]
  const parts = [['--measure', measure.id], ...filters.map(([dimension, value]) => ['--where', quoted(`${dimension}=${value}`)]), ['--at', date], ...(search.map === undefined ? [] : [['--map', search.map]]), ...(search.basis === undefined ? [] : [['--basis', search.basis]])]
  return `cadre query ${parts.map((part) => part.join(' ')).join(' ')}`
}

/** A shell takes words with blanks or signs as one when they stand in quotes. */
function quoted(text: string): string {
  return /^[\w=.:–-]+$/.test(text) ? text : `"${text.replaceAll(/["\\$`]/g, '\\$&')}"`
}

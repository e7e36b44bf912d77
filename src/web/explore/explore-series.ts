import type { ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'
import type { TimeSeries } from '../charts/series-paths.ts'

/** Read a table with dates on one side as series: one for each item of the other side, in the order of the rows shown. */
export function seriesOf(answer: ExploreAnswer, order: readonly number[]): TimeSeries[] {
  const { rows, columns, cells, measure } = answer
  const absent: ExploreFigure = { value: null, status: 'not-available' }
  if (rows.dimension === 'period')
    return columns.items.map((column, place) => ({ name: columns.dimension === '' ? measure.name : column.name, points: rows.items.map((row, at) => ({ date: row.key, ...(cells[at]?.[place] ?? absent) })) }))
  return order.map((at) => ({ name: rows.items[at]!.name, points: columns.items.map((column, place) => ({ date: column.key, ...(cells[at]?.[place] ?? absent) })) }))
}

import { deprivationIndicator } from '../../dataset/basis.ts'
import { indicatorLayout } from '../../dataset/reference-layout.ts'
import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { mapRows, periodOf, traitsOf, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const { id } = indicatorLayout
const columns = indicatorLayout.columns.map(({ name }) => name)
const levels: ReadonlySet<string> = new Set(indicatorLayout.columns.find(({ name }) => name === 'area_level')?.values)

/** Figures of areas in our own columns: how deprived they are, patients on lists, beds. What is not known of an area stays not known. */
export const areaIndicators: Source = {
  id,
  title: indicatorLayout.title,
  licence: 'Stated by whoever sent it',
  table: 'prevalence',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const [first] = table.body.map(({ cells }) => cells[table.position.get('year') ?? -1]?.trim() ?? '').filter((year) => aYear.test(year))
    const rows = mapRows(table, (cells) => mapRow(cells, first ?? null))
    return { source: id, table: 'prevalence', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'one-file-a-year', says: 'One file holds every indicator of its year: a later file of that year takes its place as a whole' },
    ] }
  },
}

const aYear = /^(19|20)\d{2}$/

/** `first` is the year of the file: rows of another would be counted again where that year has a file of its own. */
function mapRow(cells: Cells, first: string | null): Mapped {
  const [level, code, indicator, year] = [cells.code('area_level'), cells.code('area_code'), cells.code('indicator'), cells.text('year')]
  const { value, status } = cells.number('amount')
  if (!levels.has(level)) cells.unknown('area_level', `one of ${[...levels].join(', ')}`)
  if (!aYear.test(year)) cells.unknown('year', 'a year')
  else if (year !== first) cells.unknown('year', `${first}, the year of this file: each year is a file of its own`)
  if (value !== null && (value < 0 || (isShare(indicator) && value > 100))) cells.unknown('amount', isShare(indicator) ? 'per cent from 0 to 100' : 'a figure that is not below 0')
  return { into: [{ table: 'prevalence', row: { period_from: `${year}-01-01`, period_to: `${year}-12-31`, source: id, at_level: level, at_code: code, indicator, amount: value, amount_status: status } }] }
}

function isShare(indicator: string): boolean {
  return indicator.toLowerCase() === deprivationIndicator.toLowerCase()
}

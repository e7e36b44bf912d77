import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { populationRow } from '../map-counts.ts'
import { areaRow } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'uk-population'
const columns = ['sex', 'Code', 'Name', 'Geography', 'age', 'count']

/** The file gives no date; it is the mid-2023 estimate. */
const midYear = '2023-06-30'

/**
 * Residents of the nations of the United Kingdom by sex and single year of age, mid-2023.
 * The United Kingdom, Great Britain, and England and Wales repeat the nations: they are checked and not counted twice.
 */
export const ukPopulation: Source = {
  id,
  title: 'Population of the United Kingdom by nation, sex and age, mid-2023',
  licence: openGovernment,
  table: 'population',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, places))
    return { source: id, table: 'population', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'edition-assumed', says: 'The file does not state its date: it is the mid-2023 estimate' },
      { rule: 'totals-not-kept', says: 'The United Kingdom, Great Britain, and England and Wales repeat the nations: they are checked against them and not kept' },
    ] }
  },
}

function mapRow(cells: Cells, places: Gathered): Mapped {
  const code = cells.code('Code')
  const sex = cells.text('sex')
  const age = Number(cells.text('age').replace('90+', '90'))
  const people = cells.number('count')
  if (!['females', 'males', 'persons'].includes(sex)) cells.unknown('sex', 'females, males or persons')
  if (!/^(\d{1,2}|90\+)$/.test(cells.text('age')) || age > 90) cells.unknown('age', 'a year of age from 0 to 89, or 90+')
  if (!/^[EWSNK]\d{8}$/.test(code)) cells.unknown('Code', 'a code such as E92000001')
  if (cells.unmapped.length > 0) return { into: [] }
  if (code.startsWith('K')) return { into: [], total: true }
  const at = { level: 'nation', code }
  places.add('area', areaRow(id, { ...at, name: titled(cells.text('Name')) }, { seen: midYear }))
  return { into: [{ table: 'population', row: populationRow(id, midYear, at, sex, { from: age, to: age === 90 ? null : age }, people) }] }
}

/** A name published in capitals, as it is written. */
function titled(name: string): string {
  return name.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}

import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { populationRow } from '../map-counts.ts'
import { areaRow, relationRow } from '../map-nodes.ts'
import { mapRows, periodOf, traitsOf, type Mapped } from '../map-rows.ts'
import type { ReadRow, Source } from '../source.ts'

const id = 'la-population'
const single = Array.from({ length: 91 }, (_, age) => (age === 90 ? '90+' : String(age)))
const columns = ['ltla21_code', 'ltla21_name', 'total_population', ...single]

/** The file gives no date; it is the mid-2020 estimate on the local authorities of 2021. */
const midYear = '2020-06-30'

/** Residents of each local authority by single year of age, mid-2020: one wide row each, 90 and over together. */
export const laPopulation: Source = {
  id,
  title: 'Population of local authorities by single year of age, mid-2020',
  licence: openGovernment,
  table: 'population',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const rows = mapRows(table, mapRow)
    return { source: id, table: 'population', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'edition-assumed', says: 'The file does not state its date: it is the mid-2020 estimate, on the local authorities of 2021' },
      { rule: 'not-sexed', says: 'Published for persons: women and men are not told apart' },
    ] }
  },
}

/** Nations by the first letter of their local authorities' codes. */
const nations = new Map([['E', 'E92000001'], ['W', 'W92000004'], ['S', 'S92000003'], ['N', 'N92000002']])

function mapRow(cells: Cells): Mapped {
  const at = { level: 'local-authority', code: cells.code('ltla21_code') }
  const nation = nations.get(at.code[0] ?? '')
  if (!nation) cells.unknown('ltla21_code', 'a code that begins with E, W, S or N')
  const seen = { seen: midYear }
  const into: ReadRow['into'][number][] = single.map((column, age) => (
    { table: 'population', row: populationRow(id, midYear, at, 'persons', { from: age, to: age === 90 ? null : age }, cells.number(column)) }
  ))
  into.push({ table: 'area', row: areaRow(id, { ...at, name: cells.text('ltla21_name') }, seen) })
  into.push({ table: 'relation', row: relationRow(id, at, { level: 'nation', code: nation ?? '' }, seen) })
  return { into }
}

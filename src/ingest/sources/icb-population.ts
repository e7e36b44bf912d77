import { icsCodeByName } from '../../reference/ics-by-name.ts'
import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { populationRow } from '../map-counts.ts'
import { mapRows, periodOf, traitsOf, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'icb-population'
const columns = ['area_name', 'variable', 'number', 'percent', 'label']

/** Day of Census 2021, whose categories the labels use. */
const censusDay = '2021-03-21'

/** Age ranges by label once line breaks are spaces. The working ages end at 64: the label's 65 is counted with older people. */
const ages = new Map([
  ['Younger people (< 18)', { from: 0, to: 17 }],
  ['Working age (18-65)', { from: 18, to: 64 }],
  ['Older people (65+)', { from: 65, to: null }],
])

const ethnicGroups = new Set([
  'Asian, Asian British or Asian Welsh', 'Black, Black British, Black Welsh, Caribbean or African', 'Mixed or Multiple ethnic group', 'Other ethnic group', 'White',
])

/**
 * Residents of each integrated care board by broad age, Census 2021. Labels hold line breaks and HTML; areas have names without codes.
 * The same people split by ethnic group are read and checked against the ages, and not counted a second time.
 */
export const icbPopulation: Source = {
  id,
  title: 'Population of integrated care boards by broad age',
  licence: openGovernment,
  table: 'population',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const rows = mapRows(table, mapRow)
    return { source: id, table: 'population', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'edition-assumed', says: 'The file does not state its date: its categories are those of Census 2021, 21 March 2021' },
      { rule: 'age-label-overlap', says: 'The published label for working age is 18-65 beside 65 and over: it is read as 18 to 64' },
      { rule: 'ethnic-group-not-kept', says: 'The same people split by ethnic group are checked against the age rows and not kept: the population table has no ethnic group' },
    ] }
  },
}

function mapRow(cells: Cells): Mapped {
  const code = icsCodeByName(cells.code('area_name'))
  const variable = cells.text('variable').replace(/\s+/g, ' ')
  const people = cells.number('number')
  if (!code) cells.unknown('area_name', 'the name of one of the 42 integrated care boards of 2022')
  const age = ages.get(variable)
  if (!age && !ethnicGroups.has(variable)) cells.unknown('variable', 'a broad age or an ethnic group of Census 2021')
  if (!age) return { into: [], total: true }
  return { into: [{ table: 'population', row: populationRow(id, censusDay, { level: 'ics', code: code ?? '' }, 'persons', age, people) }] }
}

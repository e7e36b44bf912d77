import { hasHeader, headedTable } from '../headed-table.ts'
import { publicDomainUs } from '../licences.ts'
import { notPublished, staffCountRow } from '../map-counts.ts'
import { areaRow, relationRow } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'us-nurses'
const columns = ['State', 'Year', 'Total_Employed_RN', 'Employed _Standard_Error_Pct', 'Annual_Salary_Avg', 'Location_Quotient']

const unitedStates = { level: 'nation', code: 'US', name: 'United States' } as const

/** Territories stand outside the national figures of the survey. */
const territories = new Set(['Guam', 'Puerto Rico', 'Virgin Islands'])

/** Registered nurses employed by state and year, 1998 to 2020 (Bureau of Labor Statistics): a stock, from a sample survey of employers. */
export const usNurses: Source = {
  id,
  title: 'Registered nurses employed, United States, by state',
  licence: publicDomainUs,
  table: 'staff_count',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => {
      const [year, state] = [cells.text('Year'), cells.code('State')]
      if (!/^(19|20)\d{2}$/.test(year)) cells.unknown('Year', 'a year')
      const at = { level: 'state', code: state }
      if (state !== '') {
        places.add('area', areaRow(id, { ...at, name: state }, {}))
        if (!territories.has(state)) places.add('relation', relationRow(id, at, unitedStates, {}))
      }
      const count = { sector: 'All employers', staffGroup: 'Registered nurses (US)', headcount: cells.number('Total_Employed_RN'), fte: notPublished }
      return { into: [{ table: 'staff_count', row: staffCountRow(id, `${year}-05-31`, at, count) }] }
    })
    places.add('area', areaRow(id, unitedStates, {}))
    return { source: id, table: 'staff_count', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'sample-survey', says: 'Figures are estimates of a sample survey of employers, each with a published standard error of some per cent' },
      { rule: 'date-assumed', says: 'The file gives years only: each is recorded at 31 May, the survey’s reference month since 2003' },
      { rule: 'jobs-not-fte', says: 'Counts are jobs, full and part time alike: there is no FTE' },
    ] }
  },
}

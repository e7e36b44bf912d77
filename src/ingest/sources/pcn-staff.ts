import { monthEnd, type CalendarDate } from '../../units/calendar-date.ts'
import type { Cells, Measured } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { notApplicable, notPublished, staffCountRow } from '../map-counts.ts'
import { areaRow, england, organisationRow, relationRow } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered } from '../map-rows.ts'
import type { ReadFile, Source } from '../source.ts'

const id = 'pcn-staff'
const placeColumns = ['PCN_CODE', 'PCN_NAME', 'SUB_ICB_CODE', 'SUB_ICB_NAME', 'ICB_CODE', 'ICB_NAME', 'COMM_REGION_CODE', 'COMM_REGION_NAME']
const columns = ['Data_source', 'CENSUS_YEAR', 'CENSUS_MONTH', ...placeColumns, 'STAFF_GROUP', 'STAFF_ROLE', 'DETAILED_STAFF_ROLE', 'FTE', 'UNIQUE_IDENTIFIER']

/** What stands in place of a person's identifier once it has been used to count people once. */
const notKept = '(not kept)'

/**
 * Primary care network staff, one row per pseudonymous person and role, or per contracted service line.
 * The identifier counts people once within this one file and is then let go: it changes from file to file, so nothing may follow it.
 */
export const pcnStaff: Source = {
  id,
  title: 'Primary care network staff, person and role',
  licence: openGovernment,
  table: 'staff_count',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const [places, people] = [gather(), new Map<string, number>()]
    const identifierAt = table.position.get('UNIQUE_IDENTIFIER')!
    let serviceLines = 0
    const rows = mapRows(table, (cells, found) => {
      const identifier = cells.text('UNIQUE_IDENTIFIER')
      const raw = /^(NULL|)$/i.test(identifier) ? found : found.with(identifierAt, notKept)
      if (isServiceLine(cells)) serviceLines += 1
      const date = censusOf(cells)
      const count = { staffGroup: cells.code('STAFF_GROUP'), profession: cells.code('DETAILED_STAFF_ROLE'), headcount: headcountOf(cells, people), fte: cells.number('FTE') }
      addPlaces(cells, places, date)
      const at = { level: 'pcn', code: cells.code('PCN_CODE') }
      return { raw, into: [{ table: 'staff_count', row: staffCountRow(id, date, at, { sector: 'Primary care networks', ...count }) }] }
    })
    const several = [...people.values()].filter((roles) => roles > 1).length
    return { source: id, table: 'staff_count', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), personLevel: true, mayRepeat: true, declares: declared(several, serviceLines) }
  },
}

/** Count a person in the first row that shows the identifier; a further role adds FTE but no person; a service line is not a person. */
function headcountOf(cells: Cells, people: Map<string, number>): Measured {
  if (isServiceLine(cells)) return notApplicable
  const identifier = cells.text('UNIQUE_IDENTIFIER')
  if (/^(NULL|)$/i.test(identifier)) return notPublished
  const roles = (people.get(identifier) ?? 0) + 1
  people.set(identifier, roles)
  return roles === 1 ? { value: 1, status: 'ok' } : notPublished
}

function isServiceLine(cells: Cells): boolean {
  return /contracted services/i.test(cells.text('Data_source'))
}

function censusOf(cells: Cells): CalendarDate {
  const [year, month] = [Number(cells.text('CENSUS_YEAR')), Number(cells.text('CENSUS_MONTH'))]
  const real = Number.isInteger(year) && year > 1990 && year < 2200 && Number.isInteger(month) && month >= 1 && month <= 12
  if (!real) cells.unknown('CENSUS_MONTH', 'a census year and month')
  return real ? monthEnd(year, month) : ''
}

function addPlaces(cells: Cells, places: Gathered, date: CalendarDate): void {
  if (!places.isNew([date, ...placeColumns.map(cells.text)].join('\n'))) return
  const pcn = { level: 'pcn', code: cells.text('PCN_CODE') }
  const sub = { level: 'sub-icb', code: cells.text('SUB_ICB_CODE') }
  const ics = { level: 'ics', code: cells.text('ICB_CODE') }
  const region = { level: 'region', code: cells.text('COMM_REGION_CODE') }
  if ([pcn, sub, ics, region].some(({ code }) => code === '') || date === '') return
  const seen = { seen: date }
  places.add('organisation', organisationRow(id, { code: pcn.code, role: 'pcn', name: cells.text('PCN_NAME') }, seen))
  places.add('area', areaRow(id, { ...sub, name: cells.text('SUB_ICB_NAME') }, seen))
  places.add('area', areaRow(id, { ...ics, name: cells.text('ICB_NAME') }, seen))
  places.add('area', areaRow(id, { ...region, name: cells.text('COMM_REGION_NAME') }, seen))
  places.add('area', areaRow(id, england, seen))
  places.add('relation', relationRow(id, pcn, sub, seen))
  places.add('relation', relationRow(id, sub, ics, seen))
  places.add('relation', relationRow(id, ics, region, seen))
  places.add('relation', relationRow(id, region, england, seen))
}

function declared(several: number, serviceLines: number): ReadFile['declares'] {
  return [
    { rule: 'unstable-identifier', says: 'The person identifier changes between files, so joiners and leavers cannot be counted from it: it is not stored and only stock is used' },
    { rule: 'person-counted-once', says: `${several} people hold several roles: FTE is in every role, the person is counted once, in the first role listed` },
    { rule: 'service-lines', says: `${serviceLines} rows are contracted services, not people: they carry FTE and no headcount` },
    { rule: 'areas-cast-back', says: 'Area codes are those of the publication, also for earlier censuses: memberships are recorded as seen at the census, not as valid then' },
  ]
}

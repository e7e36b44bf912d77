import { dateOf, type Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { thirdParty } from '../licences.ts'
import { areaRow, england, organisationRow, relationRow, roleOf } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'trust-reference'
const columns = ['OrganisationCode', 'CanonicalOrganisationName', 'OrganisationType', 'RegionCode', 'RegionName', 'ICSCode', 'ICSName', 'ValidFromMonth', 'ValidToMonth']

/**
 * Trust → integrated care system → region for 2024/25, compiled by a third party from three published sources.
 * Its months bound the reporting window, not the life of the organisation: rows are recorded as seen at the end of it, with no validity.
 */
export const trustReference: Source = {
  id,
  title: 'Trusts with their integrated care system and region, 2024/25',
  licence: thirdParty,
  table: 'organisation',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, places))
    return { source: id, table: 'organisation', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'third-party-licence', says: 'Compiled by a third party with no licence stated: for testing only, not for publication' },
      { rule: 'partial-reference', says: 'Holds only organisations seen in three sources over one year: an organisation missing here may exist' },
    ] }
  },
}

function mapRow(cells: Cells, places: Gathered): Mapped {
  const organisation = { level: 'organisation', code: cells.code('OrganisationCode') }
  const ics = { level: 'ics', code: cells.code('ICSCode') }
  const region = { level: 'region', code: cells.code('RegionCode') }
  const seen = dateOf(cells.text('ValidToMonth'))
  if (!seen) cells.date('ValidToMonth')
  if (cells.unmapped.length > 0) return { into: [] }
  places.add('area', areaRow(id, { ...ics, name: cells.text('ICSName') }, { seen }))
  places.add('area', areaRow(id, { ...region, name: cells.text('RegionName') }, { seen }))
  places.add('relation', relationRow(id, ics, region, { seen }))
  places.add('relation', relationRow(id, region, england, { seen }))
  const kind = cells.text('OrganisationType')
  return { into: [
    { table: 'organisation', row: organisationRow(id, { code: organisation.code, role: roleOf(kind), name: cells.code('CanonicalOrganisationName'), kind }, { seen }) },
    { table: 'relation', row: relationRow(id, organisation, ics, { seen }) },
  ] }
}

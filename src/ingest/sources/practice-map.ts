import { endOfNamedMonth, type Cells } from '../cells.ts'
import { isCalendarDate } from '../../units/calendar-date.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { areaRow, england, organisationRow, relationRow } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { ReadRow, Source } from '../source.ts'

const id = 'practice-map'
const columns = ['EXTRACT_DATE', 'PRACTICE_CODE', 'PRACTICE_NAME', 'PCN_CODE', 'PCN_NAME', 'ONS_CCG_CODE', 'CCG_CODE', 'CCG_NAME', 'ONS_STP_CODE', 'STP_CODE', 'STP_NAME',
  'ONS_COMM_REGION_CODE', 'COMM_REGION_CODE', 'COMM_REGION_NAME']

/** General practice → network → sub-ICB → ICS → region in two code systems, in the names used before integrated care boards. */
export const practiceMap: Source = {
  id,
  title: 'General practices with their network and areas, 2022',
  licence: openGovernment,
  table: 'organisation',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, places))
    const alone = rows.filter(({ into }) => into.some(({ row }) => row.child_level === 'practice' && row.parent_level === 'sub-icb')).length
    return { source: id, table: 'organisation', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'names-before-2022', says: 'Area names are those used before integrated care boards (CCG for sub-ICB, STP for ICS); the codes are kept' },
      { rule: 'practices-without-network', says: `Practices in no network stand directly under their sub-ICB: there are ${alone}` },
    ] }
  },
}

function mapRow(cells: Cells, places: Gathered): Mapped {
  const seen = extractDate(cells)
  const practice = { level: 'practice', code: cells.code('PRACTICE_CODE') }
  const pcn = { level: 'pcn', code: cells.code('PCN_CODE') }
  const sub = { level: 'sub-icb', code: cells.code('CCG_CODE') }
  const ics = { level: 'ics', code: cells.code('STP_CODE') }
  const region = { level: 'region', code: cells.code('COMM_REGION_CODE') }
  if (cells.unmapped.length > 0) return { into: [] }
  places.add('area', areaRow(id, { ...sub, name: cells.text('CCG_NAME'), otherCode: cells.text('ONS_CCG_CODE') }, { seen }))
  places.add('area', areaRow(id, { ...ics, name: cells.text('STP_NAME'), otherCode: cells.text('ONS_STP_CODE') }, { seen }))
  places.add('area', areaRow(id, { ...region, name: cells.text('COMM_REGION_NAME'), otherCode: cells.text('ONS_COMM_REGION_CODE') }, { seen }))
  places.add('relation', relationRow(id, sub, ics, { seen }))
  places.add('relation', relationRow(id, ics, region, { seen }))
  places.add('relation', relationRow(id, region, england, { seen }))
  const network = pcn.code === 'U' ? null : pcn
  if (network) {
    places.add('organisation', organisationRow(id, { code: network.code, role: 'pcn', name: cells.text('PCN_NAME') }, { seen }))
    places.add('relation', relationRow(id, network, sub, { seen }))
  }
  const into: ReadRow['into'] = [
    { table: 'organisation', row: organisationRow(id, { code: practice.code, role: 'practice', name: cells.code('PRACTICE_NAME') }, { seen }) },
    { table: 'relation', row: relationRow(id, practice, network ?? sub, { seen }) },
  ]
  return { into }
}

/** A date such as 01Jan2022. */
function extractDate(cells: Cells): string {
  const found = /^(\d{2})([A-Za-z]{3})(\d{4})$/.exec(cells.text('EXTRACT_DATE'))
  const end = found ? endOfNamedMonth(found[2]!, found[3]!) : null
  const date = end && found ? `${end.slice(0, 8)}${found[1]}` : ''
  if (!isCalendarDate(date)) cells.unknown('EXTRACT_DATE', 'a date such as 01Jan2022')
  return date
}

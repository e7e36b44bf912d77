import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { areaRow, england, organisationRow, relationRow, roleOf } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'sickness'
const columns = ['DATE', 'NHSE_REGION_CODE', 'NHSE_REGION_NAME', 'ICS_CODE', 'ICS_NAME', 'ORG_CODE', 'ORG_NAME', 'FTE_DAYS_LOST', 'FTE_DAYS_AVAILABLE']

/**
 * NHS sickness absence: FTE days lost and available by organisation and month, with the whole hierarchy on each row.
 * The published rate is not kept: it is days lost over days available, and is worked out again wherever it is asked for.
 */
export const sickness: Source = {
  id,
  title: 'NHS sickness absence by organisation and month',
  licence: openGovernment,
  table: 'sickness',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, places))
    return { source: id, table: 'sickness', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'proxy-fte', says: 'FTE worked out as days available over days in the month is a proxy, about 3 per cent above the published stock' },
      ...pseudoArea(rows.filter(({ raw }) => raw.includes('QZZ')).length),
    ] }
  },
}

function mapRow(cells: Cells, places: Gathered): Mapped {
  const month = cells.date('DATE')
  const [organisation, ics, region] = [cells.code('ORG_CODE'), cells.code('ICS_CODE'), cells.code('NHSE_REGION_CODE')]
  const [lost, available] = [cells.number('FTE_DAYS_LOST'), cells.number('FTE_DAYS_AVAILABLE')]
  if (cells.unmapped.length > 0) return { into: [] }
  const seen = { seen: month }
  const kind = cells.text('ORG_TYPE')
  places.add('organisation', organisationRow(id, { code: organisation, role: roleOf(kind), name: cells.text('ORG_NAME'), kind }, seen))
  places.add('area', areaRow(id, { level: 'ics', code: ics, name: cells.text('ICS_NAME') }, seen))
  places.add('area', areaRow(id, { level: 'region', code: region, name: cells.text('NHSE_REGION_NAME') }, seen))
  places.add('area', areaRow(id, england, seen))
  places.add('relation', relationRow(id, { level: 'organisation', code: organisation }, { level: 'ics', code: ics }, seen))
  places.add('relation', relationRow(id, { level: 'ics', code: ics }, { level: 'region', code: region }, seen))
  places.add('relation', relationRow(id, { level: 'region', code: region }, england, seen))
  return { into: [{ table: 'sickness', row: {
    period_from: `${month.slice(0, 8)}01`, period_to: month, source: id, at_level: 'organisation', at_code: organisation,
    staff_group: null, fte_days_lost: lost.value, fte_days_lost_status: lost.status, fte_days_available: available.value, fte_days_available_status: available.status,
  } }] }
}

function pseudoArea(rows: number): { rule: string; says: string }[] {
  return rows === 0 ? [] : [{ rule: 'pseudo-area', says: `${rows} organisations stand under QZZ, which is no place: it collects national bodies so that integrated care systems and regions add up to England` }]
}

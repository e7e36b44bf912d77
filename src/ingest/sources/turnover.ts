import type { Row } from '../../dataset/table.ts'
import { monthEnd, type CalendarDate } from '../../units/calendar-date.ts'
import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { staffCountRow } from '../map-counts.ts'
import { areaRow, england, type Node } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'turnover'
const columns = ['PERIOD', 'TYPE', 'NHSE_REGION_CODE', 'NHSE_REGION_NAME', 'MAIN_STAFF_GROUP', 'STAFF_GROUP', 'HC', 'FTE']

/**
 * NHS workforce statistics, turnover: opening and closing stock, leavers and joiners by staff group.
 * A stock stands on the last day of its month; a flow runs between two such days. A main group's subtotal takes the main group's name.
 */
export const turnover: Source = {
  id,
  title: 'NHS workforce turnover by staff group',
  licence: openGovernment,
  table: 'staff_count',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => {
      const at = placeOf(cells)
      places.add('area', areaRow(id, { ...at, name: at.code === england.code ? england.name : cells.text('NHSE_REGION_NAME') }, {}))
      return mapRow(cells, at)
    })
    const joinersOf = new Set(rows.flatMap(({ into }) => into.filter(({ row }) => row.flow === 'joiners').map(({ row }) => String(row.period_to).slice(0, 4))))
    return { source: id, table: 'staff_count', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [{
      rule: 'joiners-missing',
      says: `Joiners are published only for years to September ${[...joinersOf].sort().join(' and ') || '(none)'}; for other years they are derived as change in stock plus leavers, which for one staff group also holds moves between groups`,
    }] }
  },
}

function mapRow(cells: Cells, at: Node): Mapped {
  const [from, to] = periodEnds(cells)
  const kind = cells.text('TYPE')
  const count = { staffGroup: groupOf(cells), isTotal: isTotal(cells), headcount: cells.number('HC'), fte: cells.number('FTE') }
  const stock = (date: CalendarDate): Mapped => ({ into: [{ table: 'staff_count', row: staffCountRow(id, date, at, { sector: 'Hospital and community', ...count }) }] })
  if (kind === 'Denominator at start of period') return stock(from)
  if (kind === 'Denominator at end of period') return stock(to)
  if (kind !== 'Joiners' && kind !== 'Leavers') cells.unknown('TYPE', 'Joiners, Leavers, or the denominator at the start or end of the period')
  const flow: Row = {
    period_from: from, period_to: to, source: id, at_level: at.level, at_code: at.code, staff_group: count.staffGroup, is_total: count.isTotal,
    flow: kind.toLowerCase(), basis: 'published', headcount: count.headcount.value, headcount_status: count.headcount.status, fte: count.fte.value, fte_status: count.fte.status,
  }
  return { into: [{ table: 'flow_count', row: flow }] }
}

/** Both ends of a period such as `201309 to 201409`, as month-ends. */
function periodEnds(cells: Cells): [CalendarDate, CalendarDate] {
  const found = /^(\d{4})(0[1-9]|1[0-2]) to (\d{4})(0[1-9]|1[0-2])$/.exec(cells.text('PERIOD'))
  if (!found) cells.unknown('PERIOD', 'a period such as 201309 to 201409')
  return found ? [monthEnd(Number(found[1]), Number(found[2])), monthEnd(Number(found[3]), Number(found[4]))] : ['', '']
}

function placeOf(cells: Cells): Node {
  const code = cells.code('NHSE_REGION_CODE')
  return code === 'All NHSE regions' ? { level: england.level, code: england.code } : { level: 'region', code }
}

function groupOf(cells: Cells): string {
  const group = cells.code('STAFF_GROUP')
  return group === 'All staff groups' ? cells.code('MAIN_STAFF_GROUP') : group
}

function isTotal(cells: Cells): boolean {
  return ['All staff groups', 'HCHS doctors - All grades'].includes(cells.text('STAFF_GROUP'))
}

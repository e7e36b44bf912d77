import { endOfNamedMonth, type Cells } from '../cells.ts'
import { hasHeader, headedTable, type HeadedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { organisationRow, roleOf } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { ReadRow, Source } from '../source.ts'

const id = 'ae-activity'
const columns = ['Period', 'Org Code', 'Parent Org', 'Org name', 'A&E attendances Type 1', 'A&E attendances Type 2', 'A&E attendances Other A&E Department', 'Other emergency admissions']

/**
 * Accident and emergency attendances and admissions by provider and month: one row per provider, one column per service.
 * The total row, however it is spelt, is checked against the providers and not counted.
 */
export const aeActivity: Source = {
  id,
  title: 'Accident and emergency activity by provider and month',
  licence: openGovernment,
  table: 'activity',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const [places, services] = [gather(), servicesOf(table)]
    const rows = mapRows(table, (cells) => mapRow(cells, services, places))
    return { source: id, table: 'activity', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'parent-without-code', says: 'Providers carry the name of a region without its code: no membership is taken from it' },
    ] }
  },
}

/** Columns that count a service: every named one after the provider’s. A stray single letter heads no service. */
function servicesOf(table: HeadedTable): string[] {
  return [...table.position.keys()].filter((name) => name.length > 1 && !['Period', 'Org Code', 'Parent Org', 'Org name'].includes(name))
}

function mapRow(cells: Cells, services: readonly string[], places: Gathered): Mapped {
  if (/^total$/i.test(cells.text('Period')) || /^total$/i.test(cells.text('Org Code'))) {
    for (const service of services) cells.number(service)
    return { into: [], total: true }
  }
  const month = monthOf(cells)
  const code = cells.code('Org Code')
  const name = cells.text('Org name')
  const into: ReadRow['into'] = services.map((service) => {
    const { value, status } = cells.number(service)
    return { table: 'activity', row: { period_from: `${month.slice(0, 8)}01`, period_to: month, source: id, at_level: 'organisation', at_code: code, service, amount: value, amount_status: status } }
  })
  if (cells.unmapped.length === 0) places.add('organisation', organisationRow(id, { code, role: roleOf(name), name }, { seen: month }))
  return { into }
}

/** A month such as MSitAE-APRIL-2024, as its last day. */
function monthOf(cells: Cells): string {
  const found = /^MSitAE-([A-Z]+)-(\d{4})$/i.exec(cells.text('Period'))
  const date = found ? endOfNamedMonth(found[1]!, found[2]!) : null
  if (!date) cells.unknown('Period', 'a month such as MSitAE-APRIL-2024')
  return date ?? ''
}

import { endOfNamedMonth, type Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { notPublished, staffCountRow } from '../map-counts.ts'
import { organisationRow, roleOf } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf } from '../map-rows.ts'
import type { OpenedFile, Source } from '../source.ts'

const id = 'staff-by-organisation'
const columns = ['Month', 'Organisation code', 'Organisation name', 'Staff group', 'Nationality', 'FTE']

/** NHS hospital and community staff by organisation, staff group and nationality, FTE only; months are written 2017-SEP. */
export const staffByOrganisation: Source = {
  id,
  title: 'NHS staff by organisation, staff group and nationality',
  licence: openGovernment,
  table: 'staff_count',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const places = gather()
    const rows = mapRows(table, (cells) => {
      const date = monthOf(cells)
      const code = cells.code('Organisation code')
      const count = { staffGroup: cells.code('Staff group'), nationality: cells.code('Nationality'), fte: cells.number('FTE') }
      if (cells.unmapped.length > 0) return { into: [] }
      const name = cells.text('Organisation name')
      places.add('organisation', organisationRow(id, { code, role: roleOf(name), name }, { seen: date }))
      return { into: [{ table: 'staff_count', row: staffCountRow(id, date, { level: 'organisation', code }, { sector: 'Hospital and community', headcount: notPublished, ...count }) }] }
    })
    return { source: id, table: 'staff_count', rows, alsoInto: places.rows, ...periodOf(rows), ...traitsOf(table), declares: notesOf(file) }
  },
}

/** A month such as 2017-SEP, as its last day. */
function monthOf(cells: Cells): string {
  const found = /^(\d{4})-([A-Za-z]{3,9})$/.exec(cells.text('Month'))
  const date = found ? endOfNamedMonth(found[2]!, found[1]!) : null
  if (!date) cells.unknown('Month', 'a month such as 2017-SEP')
  return date ?? ''
}

/** The publisher's own caveats: every line of a notes sheet after the word Notes. */
function notesOf(file: OpenedFile): { rule: string; says: string }[] {
  const lines = file.grids.filter((grid) => /notes/i.test(grid.sheet)).flatMap((grid) => grid.rows.map((row) => row.join(' ').trim()))
  const start = lines.findIndex((line) => /^notes:?$/i.test(line))
  return lines.slice(start + 1).filter((line) => line !== '').map((line) => ({ rule: 'publisher-note', says: `The publisher notes: ${line.replace(/\.$/, '')}` }))
}

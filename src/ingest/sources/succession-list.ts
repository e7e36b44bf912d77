import { successionLayout } from '../../dataset/reference-layout.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { areaRow, organisationRow, type Validity } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const { id } = successionLayout
const columns = successionLayout.columns.map(({ name }) => name)

/** Mergers, splits and moves in our own columns: what ended, what took over, on which day and with which share. One list holds all changes. */
export const successionList: Source = {
  id,
  title: successionLayout.title,
  licence: 'Stated by whoever sent it',
  table: 'succession',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const nodes = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, nodes))
    return { source: id, table: 'succession', rows, alsoInto: nodes.rows, ...periodOf(rows, listed), ...traitsOf(table), declares: [] }
  },
}

/** The list gives each row its own day; as a file it has no period, so a later list takes the place of an earlier one. */
const listed = '2010-04-01'
const levels: ReadonlySet<string> = new Set(successionLayout.columns.find(({ name }) => name === 'level')?.values)

function mapRow(cells: Cells, nodes: Gathered): Mapped {
  const [level, from, to, on] = [cells.code('level'), cells.code('from_code'), cells.code('to_code'), cells.date('on_date')]
  if (!levels.has(level)) cells.unknown('level', `one of ${[...levels].join(', ')}`)
  const share = cells.text('share') === '' ? 1 : cells.number('share').value
  if (share === null || share <= 0 || share > 1) cells.unknown('share', 'a share above 0, up to 1')
  if (from === to) cells.unknown('to_code', 'another code than the one that ended')
  if (cells.unmapped.length > 0) return { into: [] }
  const last = dayBefore(on)
  addNode(nodes, level, { code: from, name: cells.text('from_name') || from }, { to: last, seen: last })
  return { into: [{ table: 'succession', row: { source: id, level, from_code: from, to_code: to, on_date: on, share } }] }
}

/** What ended stands on no map after that day, whatever other lists leave open. The successor is described where it is listed with what it belongs to. */
function addNode(nodes: Gathered, level: string, node: { code: string; name: string }, when: Validity): void {
  const role = level === 'organisation' ? 'other' : level
  if (level === 'organisation' || level === 'pcn' || level === 'practice') nodes.add('organisation', organisationRow(id, { ...node, role }, when))
  else nodes.add('area', areaRow(id, { level, ...node }, when))
}

function dayBefore(date: CalendarDate): CalendarDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, day - 1)).toISOString().slice(0, 10)
}

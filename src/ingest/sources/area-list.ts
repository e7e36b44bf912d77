import { hasHeader, headedTable } from '../headed-table.ts'
import { areaRow, organisationRow, relationRow } from '../map-nodes.ts'
import { mapRows, periodOf, traitsOf } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'area-list'
const columns = ['level', 'code', 'name', 'kind', 'parent_level', 'parent_code', 'share', 'valid_from', 'valid_to']

/** A map in our own columns: one row for each area or organisation and what it belongs to, with the days it holds. */
export const areaList: Source = {
  id,
  title: 'Areas and organisations, in Cadre’s own columns',
  licence: 'Stated by whoever sent it',
  table: 'organisation',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const rows = mapRows(table, (cells) => {
      const node = { level: cells.code('level'), code: cells.code('code') }
      const [name, kind] = [cells.code('name'), cells.text('kind')]
      const when = { from: cells.text('valid_from') === '' ? null : cells.date('valid_from'), to: cells.text('valid_to') === '' ? null : cells.date('valid_to') }
      const parent = { level: cells.text('parent_level'), code: cells.text('parent_code') }
      const share = cells.text('share') === '' ? null : cells.number('share').value
      const own = node.level === 'organisation' || node.level === 'pcn' || node.level === 'practice'
        ? { table: 'organisation' as const, row: organisationRow(id, { code: node.code, role: node.level === 'organisation' ? 'trust' : node.level, name, kind }, when) }
        : { table: 'area' as const, row: areaRow(id, { ...node, name }, when) }
      const belongs = parent.code === '' ? [] : [{ table: 'relation' as const, row: { ...relationRow(id, node, parent, when), ...(share === null ? {} : { share }) } }]
      return { into: [own, ...belongs] }
    })
    return { source: id, table: 'organisation', rows, alsoInto: [], ...periodOf(rows, listed), ...traitsOf(table), declares: [] }
  },
}

/** The list gives each row its own days; as a file it has no period, so a later list takes the place of an earlier one. */
const listed = '2010-04-01'

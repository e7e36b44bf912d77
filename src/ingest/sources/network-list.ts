import { networkLayout } from '../../dataset/reference-layout.ts'
import type { Cells } from '../cells.ts'
import { hasHeader, headedTable } from '../headed-table.ts'
import { areaRow, relationRow } from '../map-nodes.ts'
import { gather, mapRows, periodOf, traitsOf, type Gathered, type Mapped } from '../map-rows.ts'
import type { Source } from '../source.ts'

const { id } = networkLayout
const columns = networkLayout.columns.map(({ name }) => name)

/** Networks beside the hierarchy, in our own columns: who is a member of which, from when to when, and with which share. One list holds all networks. */
export const networkList: Source = {
  id,
  title: networkLayout.title,
  licence: 'Stated by whoever sent it',
  table: 'relation',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const networks = gather()
    const rows = mapRows(table, (cells) => mapRow(cells, networks))
    return { source: id, table: 'relation', rows, alsoInto: networks.rows, ...periodOf(rows, listed), ...traitsOf(table), declares: [
      { rule: 'networks-overlap', says: 'A member may belong to several networks: figures by network are not to be added up' },
    ] }
  },
}

/** The list gives each row its own days; as a file it has no period, so a later list takes the place of an earlier one. */
const listed = '2010-04-01'
const levels: ReadonlySet<string> = new Set(networkLayout.columns.find(({ name }) => name === 'member_level')?.values)

function mapRow(cells: Cells, networks: Gathered): Mapped {
  const network = { level: 'network', code: cells.code('network_code') }
  const member = { level: cells.code('member_level'), code: cells.code('member_code') }
  const name = cells.code('network_name')
  if (!levels.has(member.level)) cells.unknown('member_level', `one of ${[...levels].join(', ')}`)
  const when = { from: cells.text('valid_from') === '' ? null : cells.date('valid_from'), to: cells.text('valid_to') === '' ? null : cells.date('valid_to') }
  const share = cells.text('share') === '' ? 1 : cells.number('share').value
  if (share === null || share < 0 || share > 1) cells.unknown('share', 'a share from 0 to 1')
  if (when.from !== null && when.to !== null && when.to < when.from) cells.unknown('valid_to', 'a day that is not before valid_from')
  if (cells.unmapped.length > 0) return { into: [] }
  networks.add('area', areaRow(id, { ...network, name }, {}))
  return { into: [{ table: 'relation', row: { ...relationRow(id, member, network, when), share } }] }
}

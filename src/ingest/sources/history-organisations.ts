import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { organisationRow, roleOf } from '../map-nodes.ts'
import { mapRows, periodOf, traitsOf } from '../map-rows.ts'
import type { Source } from '../source.ts'

const id = 'history-organisations'
const columns = ['ORG_CODE', 'ORG_NAME', 'ORG_TYPE', 'HEE_REGION_CODE', 'SPECIALIST']

/** Last year of the staff files this list stands beside. */
const edition = '2018-09-30'

/** Organisations of the 2009 to 2018 files, with their type; codes and names carry trailing spaces. */
export const historyOrganisations: Source = {
  id,
  title: 'Organisations of the 2009 to 2018 staff files',
  licence: openGovernment,
  table: 'organisation',
  columns,
  recognise: (file) => hasHeader(file, columns),
  read(file) {
    const table = headedTable(file, columns)
    const rows = mapRows(table, (cells) => {
      const kind = cells.text('ORG_TYPE')
      return { into: [{ table: 'organisation', row: organisationRow(id, { code: cells.code('ORG_CODE'), role: roleOf(kind), name: cells.code('ORG_NAME'), kind }, { seen: edition }) }] }
    })
    return { source: id, table: 'organisation', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
      { rule: 'training-regions', says: 'Region codes are training regions (YDF…), another map than the seven NHS regions: no membership is taken from them' },
      { rule: 'edition-assumed', says: 'The file does not state its date: it is recorded as seen at 30 September 2018, the last year of the files it belongs to' },
    ] }
  },
}

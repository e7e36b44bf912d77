import { hasHeader, headedTable } from '../headed-table.ts'
import { openGovernment } from '../licences.ts'
import { notPublished, staffCountRow } from '../map-counts.ts'
import { mapRows, periodOf, traitsOf } from '../map-rows.ts'
import type { Source } from '../source.ts'

/** Consultants by organisation and year, 2009 to 2018. */
export const historyConsultants = yearlySource('history-consultants', 'Consultants by organisation, 2009 to 2018', 'SIMPLE_CONSULTANTS_FTE', 'HCHS doctors - Consultant')

/** Managers by organisation and year, 2009 to 2018. Their definition changed in 2016: the break is in reference/series-breaks.json. */
export const historyManagers = yearlySource('history-managers', 'Managers by organisation, 2009 to 2018', 'SIMPLE_MANAGERS_FTE', 'Managers')

/** Make the source of one yearly file: FTE by organisation at 30 September, which is when the annual census of the years is taken. */
function yearlySource(id: string, title: string, measure: string, staffGroup: string): Source {
  const columns = ['YEAR', 'ORG_CODE', measure]
  return {
    id, title, licence: openGovernment, table: 'staff_count', columns,
    recognise: (file) => hasHeader(file, columns),
    read(file) {
      const table = headedTable(file, columns)
      const rows = mapRows(table, (cells) => {
        const year = cells.text('YEAR')
        if (!/^(19|20)\d{2}$/.test(year)) cells.unknown('YEAR', 'a year')
        const at = { level: 'organisation', code: cells.code('ORG_CODE') }
        const count = { sector: 'Hospital and community', staffGroup, headcount: notPublished, fte: cells.number(measure) }
        return { into: [{ table: 'staff_count', row: staffCountRow(id, `${year}-09-30`, at, count) }] }
      })
      return { source: id, table: 'staff_count', rows, alsoInto: [], ...periodOf(rows), ...traitsOf(table), declares: [
        { rule: 'date-assumed', says: 'The file gives years only: each is recorded at 30 September, the date of the annual census' },
      ] }
    },
  }
}

import type { ExploreAnswer, ExploreFigure } from '../../contract/explore.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { betweenKeys } from './explore-table.ts'
import { writeTableWorkbook, type WorkbookCell, type WorkbookFormat } from '../table-workbook.ts'

/** Write a table as a workbook by the rules for published tables: the table as it is seen, with its totals, and the same figures one to a row. */
export function writeExploreWorkbook(answer: ExploreAnswer, format: WorkbookFormat, made: string): Promise<Uint8Array> {
  const { measure, provenance, asOf } = answer
  const title = `${measure.name}${sayBy(answer)}, ${sayDate(asOf)}`
  return writeTableWorkbook({
    title, made,
    cover: [
      ['In one sentence', answer.summary], ['Unit', measure.unit], ['Date', sayDate(asOf)], ['Definition', provenance.definition], ['Formula', provenance.formula],
      ['Source', [...new Set(provenance.sources.map((source) => `${source.title} (${source.licence})`))].join('; ') || 'Views made from staff records'], ['Map', provenance.map], ['Snapshot', provenance.snapshot],
    ],
    notes: [...answer.sums, ...provenance.notes],
    tables: [{ name: 'Table', title, header: [headOf(answer), ...columnHeads(answer)], rows: tableRows(answer) }, { name: 'Rows', title: `${title}: one figure to a row`, header: ['row code', 'row', 'column code', 'column', measure.unit, 'status', ...(isShare(answer) ? ['known of, % of people'] : [])], rows: tidyRows(answer) }],
  }, format)
}

function sayBy({ rows, columns }: ExploreAnswer): string {
  const names = [rows, columns].filter(({ dimension }) => dimension !== '').map(({ name }) => name.toLowerCase())
  return names.length === 0 ? '' : ` by ${names.join(' and ')}`
}

function headOf({ rows }: ExploreAnswer): string {
  return rows.name || 'Figure'
}

function columnHeads({ columns, totals, measure }: ExploreAnswer): string[] {
  const own = columns.dimension === '' ? [measure.name] : columns.items.map(({ name }) => name)
  return [...own, ...(totals.rows === null ? [] : ['All'])]
}

function tableRows({ rows, cells, totals, columns }: ExploreAnswer): WorkbookCell[][] {
  const parts = rows.items.map((item, at) => [item.name, ...(cells[at] ?? []).map(printed), ...(totals.rows === null ? [] : [printed(totals.rows[at] ?? null)])])
  const last = columns.dimension === '' ? (totals.whole === null ? null : [totals.whole]) : totals.columns
  if (last === null || rows.dimension === '') return parts
  return [...parts, ['All', ...last.map(printed), ...(totals.rows === null ? [] : [printed(totals.whole)])]]
}

function tidyRows(answer: ExploreAnswer): WorkbookCell[][] {
  const { rows, columns, cells } = answer
  const share = isShare(answer)
  return rows.items.flatMap((row, at) => columns.items.flatMap((column, place): WorkbookCell[][] => {
    const cell = cells[at]?.[place] ?? null
    return cell === null ? [] : [[row.key.replaceAll(betweenKeys, ' | '), row.name, column.key, columns.dimension === '' ? '' : column.name, cell, cell.status, ...(share ? [cell.declared ?? null] : [])]]
  }))
}

/** Whether the figures say on how many of the people they rest. */
function isShare({ cells }: ExploreAnswer): boolean {
  return cells.some((row) => row.some((cell) => cell?.declared !== undefined))
}

/** A combination that the data does not have is no figure: `[z]`. */
function printed(figure: ExploreFigure | null): WorkbookCell {
  return figure ?? { value: null, status: 'not-applicable' }
}

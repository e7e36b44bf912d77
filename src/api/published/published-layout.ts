import { absenceMarks } from '../../units/status.ts'
import type { PublishedTable, TableFigure } from '../../contract/published-table.ts'
import { writeCsv } from '../csv.ts'

type Laid = Pick<PublishedTable, 'rows' | 'columns' | 'category' | 'asOf' | 'unit'>

/** Columns of the tidy table, with what each means: for the csv and for what describes it. */
export const tidyColumns = [
  { name: 'date', type: 'date', means: 'Month-end the people are counted on' },
  { name: 'area_level', type: 'string', means: 'Level of the area; totals stand at the wider levels' },
  { name: 'area_code', type: 'string', means: 'Code of the area' },
  { name: 'area_name', type: 'string', means: 'Name of the area' },
  { name: 'category', type: 'string', means: 'Kind of category; empty where people are not split' },
  { name: 'category_code', type: 'string', means: 'Code of the category; all for everybody' },
  { name: 'category_name', type: 'string', means: 'Name of the category' },
  { name: 'people', type: 'integer', means: 'People in post; empty where the status says why' },
  { name: 'status', type: 'string', means: 'ok: the figure stands; suppressed: it is hidden so that nobody can be found' },
] as const

/** Write a table as csv, one figure a row: what its certificate signs. */
export function tidyCsv({ rows, columns, category, asOf }: Omit<Laid, 'unit'>): string {
  return writeCsv(tidyColumns.map(({ name }) => name), rows.flatMap(({ level, code, name, figures }) => figures.map(({ value, status }, at) => [asOf, level, code, name, category ?? '', columns[at]!.code, columns[at]!.name, value, status])))
}

/** The header of the table as it is read by people: one column per category. */
export function wideHeader({ columns, unit }: Pick<Laid, 'columns' | 'unit'>): string[] {
  return ['Level', 'Code', 'Area', ...columns.map(({ name }) => `${name} (${unit})`)]
}

/** A figure as it is printed. */
export function printFigure({ value, status }: TableFigure): string {
  return value === null ? absenceMarks[status as keyof typeof absenceMarks] : String(value)
}

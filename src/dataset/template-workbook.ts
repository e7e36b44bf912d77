import { writeXlsx } from 'hucre/xlsx'
import type { ReturnLayout } from './return-layout.ts'
import { valuesOf } from './template.ts'

/** Write a blank template as a workbook: the header to fill below, what each column means, and the words of closed lists. */
export async function blankWorkbook(layout: ReturnLayout): Promise<Uint8Array> {
  const closed = layout.columns.map((column) => ({ name: column.name, values: valuesOf(column) })).filter(({ values }) => values.length > 0)
  const longest = Math.max(0, ...closed.map(({ values }) => values.length))
  const written = await writeXlsx({ sheets: [
    { name: layout.id.slice(0, 31), rows: [layout.columns.map(({ name }) => name)] },
    { name: 'Columns', rows: [['column', 'required', 'type', 'unit', 'means'], ...layout.columns.map(({ name, required, type, unit, means }) => [name, required ? 'yes' : 'no', type, unit ?? '', means])] },
    { name: 'Words', rows: [closed.map(({ name }) => name), ...Array.from({ length: longest }, (_, at) => closed.map(({ values }) => values[at] ?? null))] },
  ] })
  return written
}

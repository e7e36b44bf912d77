import type { Column, Table } from './table.ts'
import { tables } from './tables.ts'

/** Write the data dictionary from the declarations: what every table and column means. Shape: one Markdown document. */
export function writeDataDictionary(): string {
  const parts = tables.map(writeTable)
  return `${['# Data dictionary', 'Written from `src/dataset/tables.ts`; do not edit by hand. A number that may be absent has a `…_status` column beside it; an empty number is never zero.', ...parts].join('\n\n')}\n`
}

function writeTable(table: Table): string {
  const kind = table.kind === 'fact' ? 'Facts, replaced by period' : 'Reference, dated rows'
  return [`## ${table.name}`, `${table.means}. One row is ${table.grain}. ${kind}.`, ['| column | type | means | unit | allowed |', '|---|---|---|---|---|', ...table.columns.map(writeColumn)].join('\n')].join('\n\n')
}

function writeColumn(column: Column): string {
  const personal = column.sensitivity === 'personal' ? ' (personal)' : ''
  return `| ${[`\`${column.name}\``, column.type, `${column.means}${personal}`, column.unit ?? '', allowed(column)].map(escapeCell).join(' | ')} |`
}

function allowed(column: Column): string {
  const range = column.min === undefined && column.max === undefined ? [] : [`${column.min ?? '…'} to ${column.max ?? '…'}`]
  return [...(column.required ? ['required'] : []), ...range, ...(column.values ? [column.values.join(', ')] : [])].join('; ')
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|')
}

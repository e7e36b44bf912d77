import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import { absenceMarks, type ValueStatus } from '../units/status.ts'
import { neutralise } from './csv.ts'

/** A figure as it is printed: the number, or the mark of its absence. */
export interface WorkbookFigure { readonly value: number | null; readonly status: ValueStatus }
export type WorkbookCell = string | number | null | WorkbookFigure

/** One table on a sheet of its own. Shape: each row has one cell per entry of `header`. */
export interface WorkbookTable {
  /** Name of the sheet; shortened to what spreadsheets take. */
  readonly name: string
  readonly title: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly WorkbookCell[])[]
}

export interface TableWorkbook {
  readonly title: string
  /** What a reader should know first, as label and value: source, date, who publishes it. */
  readonly cover: readonly (readonly [label: string, says: string])[]
  readonly notes: readonly string[]
  readonly tables: readonly WorkbookTable[]
  /** ISO 8601; it stands in the file, so the same parts give the same bytes. */
  readonly made: string
}

export type WorkbookFormat = 'xlsx' | 'ods'
export const workbookTypes: Readonly<Record<WorkbookFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ods: 'application/vnd.oasis.opendocument.spreadsheet',
}

/**
 * Write tables as a workbook: cover, contents, notes, then one table per sheet from A1 with one header row, no cell merged or left without its mark.
 *
 * Text that a spreadsheet would run as a formula gets an apostrophe before it.
 * Source: UK Government Analysis Function, Releasing statistics in spreadsheets.
 */
export function writeTableWorkbook(parts: TableWorkbook, format: WorkbookFormat): Promise<Uint8Array> {
  const names = sheetNames(parts.tables)
  const sheets = [
    sheetOf('Cover', ['About this workbook', 'Says'], [['Title', parts.title], ...parts.cover]),
    sheetOf('Contents', ['Sheet', 'Table', 'Rows'], parts.tables.map(({ title, rows }, at) => [names[at]!, title, rows.length])),
    sheetOf('Notes', ['Note', 'Means'], [...parts.notes.map((note, at) => [String(at + 1), note]), ...shorthand]),
    ...parts.tables.map(({ header, rows }, at) => sheetOf(names[at]!, header, rows)),
  ]
  const made = new Date(parts.made)
  const properties = { title: parts.title, creator: 'Cadre', description: parts.cover.map(([label, says]) => `${label}: ${says}`).join('. '), created: made, modified: made }
  return format === 'xlsx' ? writeXlsx({ sheets, properties }) : writeOds({ sheets, properties })
}

/** Print one cell as the workbook does: `[c]`, `[x]` or `[z]` where there is no number. */
function workbookCell(cell: WorkbookCell): string | number | null {
  if (typeof cell === 'string') return neutralise(cell)
  if (typeof cell !== 'object' || cell === null) return cell
  return cell.value ?? absenceMarks[cell.status as keyof typeof absenceMarks] ?? absenceMarks['not-available']
}

/** What the marks stand for. Source: UK Government Analysis Function, Symbols in tables. */
export const shorthand: readonly (readonly [mark: string, means: string])[] = [
  [absenceMarks.suppressed, 'Hidden, so that nobody can be found: a small number, or one from which a small number could be worked out'],
  [absenceMarks['not-available'], 'Not available: nothing was reported, or nothing reliable'],
  [absenceMarks['not-applicable'], 'Not applicable: there can be no such figure'],
]

type Sheet = Parameters<typeof writeXlsx>[0]['sheets'][number]

function sheetOf(name: string, header: readonly string[], rows: readonly (readonly WorkbookCell[])[]): Sheet {
  const bold = header.map((value, at) => [`0,${at}`, { value: neutralise(value), style: { font: { bold: true } } }] as const)
  return { name, rows: [header.map(neutralise), ...rows.map((row) => row.map(workbookCell))], cells: new Map(bold), columns: header.map(() => ({ autoWidth: true })), freezePane: { rows: 1 } }
}

/** Names that spreadsheets take: at most 31 characters, none of theirs, each once. */
function sheetNames(tables: readonly WorkbookTable[]): string[] {
  const taken = new Set(['cover', 'contents', 'notes', 'history'])
  return tables.map(({ name }) => {
    const plain = name.replace(/[:\\/?*[\]]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31) || 'Table'
    const free = [plain, ...tables.map((_, at) => `${plain.slice(0, 27)} ${at + 2}`)].find((one) => !taken.has(one.toLowerCase())) ?? plain
    taken.add(free.toLowerCase())
    return free
  })
}

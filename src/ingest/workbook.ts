import { readXlsx, type CellValue } from 'hucre/xlsx'
import { refuse, type Refusal } from '../units/refusal.ts'
import { brokenPart } from './sheet-markup.ts'
import type { Grid } from './source.ts'
import { refuseWidth } from './widest-table.ts'
import { unpackedBytes } from './zip-directory.ts'

/** Most bytes a workbook may unpack to: the largest published one we read unpacks to 24 MB. */
const mostUnpacked = 600_000_000

/**
 * Read every sheet of an .xlsx workbook that people see to cells as text; a date becomes YYYY-MM-DD, an empty cell an empty text.
 * Errors: refuses `damaged-workbook` when it is cut short or is another kind of archive, `too-large` when it would unpack to more than we hold,
 * `too-many-columns` for a sheet wider than any we know, `unreadable-file` for a cell with a character that no text has.
 */
export async function readWorkbook(name: string, bytes: Uint8Array): Promise<Grid[] | Refusal> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) return damaged(name, 'The end of the file is missing')
  if (unpacked > mostUnpacked) {
    return refuse('too-large', 'input', { doing: `Reading ${name}`, found: `The workbook would unpack to ${unpacked} bytes`, need: `We read workbooks of up to ${mostUnpacked} bytes unpacked`, next: 'Save the sheet you need as csv and send that' })
  }
  try {
    const workbook = await readXlsx(bytes)
    const broken = await brokenPart(bytes)
    if (broken !== null) return damaged(name, broken)
    // A hidden sheet is a draft or the month before: what nobody sees is not what was sent.
    const seen = workbook.sheets.filter(({ hidden, veryHidden }) => !hidden && !veryHidden)
    const grids = seen.map((sheet) => ({ sheet: sheet.name, rows: sheet.rows.map((row) => row.map(cellText)), encoding: 'xlsx', delimiter: '' }))
    return refuseSheets(name, grids) ?? grids
  } catch (error) {
    return damaged(name, error instanceof Error ? error.message.replace(/\.$/, '') : 'Its parts cannot be read')
  }
}

function refuseSheets(name: string, grids: readonly Grid[]): Refusal | null {
  const widest = grids.reduce((most, { rows }) => rows.reduce((wide, row) => (row.length > wide ? Math.max(wide, row.findLastIndex((cell) => cell !== '') + 1) : wide), most), 0)
  const noText = grids.find(({ rows }) => rows.some((row) => row.some((cell) => cell.includes('\u0000') || !cell.isWellFormed())))
  if (!noText) return refuseWidth(name, widest)
  return refuse('unreadable-file', 'input', { doing: `Reading ${name}`, found: `A cell of the sheet ${noText.sheet} holds a character that no text has`, need: 'Cells of text, numbers and dates', next: 'Export the table again and send the new file' })
}

function damaged(name: string, found: string): Refusal {
  return refuse('damaged-workbook', 'input', { doing: `Reading ${name}`, found: `The workbook is cut short or damaged (${found})`, need: 'We need the whole .xlsx file', next: 'Download or save it again and send the new file' })
}

/** A cell as a person would type it, with every digit the file holds. */
function cellText(value: CellValue): string {
  if (value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'no day of the calendar' : value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return String(value)
}

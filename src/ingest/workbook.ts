import { readXlsx, type CellValue } from 'hucre/xlsx'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { Grid } from './source.ts'
import { unpackedBytes } from './zip-directory.ts'

/** Most bytes a workbook may unpack to: the largest published one we read unpacks to 24 MB. */
const mostUnpacked = 600_000_000

/**
 * Read every sheet of an .xlsx workbook to cells as text; a date becomes YYYY-MM-DD, an empty cell an empty text.
 * Errors: refuses `damaged-workbook` when it is cut short or is another kind of archive, `too-large` when it would unpack to more than we hold.
 */
export async function readWorkbook(name: string, bytes: Uint8Array): Promise<Grid[] | Refusal> {
  const unpacked = unpackedBytes(bytes)
  if (unpacked === null) return damaged(name, 'The end of the file is missing')
  if (unpacked > mostUnpacked) {
    return refuse('too-large', 'input', { doing: `Reading ${name}`, found: `The workbook would unpack to ${unpacked} bytes`, need: `We read workbooks of up to ${mostUnpacked} bytes unpacked`, next: 'Save the sheet you need as csv and send that' })
  }
  try {
    const workbook = await readXlsx(bytes)
    return workbook.sheets.map((sheet) => ({ sheet: sheet.name, rows: sheet.rows.map((row) => row.map(cellText)), encoding: 'xlsx', delimiter: '' }))
  } catch (error) {
    return damaged(name, error instanceof Error ? error.message.replace(/\.$/, '') : 'Its parts cannot be read')
  }
}

function damaged(name: string, found: string): Refusal {
  return refuse('damaged-workbook', 'input', { doing: `Reading ${name}`, found: `The workbook is cut short or damaged (${found})`, need: 'We need the whole .xlsx file', next: 'Download or save it again and send the new file' })
}

/** A cell as a person would type it, with every digit the file holds. */
function cellText(value: CellValue): string {
  if (value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return String(value)
}

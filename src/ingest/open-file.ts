import { refuse, type Refusal } from '../units/refusal.ts'
import { readCsv } from './csv.ts'
import { decodeText } from './encoding.ts'
import type { ArrivedFile, OpenedFile } from './source.ts'
import { readWorkbook } from './workbook.ts'

/**
 * Open a file to text cells by what its bytes are; its name is only shown.
 * Errors: refuses `empty-file`, `legacy-xls`, `locked-workbook`, `damaged-workbook`, `too-large`, `too-many-columns`, `unreadable-file`.
 */
export async function openFile(file: ArrivedFile): Promise<OpenedFile | Refusal> {
  const { name, bytes } = file
  if (bytes.length === 0) return empty(name)
  if (startsWith(bytes, oldWorkbook)) return holds(bytes, encryptedPart) ? locked(name) : legacy(name)
  if (startsWith(bytes, archive)) return openWorkbook(name, bytes)
  const decoded = decodeText(bytes)
  if (!decoded) return unreadable(name, 'The bytes are not text in UTF-8, UTF-16 or Windows-1252')
  if (decoded.text.trim() === '') return empty(name)
  const value = jsonOf(decoded.text)
  if (value !== undefined) return escapesNoText.test(decoded.text) ? unreadable(name, 'It holds a character that no text has') : { kind: 'json', grids: [], value }
  const grid = readCsv(name, decoded)
  return 'refused' in grid ? grid : { kind: 'csv', grids: [grid], value: null }
}

/** First bytes of the workbook kind used before 2007 (OLE2), and of a zip archive, which an .xlsx is. */
const oldWorkbook = [0xd0, 0xcf, 0x11, 0xe0]
const archive = [0x50, 0x4b]

/** Name of the part that holds a workbook locked with a password, as UTF-16 in the same old container. */
const encryptedPart = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])

function holds(bytes: Uint8Array, part: readonly number[]): boolean {
  for (let at = bytes.indexOf(part[0]!); at >= 0; at = bytes.indexOf(part[0]!, at + 1)) if (part.every((byte, index) => bytes[at + index] === byte)) return true
  return false
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

async function openWorkbook(name: string, bytes: Uint8Array): Promise<OpenedFile | Refusal> {
  const grids = await readWorkbook(name, bytes)
  return Array.isArray(grids) ? { kind: 'workbook', grids, value: null } : grids
}

/** The value of a JSON text, undefined when the text is not JSON. Only objects and lists count: a lone number is a table of one cell. */
function jsonOf(text: string): unknown {
  const first = text.trimStart()[0]
  if (first !== '{' && first !== '[') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A NUL, or half of a surrogate pair, written as an escape. */
const escapesNoText = /\\u0000|\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}/

function empty(name: string): Refusal {
  return refuse('empty-file', 'input', { doing: `Reading ${name}`, found: 'The file is empty', need: 'We need a table with a header and rows', next: 'Check the export and send the file again' })
}

function legacy(name: string): Refusal {
  return refuse('legacy-xls', 'input', {
    doing: `Reading ${name}`, found: 'This is a spreadsheet of the kind used before 2007 (.xls)',
    need: 'We read .xlsx and csv', next: 'Open it in a spreadsheet program, save it as .xlsx and send that file',
  })
}

function locked(name: string): Refusal {
  return refuse('locked-workbook', 'input', { doing: `Reading ${name}`, found: 'The workbook is locked with a password', need: 'We need a workbook without one', next: 'Remove the password in a spreadsheet program, save it and send that file' })
}

function unreadable(name: string, found: string): Refusal {
  return refuse('unreadable-file', 'input', { doing: `Reading ${name}`, found, need: 'We read csv, .xlsx and GeoJSON', next: 'Save the table in one of these and send it again' })
}

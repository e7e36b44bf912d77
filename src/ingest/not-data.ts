import { refuse, type Refusal } from '../units/refusal.ts'
import { hasHeader } from './headed-table.ts'
import type { OpenedFile } from './source.ts'

/** Codes of files that are rightly in a data folder and hold no data: an import passes over them and does not fail. */
export const skippedCodes: ReadonlySet<string> = new Set(['listing-not-data', 'document-not-data'])

/** Refuse a list of files or a document; null for anything that may be data. */
export function notData(file: OpenedFile, name: string): Refusal | null {
  if (file.kind === 'csv' && hasHeader(file, ['FileName', 'SHA256', 'SourceUrl'])) {
    return refuse('listing-not-data', 'input', { doing: `Recognising ${name}`, found: 'A list of downloaded files, not data', need: 'Nothing: the files it lists are read themselves', next: 'No action is needed' })
  }
  if (file.kind === 'csv' && isProse(file)) {
    return refuse('document-not-data', 'input', { doing: `Recognising ${name}`, found: 'A document to be read by people, not a table', need: 'Nothing: documents are passed over', next: 'No action is needed' })
  }
  return null
}

/** Words per line above which lines are sentences. */
const wordsOfASentence = 6

/** Say whether text is a document: it opens with a Markdown heading, or its lines are sentences and not rows of one width. */
function isProse(file: OpenedFile): boolean {
  const rows = (file.grids[0]?.rows ?? []).filter((row) => row.some((cell) => cell.trim() !== '')).slice(0, 40)
  const first = rows[0]?.join(' ').trim() ?? ''
  if (/^#{1,6} \S/.test(first)) return true
  const words = rows.map((row) => row.join(' ').trim().split(/\s+/).length)
  const mean = words.reduce((sum, count) => sum + count, 0) / Math.max(1, words.length)
  const widths = new Map<number, number>()
  for (const row of rows) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
  const common = Math.max(0, ...[...widths].filter(([width]) => width > 1).map(([, count]) => count))
  return mean >= wordsOfASentence && common < rows.length * 0.6
}

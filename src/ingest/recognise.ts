import { refuse, type Refusal } from '../units/refusal.ts'
import { dateOf } from './cells.ts'
import { notData } from './not-data.ts'
import { personalCell } from './returns/personal.ts'
import type { OpenedFile, Source } from './source.ts'
import { sources } from './sources.ts'

/**
 * Find the source of an opened file from its content; `name` is only shown.
 * Errors: refuses `listing-not-data` and `document-not-data` (skipped, see `skippedCodes`), and `unknown-file` with the nearest source and the columns that differ.
 */
export function recognise(file: OpenedFile, name = 'the file'): Source | Refusal {
  return sources.find((source) => source.recognise(file)) ?? notData(file, name) ?? unknown(file, name)
}

function unknown(file: OpenedFile, name: string): Refusal {
  const header = shownHeader(likelyHeader(file))
  const nearest = nearestSource(header)
  const found = header.length === 0 ? 'No table we know' : `A table with ${header.length === 1 ? 'the column' : 'the columns'} ${list(header)}`
  const missing = nearest ? nearest.columns.filter((column) => !header.includes(column)) : []
  const extra = nearest ? header.filter((column) => !nearest.columns.includes(column)) : []
  return refuse('unknown-file', 'input', {
    doing: `Recognising ${name}`, found,
    need: nearest ? `The nearest source is “${nearest.title}” (${nearest.id}): it also needs ${list(missing)}${extra.length > 0 ? ` and does not have ${list(extra)}` : ''}` : 'We need one of the published tables that `cadre sources` lists',
    next: nearest ? 'Rename or add those columns, or send the table as it was published' : 'Check that this is the file you meant',
  })
}

/** Headings that may be quoted: a row with a date or a number of a person in it is no header, and may be somebody. */
function shownHeader(header: readonly string[]): string[] {
  const isRow = header.some((cell) => personalCell(cell) !== null || dateOf(cell) !== null)
  if (!isRow) return [...header]
  const published = new Set(sources.flatMap(({ columns }) => columns))
  return header.filter((cell) => published.has(cell))
}

/** The widest of the first rows: titles and notes above a header have few cells. */
function likelyHeader(file: OpenedFile): string[] {
  const rows = file.grids.flatMap((grid) => grid.rows.slice(0, 30)).map((row) => row.map((cell) => cell.trim()).filter((cell) => cell !== ''))
  return rows.reduce<string[]>((widest, row) => (row.length > widest.length ? row : widest), [])
}

/** The source that shares the largest part of its columns with the header; none when nothing is shared. */
function nearestSource(header: readonly string[]): Source | null {
  const found = new Set(header)
  const shares = sources.map((source) => ({ source, share: source.columns.filter((column) => found.has(column)).length / Math.max(1, source.columns.length) }))
  const best = shares.reduce((most, next) => (next.share > most.share ? next : most))
  return best.share > 0 ? best.source : null
}

/** Say the first few of a list of columns. */
function list(columns: readonly string[]): string {
  const shown = columns.slice(0, 8).map((column) => column.slice(0, 60)).join(', ')
  return columns.length > 8 ? `${shown} and ${columns.length - 8} more` : shown
}

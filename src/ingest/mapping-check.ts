import { valuesOf } from '../dataset/template.ts'
import type { Column } from '../dataset/table.ts'
import type { CodeEditions } from '../reference/code-list.ts'
import { nearestNames } from '../reference/nearest-names.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { rowsBelow, type HeadedTable } from './headed-table.ts'
import { layoutOf, uncovered, type Mapping } from './mapping.ts'
import { personalContent, personalHeading, type PersonalKind } from './returns/personal.ts'
import { translate } from './returns/translate.ts'

/**
 * Check that a mapping fits a table before a row of it is read; null when it does.
 * Errors: refuses `mapping-undecided`, `mapping-incomplete`, `mapping-does-not-fit`, `column-twice`, `column-not-mapped`, `personal-column`, `values-not-mapped`.
 */
export function checkMapping(mapping: Mapping, table: HeadedTable, name: string, editions: CodeEditions | null = null): Refusal | null {
  const header = table.header.map((cell) => cell.trim())
  return refuseUndecided(mapping, name) ?? refuseIncomplete(mapping, name) ?? refuseMissing(mapping, header, name) ?? refuseTwice(mapping, header, name)
    ?? refusePersonal(mapping, table, header, name) ?? refuseUnknown(mapping, table, header, name) ?? refuseValues(mapping, table, name, editions)
}

function refuseUndecided({ undecided }: Mapping, name: string): Refusal | null {
  return undecided.length === 0 ? null : refuse('mapping-undecided', 'input', {
    doing: `Mapping ${name}`, found: `the mapping leaves ${sayList(undecided)} undecided`, need: 'A decision by a person for each of them', next: 'Move each to columns, or to ignore, and import again',
  })
}

function refuseIncomplete(mapping: Mapping, name: string): Refusal | null {
  const missing = uncovered(mapping)
  if (missing.length === 0) return null
  const next = missing.includes('organisation') ? 'Add them under columns or constants; the organisation can also be given with --organisation CODE' : 'Add them under columns, or under constants when every row has the same'
  return refuse('mapping-incomplete', 'input', { doing: `Mapping ${name}`, found: `nothing stands for ${sayList(missing)}`, need: `The ${layoutOf(mapping).title} needs them on every row`, next })
}

function refuseMissing(mapping: Mapping, header: readonly string[], name: string): Refusal | null {
  const missing = missingHeadings(mapping, header)
  if (missing.length === 0) return null
  return refuse('mapping-does-not-fit', 'input', {
    doing: `Mapping ${name}`, found: `the file has no ${sayList(missing)}; it has ${sayList(header.filter((cell) => cell !== ''))}`, need: 'Every heading that the mapping names',
    next: `The nearest to ${missing[0]} is ${nearestNames(missing[0]!, header)[0] ?? 'none'}; correct the mapping or the file`,
  })
}

function refuseTwice(mapping: Mapping, header: readonly string[], name: string): Refusal | null {
  const twice = Object.values(mapping.columns).find((theirs, at, all) => header.indexOf(theirs) !== header.lastIndexOf(theirs) || all.indexOf(theirs) !== at)
  return twice === undefined ? null : refuse('column-twice', 'input', { doing: `Mapping ${name}`, found: `${twice} heads two columns, or stands for two of ours`, need: 'One column for one meaning', next: 'Rename one of them in the file, or map it once' })
}

/** Headings that a mapping names and the file lacks. */
function missingHeadings(mapping: Mapping, header: readonly string[]): string[] {
  return Object.values(mapping.columns).filter((theirs) => !header.includes(theirs))
}

/** Columns that become pseudonyms or are not kept may hold numbers of a person, never names. */
const hidden = new Set(['person', 'assignment', 'registration_number', 'birth_date'])

function refusePersonal(mapping: Mapping, table: HeadedTable, header: readonly string[], name: string): Refusal | null {
  const ours = new Map(Object.entries(mapping.columns).map(([own, theirs]) => [theirs, own]))
  for (const [at, heading] of header.entries()) {
    if (mapping.ignore.includes(heading)) continue
    const kind = personalHeading(heading) ?? personalContent(table.body.slice(0, mostLookedAt).map(({ cells }) => cells[at] ?? ''))
    if (kind && !(hidden.has(ours.get(heading) ?? '') && kind !== 'a name')) return refuseColumn(heading, at, kind, name)
  }
  return null
}

/** Rows whose cells are looked at for personal content: enough to know a column by. */
const mostLookedAt = 2_000

function refuseColumn(heading: string, at: number, kind: PersonalKind, name: string): Refusal {
  return refuse('personal-column', 'input', {
    doing: `Mapping ${name}`, found: `column ${at + 1}${heading === '' ? '' : ` (${heading.slice(0, 60)})`} looks like ${kind}`, need: 'Names, numbers and addresses of people are never taken in',
    next: 'Leave the column out of the file, or add it under ignore in a mapping',
  })
}

function refuseUnknown(mapping: Mapping, table: HeadedTable, header: readonly string[], name: string): Refusal | null {
  const known = new Set([...Object.values(mapping.columns), ...mapping.ignore])
  const unknown = header.filter((heading, at) => !known.has(heading) && (heading !== '' || hasCell(table, at)))
  return unknown.length === 0 ? null : refuse('column-not-mapped', 'input', {
    doing: `Mapping ${name}`, found: `nobody has said what to do with ${sayList(unknown.map((heading) => heading || 'a column without a heading'))}`, need: 'Every column of the file mapped, or ignored on purpose',
    next: 'Add each to columns or to ignore in a mapping; `cadre mapping propose FILE` makes a first one',
  })
}

/** Say whether anything stands below a heading. */
function hasCell(table: HeadedTable, at: number): boolean {
  for (const { cells } of rowsBelow(table)) if ((cells[at] ?? '').trim() !== '') return true
  return false
}

/** A word met in few rows is left to the rules, row by row; one met in more rows than this share, and at least so many, is missing from the mapping. */
const rareShare = 0.05
const rareRows = 10

/** Only words without which a row cannot be counted refuse a file. */
function refuseValues(mapping: Mapping, table: HeadedTable, name: string, editions: CodeEditions | null): Refusal | null {
  const closed = layoutOf(mapping).columns.filter((column) => column.required && valuesOf(column).length > 0)
  for (const column of closed) {
    const { words, rows: all } = unknownWords(mapping, table, column, editions)
    const unknown = words.filter(([, rows]) => rows >= rareRows && rows > all * rareShare)
    if (unknown.length > 0) return refuse('values-not-mapped', 'input', {
      doing: `Mapping ${name}`, found: `${column.name} holds words we do not know: ${sayList(unknown.map(([word, rows]) => `“${word.slice(0, 60)}” in ${rows} rows`))}`,
      need: `A word of our list for each, such as ${valuesOf(column).slice(0, 3).join(', ')}`, next: `Add them in a mapping under values, ${column.name}: theirs: ours`,
    })
  }
  return null
}

function unknownWords(mapping: Mapping, table: HeadedTable, column: Column, editions: CodeEditions | null): { words: [string, number][]; rows: number } {
  const at = table.position.get(mapping.columns[column.name] ?? '')
  if (at === undefined) return { words: [], rows: 0 }
  const words = new Map<string, number>()
  let rows = 0
  for (const { cells } of rowsBelow(table)) {
    rows += 1
    const word = (cells[at] ?? '').trim()
    if (word !== '') words.set(word, (words.get(word) ?? 0) + 1)
  }
  const known = new Set(valuesOf(column))
  const unknown = [...words].filter(([word]) => !known.has(translate(mapping, column.name, word)) && !editions?.codeFor(column.name, translate(mapping, column.name, word)))
  return { words: unknown.toSorted((a, b) => b[1] - a[1]), rows }
}

function sayList(words: readonly string[]): string {
  const shown = words.slice(0, 8).map((word) => word.slice(0, 80)).join(', ')
  return words.length > 8 ? `${shown} and ${words.length - 8} more` : shown
}

import type { EditionCode } from '../reference/code-edition.ts'
import { codeListNames, plainWords } from '../reference/code-list.ts'
import { compareText } from '../reference/in-force.ts'
import { staffGroupNamed } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { dateOf } from './cells.ts'
import { hasHeader, headedTable } from './headed-table.ts'
import { openFile } from './open-file.ts'
import type { ArrivedFile } from './source.ts'

/**
 * Read a new edition of one or more code lists: columns list, code, name, and parent, valid_from, valid_to where they are known.
 *
 * `from` is the first day the edition judges; without it, the earliest valid_from of each list.
 * Errors: the refusals of opening a file; `codes-without-columns`, `codes-not-readable`, `codes-contradict`.
 */
export async function readCodeEdition(file: ArrivedFile, from: CalendarDate | null): Promise<readonly EditionCode[] | Refusal> {
  const opened = await openFile(file)
  if (isRefusal(opened)) return opened
  if (!hasHeader(opened, needed)) return refuse('codes-without-columns', 'input', {
    doing: `Reading the code lists in ${file.name}`, found: `no table with the columns ${needed.join(', ')}`, need: `The columns ${[...needed, ...optional].join(', ')}`, next: 'Name the columns so; parent, valid_from and valid_to may be left out',
  })
  const { position, body } = headedTable(opened, needed)
  const lines = body.map(({ row, cells }) => lineOf(row, (column) => (cells[position.get(column) ?? -1] ?? '').trim()))
  const wrong = lines.flatMap((line) => ('wrong' in line ? [line.wrong] : []))
  const read = lines.flatMap((line) => ('wrong' in line ? [] : [line]))
  if (wrong.length > 0 || read.length === 0) return refuse('codes-not-readable', 'input', { doing: `Reading the code lists in ${file.name}`, found: sayFew(wrong, 'no row'), need: `A list (${codeListNames.join(', ')}), a code and a name on every row, and dates such as 2026-04-01`, next: 'Correct these rows and import the file again; nothing was changed' })
  const contradictions = [...Map.groupBy(read, ({ list }) => list).values()].flatMap(contradictionsIn)
  if (contradictions.length > 0) return refuse('codes-contradict', 'input', { doing: `Reading the code lists in ${file.name}`, found: sayFew(contradictions, ''), need: 'One meaning for each code on each day', next: 'Correct these rows and import the file again; nothing was changed' })
  return read.map(({ row: _row, ...code }) => ({ ...code, edition: from ?? earliest(read.filter(({ list }) => list === code.list)) }))
}

const needed = ['list', 'code', 'name']
const optional = ['parent', 'valid_from', 'valid_to']

type Line = Omit<EditionCode, 'edition'> & { readonly row: number }

function lineOf(row: number, cell: (column: string) => string): Line | { readonly wrong: string } {
  const list = codeListNames.find((name) => plainWords(name) === plainWords(cell('list')))
  const [code, name] = [cell('code'), cell('name')]
  const [from, to] = [dayOf(cell('valid_from')), dayOf(cell('valid_to'))]
  if (list === undefined) return { wrong: `row ${row} is of a list called “${cell('list').slice(0, 60)}”` }
  if (code === '' || name === '') return { wrong: `row ${row} has no ${code === '' ? 'code' : 'name'}` }
  if (from === undefined || to === undefined) return { wrong: `row ${row} has “${cell(from === undefined ? 'valid_from' : 'valid_to').slice(0, 60)}” for a date` }
  return { row, list, code, name, parent: cell('parent') || null, valid_from: from, valid_to: to }
}

/** Null where there is none, undefined where it cannot be read. */
function dayOf(text: string): CalendarDate | null | undefined {
  return text === '' ? null : dateOf(text) ?? undefined
}

/** What the rows of one list say against each other. */
function contradictionsIn(lines: readonly Line[]): string[] {
  const codes = new Set(lines.map(({ code }) => plainWords(code)))
  const backwards = lines.filter(({ valid_from, valid_to }) => valid_from !== null && valid_to !== null && valid_from > valid_to).map(({ row, code }) => `row ${row}: ${code} ends before it begins`)
  const orphans = lines.filter(({ list, parent }) => parent !== null && !codes.has(plainWords(parent)) && !(list === 'job_role' && staffGroupNamed(parent))).map(({ row, code, parent }) => `row ${row}: ${code} is part of ${parent}, which the list does not have`)
  const overlaps = [...Map.groupBy(lines, ({ code }) => plainWords(code)).values()].flatMap((spells) => pairs(spells).filter(([one, other]) => overlap(one, other)).map(([one, other]) => `rows ${one.row} and ${other.row}: ${other.code} ${sayOverlap(one, other)}`))
  const names = [...Map.groupBy(lines, ({ name }) => plainWords(name)).values()].flatMap((same) => pairs(same).filter(([one, other]) => plainWords(one.code) !== plainWords(other.code) && overlap(one, other)).map(([one, other]) => `rows ${one.row} and ${other.row}: “${other.name.slice(0, 60)}” is both ${one.code} and ${other.code}`))
  return [...backwards, ...overlaps, ...names, ...orphans]
}

function pairs(lines: readonly Line[]): [Line, Line][] {
  const inOrder = lines.toSorted((a, b) => compareText(a.valid_from ?? '', b.valid_from ?? '') || a.row - b.row)
  return inOrder.slice(1).map((line, at) => [inOrder[at]!, line])
}

function overlap(one: Line, other: Line): boolean {
  return (one.valid_from ?? '') <= (other.valid_to ?? '9999') && (other.valid_from ?? '') <= (one.valid_to ?? '9999')
}

function sayOverlap(one: Line, other: Line): string {
  return one.valid_from === other.valid_from && one.valid_to === other.valid_to ? 'stands twice' : `holds twice from ${other.valid_from ?? 'the beginning'}`
}

function sayFew(found: readonly string[], otherwise: string): string {
  const shown = found.slice(0, 5).join('; ')
  return found.length > 5 ? `${shown}; and ${found.length - 5} more` : shown || otherwise
}

/** The first day any code of the list holds; a list without dates has always held. */
function earliest(lines: readonly Line[]): CalendarDate {
  return lines.map(({ valid_from }) => valid_from ?? beginning).toSorted(compareText)[0] ?? beginning
}

/** Before every month anybody holds. */
const beginning = '1900-01-01'

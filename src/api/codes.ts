import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { CodesAnswer, type CodeSheet, type CodesImported } from '../contract/codes.ts'
import { readCodeEdition } from '../ingest/code-edition-file.ts'
import type { ArrivedFile } from '../ingest/source.ts'
import type { EditionCode } from '../reference/code-edition.ts'
import { codeListNames, codesOf } from '../reference/code-list.ts'
import { compareText } from '../reference/in-force.ts'
import { staffGroups } from '../reference/staff-group-tree.ts'
import type { House } from '../store/house.ts'
import { publishFiles, type AcceptedFile } from '../store/publish.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { readRoute, type Route } from './route.ts'

/**
 * Show one code list, or all of them: every code with the days it holds, and which edition says so.
 * `at` keeps the codes in force on that day, by the edition in force then. Errors: refuses `code-list-not-known`.
 */
export async function answerCodes(house: House, viewer: Viewer, list: string | null, at: CalendarDate | null): Promise<CodesAnswer | Refusal> {
  if (list !== null && !codeListNames.includes(list)) return refuse('code-list-not-known', 'absent', { doing: `Looking for the code list ${list}`, found: 'no list has that name', need: `One of ${codeListNames.join(', ')}`, next: 'Name one of these, or leave it out to see them all' })
  const imported = await readEditions(house, viewer)
  const sheets = (list === null ? codeListNames : [list]).map((name) => sheetOf(name, imported.filter((code) => code.list === name), at))
  return { at, lists: sheets.map(({ codes, ...sheet }) => ({ ...sheet, count: codes.length })), codes: sheets.flatMap(({ codes }) => codes) }
}

/** Codes of every imported edition that is live, in a fixed order; rules judge by them. */
export async function readEditions(house: House, viewer: Viewer): Promise<EditionCode[]> {
  const live = await house.catalogue.live(viewer)
  if (live === null) return []
  const rows = await house.lake.select(viewer, live, 'SELECT list, code, name, parent, valid_from::VARCHAR AS valid_from, valid_to::VARCHAR AS valid_to, edition::VARCHAR AS edition FROM code ORDER BY list, edition, code, valid_from')
  return rows.map((row) => ({ list: String(row.list), code: String(row.code), name: String(row.name), parent: textOrNull(row.parent), valid_from: textOrNull(row.valid_from), valid_to: textOrNull(row.valid_to), edition: String(row.edition) }))
}

function textOrNull(cell: unknown): string | null {
  return cell === null || cell === undefined ? null : String(cell)
}

/**
 * Load a new edition of code lists into the dataset: each list of the file becomes an edition that judges from its first day on.
 * An edition of the same list and first day takes the place of the one held. Errors: the refusals of reading the file and of publishing.
 */
export async function importCodes(house: House, viewer: Viewer, file: ArrivedFile, from: CalendarDate | null, now: string): Promise<CodesImported | Refusal> {
  const codes = await readCodeEdition(file, from)
  if (isRefusal(codes)) return codes
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const lists = [...Map.groupBy(codes, ({ list }) => list)].toSorted(([a], [b]) => compareText(a, b))
  const published = await publishFiles(house, viewer, lists.map(([list, own]) => acceptedList(file, sha256, list, own)), now)
  if (isRefusal(published)) return published
  const refused = published.outcomes.find(isRefusal)
  if (refused) return refused
  return {
    file: file.name, snapshot: published.snapshot, changed: published.changed,
    lists: lists.map(([list, own], at) => ({ list, edition: own[0]!.edition, codes: own.length, closed: own.filter(({ valid_to }) => valid_to !== null).length, outcome: published.outcomes[at] === 'loaded' ? 'loaded' : 'unchanged' })),
  }
}

function acceptedList(file: ArrivedFile, sha256: string, list: string, codes: readonly EditionCode[]): AcceptedFile {
  const source = `code-list-${list.replaceAll('_', '-')}`
  const edition = codes[0]!.edition
  return {
    name: file.name, sha256, bytes: file.bytes.length, source, title: `Code list: ${list.replaceAll('_', ' ')}`, licence: 'As its publisher says', table: 'code', periodFrom: edition, periodTo: edition,
    rows: { read: codes.length, loaded: codes.length, quarantined: 0, duplicate: 0 }, sums: { fte: null, headcount: null }, findings: [], quarantine: [],
    into: new Map([['code', codes.map((code) => ({ ...code, source, seen_at: edition }))]]),
  }
}

type Sheet = Omit<CodesAnswer['lists'][number], 'count'> & { readonly codes: readonly CodeSheet[] }

/** The edition in force on a day, or all that is held of a list when no day is asked. */
function sheetOf(list: string, imported: readonly EditionCode[], at: CalendarDate | null): Sheet {
  const editions = [...new Set(imported.map(({ edition }) => edition))].toSorted(compareText)
  const edition = editions.findLast((one) => at === null || one <= at) ?? null
  const codes = edition === null ? carriedCodes(list) : imported.filter((code) => code.edition === edition).map(({ edition: _edition, ...code }) => ({ ...code, source: `edition of ${edition}` }))
  const holds = codes.filter(({ valid_from, valid_to }) => at === null || ((valid_from ?? '') <= at && at <= (valid_to ?? '9999')))
  return { list, edition, editions, closed: codes.filter(({ valid_to }) => valid_to !== null).length, codes: holds }
}

function carriedCodes(list: string): CodeSheet[] {
  if (list === 'staff_group') return staffGroups.map(({ name, parent, valid_from, valid_to }) => ({ list, code: name, name, parent, valid_from, valid_to, source: 'staff-group tree' }))
  return codesOf(list).map(({ code, words, parent, valid_from, valid_to, source }) => ({ list, code, name: words, parent: parent ?? null, valid_from, valid_to, source }))
}

export const codesRoutes: readonly Route[] = [
  readRoute({
    url: '/api/codes', policy: 'signed-in', says: 'The code lists that returns are judged by, each code with the days it holds', group: 'Areas',
    query: z.object({ list: z.string().optional().describe('One list; all of them when left out'), at: z.iso.date().optional().describe('Codes in force on this day') }), answer: CodesAnswer, refuses: ['code-list-not-known'],
    handle: ({ house, viewer }, { list, at }) => answerCodes(house, viewer, list ?? null, at ?? null),
  }),
]

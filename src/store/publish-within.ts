import { keeperFor } from '../access/keeper.ts'
import { reaches, reachesAll, type Reach } from '../access/reach.ts'
import type { Viewer } from '../access/viewer.ts'
import type { Row } from '../dataset/table.ts'
import type { EarlierMonth } from '../ingest/source.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import type { CataloguedFile, House } from './house.ts'
import { isOpen } from './lake-reach.ts'
import { reachBy } from './viewer-reach.ts'

/** A judged file, as far as it is asked whose it is: its rows in memory, or those of a long file as its months count them. */
interface JudgedFile extends Omit<CataloguedFile, 'id' | 'parts' | 'importedAt'> { readonly into: ReadonlyMap<string, readonly Row[]>; readonly written?: readonly unknown[]; readonly months?: readonly EarlierMonth[] }

/** The viewer as a loader of files: whose records they reach are those they may publish, and comparisons are made with no others. */
export async function loaderOf(house: House, viewer: Viewer, today: CalendarDate): Promise<Viewer> {
  return { ...viewer, reach: await reachBy(house, viewer.grants, ['publish'], today) }
}

/** Files that are live, as far as publications by somebody with a narrow scope have to be held against them: none for who reaches everything. */
export async function heldBeside(house: House, loader: Viewer): Promise<readonly CataloguedFile[]> {
  const keeper = keeperFor(loader)
  const live = reachesAll(loader.reach) ? null : await house.catalogue.live(keeper)
  return live === null ? [] : house.catalogue.files(keeper, live)
}

/**
 * Say why somebody may not publish a judged file: it has to be a return, every row of an organisation within their reach on its day, sent by one within it, and it may take the place of no file that holds others.
 * A message says how many rows are of others, never of whom.
 *
 * Errors: refuses `publication-not-yours`, `rows-of-others`, `sender-outside-scope`, `replaces-rows-of-others`; null when it may be published.
 */
export function refuseOthers(reach: Reach, file: JudgedFile, held: readonly CataloguedFile[]): Refusal | null {
  if (reachesAll(reach)) return null
  if (isOpen(file.table, file.source)) return refusePublication(file.name)
  const { all, beyond } = countRows(reach, file)
  if (beyond > 0) return refuseRows(file.name, beyond, all)
  if (file.sender === undefined || !reaches(reach, `organisation:${file.sender}`, file.periodTo)) return refuseSender(file.name)
  return held.filter((one) => takesPlaceOf(file, one)).every((one) => isWithinReach(reach, one)) ? null : refuseReplaced(file.name)
}

/** Say whether every place a file speaks of is reached on its days. A file whose places were never written down is nobody's. */
export function isWithinReach(reach: Reach, { table, source, places = [], periodFrom, periodTo }: CataloguedFile): boolean {
  return !isOpen(table, source) && places.length > 0 && places.every((place) => reaches(reach, place, periodFrom) && reaches(reach, place, periodTo))
}

/** As the catalogue decides it: the same bytes read anew, or another file of the source, table and period. */
function takesPlaceOf(file: JudgedFile, held: CataloguedFile): boolean {
  return held.source === file.source && (held.sha256 === file.sha256 || (held.table === file.table && held.periodFrom === file.periodFrom && held.periodTo === file.periodTo))
}

/** Rows that passed, in memory or, of a long file, as its months count them; those of a table without a place are of nobody. */
function countRows(reach: Reach, { into, written = [], months = [] }: JudgedFile): { all: number; beyond: number } {
  const rows = [...into.values()].flat()
  const inMemory = rows.filter((row) => !reaches(reach, `${String(row['at_level'])}:${String(row['at_code'])}`, String(row['period_to']))).length
  if (written.length === 0) return { all: rows.length, beyond: inMemory }
  const outside = months.filter(({ organisation, periodTo }) => !reaches(reach, `organisation:${organisation}`, periodTo))
  return { all: rows.length + rowsIn(months), beyond: inMemory + rowsIn(outside) + (months.length === 0 ? 1 : 0) }
}

function rowsIn(months: readonly EarlierMonth[]): number {
  return months.reduce((total, { rows }) => total + rows, 0)
}

function refusePublication(name: string): Refusal {
  return refuse('publication-not-yours', 'conflict', {
    doing: `Checking whose rows ${name} holds`, found: 'a publication, which everybody sees', need: 'A return of organisations within your scope', next: 'Ask somebody who publishes for everything to load it; nothing of it was loaded',
  })
}

function refuseRows(name: string, beyond: number, all: number): Refusal {
  return refuse('rows-of-others', 'conflict', {
    doing: `Checking whose rows ${name} holds`, found: `${beyond} of ${all} rows are of organisations outside your scope on their day`, need: 'A file whose rows are all of organisations that you publish for', next: 'Leave those rows out, or ask an administrator for the publisher role over more; nothing of it was loaded',
  })
}

function refuseSender(name: string): Refusal {
  return refuse('sender-outside-scope', 'conflict', {
    doing: `Checking who sends ${name}`, found: 'a sender outside your scope', need: 'A file sent by an organisation that you publish for', next: 'Correct the sender in the mapping; nothing of it was loaded',
  })
}

function refuseReplaced(name: string): Refusal {
  return refuse('replaces-rows-of-others', 'conflict', {
    doing: `Checking what ${name} would take the place of`, found: 'a file of the same sender and period that holds rows outside your scope as well', need: 'A file that takes the place of your own rows only', next: 'Ask somebody who publishes for all of them to load it; nothing of it was loaded',
  })
}

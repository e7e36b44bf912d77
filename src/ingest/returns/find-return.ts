import { importedReturns, requiredColumns, type ReturnTable } from '../../dataset/return-layout.ts'
import { editionsOf, type EditionCode } from '../../reference/code-edition.ts'
import { nationalLists, type CodeLists, type CodeEditions } from '../../reference/code-list.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { hasHeader, headedTable, rowsBelow, type BodyRow, type HeadedTable } from '../headed-table.ts'
import { packReadRows } from '../packed-read-rows.ts'
import { readByPieces } from '../read-by-pieces.ts'
import { checkMapping } from '../mapping-check.ts'
import { layoutOf, ownNames, type Mapping } from '../mapping.ts'
import { periodOf, traitsOf } from '../map-rows.ts'
import { pseudonymiser, type Pseudonymiser, type Sign } from '../pseudonym.ts'
import type { EarlierMonth, EarlierPeople, EndedPerson, HeldPosts, OpenedFile, ReadFile, ReadRow, Source } from '../source.ts'
import { sources } from '../sources.ts'
import type { BesideMapping } from './beside-mapping.ts'
import { costRow } from './cost-row.ts'
import { establishmentRow } from './establishment-row.ts'
import { learnerRow } from './learner-row.ts'
import type { Made } from './made-rows.ts'
import { personalCell } from './personal.ts'
import { placementRow } from './placement-row.ts'
import { chooseRemembered, type RememberedMapping } from './remembered-mapping.ts'
import { keepable, notKept, returnCells, type ReturnCells } from './return-cells.ts'
import { sicknessRow } from './sickness-row.ts'
import { staffCountRow } from './staff-count-row.ts'
import { staffRow } from './staff-row.ts'
import { temporaryRow } from './temporary-row.ts'

/** What reading a return needs besides the file. */
export interface ReturnOptions {
  /** Key of the pseudonyms, kept apart from the data: 32 bytes or more. */
  readonly key: Uint8Array
  /** A faster way to sign with the key, where the machine has one. */
  readonly sign?: Sign
  readonly mapping: Mapping | null
  /** Mappings that lie beside the file: used when none is given and the file has every heading of one. */
  readonly beside?: readonly BesideMapping[]
  /** Code of the organisation that sends, where neither file nor mapping says. */
  readonly organisation: string | null
  /** The latest mapping that each organisation confirmed: used for files that fit one, when no mapping is given. */
  readonly remembered?: readonly RememberedMapping[]
  /** What is held of earlier months. */
  readonly before?: readonly EarlierMonth[]
  readonly peopleBefore?: readonly EarlierPeople[]
  /** Posts held of every organisation, and people who can be in none. */
  readonly postsHeld?: readonly HeldPosts[]
  readonly ended?: readonly EndedPerson[]
  /** Editions of code lists that were imported. */
  readonly codes?: readonly EditionCode[]
  /** Codes on the list of organisations that is held; none where no list is. */
  readonly organisations?: readonly string[]
}

/**
 * Find the return that a file is, and a reader for it: by the mapping given, by the one an organisation confirmed, or by our own column names. Null when it is none.
 * Errors: every refusal of `checkMapping` and `chooseRemembered`; `organisation-not-named` when rows of several employers come without a sender.
 */
export function findReturn(file: OpenedFile, name: string, options: ReturnOptions): Source | Refusal | null {
  const remembered = options.mapping ? null : chooseRemembered(file, name, options.remembered ?? [], options.organisation)
  const given = options.mapping ?? (isRefusal(remembered) ? null : remembered?.mapping ?? null)
  const found = (given ? mappedTable(file, given) : null) ?? ownTable(file)
  if (!found) return isRefusal(remembered) && !sources.some((source) => source.recognise(file)) ? remembered : null
  const mapping: Mapping = { ...found.mapping, organisation: found.mapping.organisation ?? options.organisation }
  const editions = options.codes && options.codes.length > 0 ? editionsOf(options.codes) : null
  const wrong = checkMapping(mapping, found.table, name, editions)
  if (wrong) return wrong
  const sender = senderOf(mapping, found.table)
  if (isRefusal(sender)) return sender
  const version = found.mapping === given && remembered && !isRefusal(remembered) ? { mappingVersion: remembered.version } : {}
  return { ...returnSource(mapping, sender, options, editions), sender, ...version }
}

interface Found { readonly mapping: Mapping; readonly table: HeadedTable }

/** The table that has most of a mapping's headings; a table with none of them is another file. */
function mappedTable(file: OpenedFile, mapping: Mapping): Found | null {
  const headings = Object.values(mapping.columns)
  const near = headings.map((heading) => [heading]).filter((one) => hasHeader(file, one)).flat()
  if (near.length < headings.length / 2 || near.length === 0) return null
  const whole = hasHeader(file, headings) ? headings : near
  return hasHeader(file, whole) ? { mapping, table: headedTable(file, whole) } : null
}

/** The return of which a file has every required column and most others; the first of equals. */
function ownTable(file: OpenedFile): Found | null {
  const fits = importedReturns.flatMap((layout) => {
    // The organisation may be given from outside; everything else has to be in the file.
    const required = requiredColumns(layout).filter((column) => column !== 'organisation')
    if (!hasHeader(file, required)) return []
    const table = headedTable(file, required)
    const own = layout.columns.filter(({ name }) => table.position.has(name))
    return own.some(({ type }) => type === 'number' || type === 'integer') ? [{ layout, table, count: own.length }] : []
  })
  const best = fits.reduce<(typeof fits)[number] | null>((most, next) => (most === null || next.count > most.count ? next : most), null)
  return best && { mapping: ownNames(best.layout, best.table.header.map((cell) => cell.trim()), null), table: best.table }
}

function senderOf(mapping: Mapping, table: HeadedTable): string | Refusal {
  if (mapping.organisation !== null) return mapping.organisation.trim().toUpperCase()
  const at = table.position.get(mapping.columns['organisation'] ?? '')
  const constant = mapping.constants['organisation']
  const codes = at === undefined ? [constant ?? ''] : codesIn(table, at)
  return codes.length === 1 ? codes[0]! : refuseSender(codes)
}

/** Codes of the organisations that the rows name, in the order first met. */
function codesIn(table: HeadedTable, at: number): string[] {
  const codes = new Set<string>()
  for (const { cells } of rowsBelow(table)) codes.add((cells[at] ?? '').trim().toUpperCase())
  codes.delete('')
  return [...codes]
}

function refuseSender(codes: readonly string[]): Refusal {
  return refuse('organisation-not-named', 'input', {
    doing: 'Finding who sends the file', found: codes.length === 0 ? 'no row names an organisation' : `rows of ${codes.length} organisations and no sender: ${codes.slice(0, 5).join(', ')}`,
    need: 'One organisation that answers for the file', next: 'Give its code with --organisation CODE, or as organisation in the mapping',
  })
}

/** The rows name the return as their source, so that all employers add up; the file names the sender too, so that one never replaces another's. */
function returnSource(mapping: Mapping, sender: string, { key, sign, before, peopleBefore, postsHeld, ended, organisations = [] }: ReturnOptions, editions: CodeEditions | null): Source {
  const layout = layoutOf(mapping)
  const listed = new Set(organisations)
  const lists: CodeLists = { ...nationalLists, ...(editions ? { editions } : {}), ...(listed.size > 0 ? { knowsOrganisation: (code: string) => listed.has(code) } : {}) }
  const id = `${layout.id}-${sender.replace(/[^A-Z0-9]+/g, '-')}`
  const open = (file: OpenedFile) => {
    const table = findHeader(file, mapping)
    if (!table) throw new Error(`the file no longer has the headings of ${id}`)
    const hide = pseudonymiser(key, mapping.identifiers, sign)
    const about: Omit<ReadFile, 'rows' | 'periodFrom' | 'periodTo'> = {
      source: id, table: layout.table, alsoInto: [], ...traitsOf({ ...table, header: shownHeader(table) }), declares: declared(mapping), called: mapping.columns,
      mayRepeat: layout.table === 'establishment' && !Object.hasOwn(mapping.columns, 'ledger_code'),
      ...(before ? { before } : {}), lists, ...(peopleBefore ? { peopleBefore } : {}), ...(postsHeld ? { postsHeld } : {}), ...(ended ? { ended } : {}), ...(layout.table === 'staff' ? { personLevel: true } : {}),
    }
    return { table, about, made: (row: BodyRow) => readRow(mapping, table, row, hide, editions) }
  }
  return {
    id, title: `${layout.title.split(',')[0]} of ${sender}`, licence: 'Held for planning by the organisation that sent it: not for publication', table: layout.table, columns: requiredColumns(layout),
    recognise: (file) => findHeader(file, mapping) !== null,
    read(file) {
      const { table, about, made } = open(file)
      const rows = readRows(table, made)
      const { periodFrom, periodTo } = periodOf(rows)
      return { ...about, rows, periodFrom: periodFrom || periodTo, periodTo }
    },
    ...(layout.table !== 'staff' ? {} : {
      readLong(file: OpenedFile) {
        const { table, about, made } = open(file)
        return readByPieces({ ...about, rows: [], periodFrom: '', periodTo: '' }, () => rowsBelow(table), made)
      },
    }),
  }
}

function findHeader(file: OpenedFile, mapping: Mapping): HeadedTable | null {
  const headings = Object.values(mapping.columns)
  return hasHeader(file, headings) ? headedTable(file, headings) : null
}

/** A heading that looks like a cell of a person is a row taken for a header: it is not kept either. */
function shownHeader(table: HeadedTable): string[] {
  return table.header.map((cell) => (personalCell(cell) === null ? cell : notKept))
}

const makers: Readonly<Record<ReturnTable, (source: string, cells: ReturnCells, hide: Pseudonymiser) => Made>> = {
  staff: staffRow, establishment: establishmentRow, learner: learnerRow, placement: placementRow, temporary: temporaryRow, sickness: sicknessRow, staff_count: staffCountRow, cost: costRow,
}

/** Read every row. Those of a file too long to hold are packed as they come. */
function readRows(table: HeadedTable, made: (row: BodyRow) => ReadRow): readonly ReadRow[] {
  if (!table.all) return table.body.map(made)
  const packed = packReadRows()
  for (const row of table.all()) packed.add(made(row))
  return packed.rows
}

function readRow(mapping: Mapping, table: HeadedTable, { row, cells: raw }: BodyRow, hide: Pseudonymiser, editions: CodeEditions | null): ReadRow {
  const { id, table: into } = layoutOf(mapping)
  if (isRagged(table, raw)) return { row, raw: raw.map(() => notKept), into: [], unmapped: [], total: false }
  const cells = returnCells(mapping, table.position, raw, editions)
  const made = makers[into](id, cells, hide)
  const unmapped = cells.unmapped.map((cell) => ({ ...cell, column: mapping.columns[cell.column] ?? cell.column }))
  return { row, raw: keepable(mapping, table.header, raw), into: unmapped.length > 0 ? [] : made.rows.map((one) => ({ table: into, row: one })), beside: made.beside, unmapped, total: false }
}

/** In a row with cells too many or too few nobody knows which cell is a name: none of them is kept. */
function isRagged(table: HeadedTable, raw: readonly string[]): boolean {
  return table.encoding !== 'xlsx' && (raw.length < table.header.length || raw.slice(table.header.length).some((cell) => cell.trim() !== ''))
}

function declared(mapping: Mapping): ReadFile['declares'] {
  if (mapping.source !== 'staff-return') return []
  return mapping.identifiers === 'shared' ? [] : [{ rule: 'local-identifiers', says: 'Person numbers are this employer’s own: a move to another employer shows as a leaver and a joiner' }]
}

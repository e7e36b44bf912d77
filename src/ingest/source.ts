import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import type { CodeLists } from '../reference/code-list.ts'

/** A file as it arrived: its name is only ever shown, never trusted. */
export interface ArrivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** A file opened to text cells, before any source has looked at it. */
export interface Grid {
  /** Sheet name for a workbook, empty for a csv. */
  readonly sheet: string
  /** All rows, the header among them; every cell trimmed of nothing, exactly as found. */
  readonly rows: readonly (readonly string[])[]
  /** How the bytes were read: utf-8, utf-8 with byte-order mark, utf-16, windows-1252. */
  readonly encoding: string
  readonly delimiter: string
  /** All rows of a file too long to hold, read anew each time; `rows` has only the first of them then. */
  readonly all?: () => Iterable<readonly string[]>
}

export interface OpenedFile {
  readonly kind: 'csv' | 'workbook' | 'json'
  readonly grids: readonly Grid[]
  /** Parsed value, for kind json. */
  readonly value: unknown
}

/** A cell the source could not map; quality turns it into a finding. */
export interface Unmapped {
  readonly column: string
  readonly found: string
  readonly expected: string
  /** What kind of cell it should have been; decides which rule speaks. */
  readonly kind?: 'number' | 'date' | 'code' | 'text'
}

/** One row of a file turned into table rows, or kept as it was with the reason. */
export interface ReadRow {
  /** Row number as a spreadsheet counts. */
  readonly row: number
  readonly raw: readonly string[]
  /** What the source made of it: rows by table. Empty when the row is a total that only checks the others. */
  readonly into: readonly { readonly table: TableName; readonly row: Row }[]
  /** Text the source could not map, column by column; quality turns these into findings. */
  readonly unmapped: readonly Unmapped[]
  /** What stood on the row and is kept in no table: rules may look at it. It holds no personal text. */
  readonly beside?: Row
  /** Published total or subtotal that repeats other rows: read, checked against them, counted as loaded where the table marks totals, else as duplicate. */
  readonly total: boolean
}

export interface ReadFile {
  readonly source: string
  readonly table: TableName
  readonly rows: readonly ReadRow[]
  /** Rows for reference tables found once per file (names and memberships seen beside the facts). */
  readonly alsoInto: readonly { readonly table: TableName; readonly row: Row }[]
  readonly periodFrom: string
  readonly periodTo: string
  /** Known traits of the source that every reader of its figures must be told. */
  readonly declares: readonly { readonly rule: string; readonly says: string }[]
  /** Header cells as found, and the row they stand on; absent where the file has none. */
  readonly header?: readonly string[]
  readonly headerRow?: number
  /** How the bytes were read, from the grid. */
  readonly encoding?: string
  /** Our column → heading of the file, where a return was mapped: findings name the heading. */
  readonly called?: Readonly<Record<string, string>>
  /** What is held of returns, for the rules that compare; absent when nobody looked. Shape: one entry for each table, month-end, organisation and staff group. */
  readonly before?: readonly EarlierMonth[]
  /** Some of the people held before, under their pseudonyms; absent when nobody looked. Shape: one entry for each organisation, of its last month held. */
  readonly peopleBefore?: readonly EarlierPeople[]
  /** Posts held of every organisation at its last month-end; absent when nobody looked. */
  readonly postsHeld?: readonly HeldPosts[]
  /** People whose death or retirement on grounds of ill health is held. */
  readonly ended?: readonly EndedPerson[]
  /** The code lists that judge the file; the lists we carry when absent. */
  readonly lists?: CodeLists
  /** One row is one person's post, so its FTE has a natural ceiling. */
  readonly personLevel?: boolean
  /** Two equal rows may both be true: the file has nothing that tells its rows apart. */
  readonly mayRepeat?: boolean
}

/** Staff in post, funded posts, temporary work or days available of one organisation and staff group at a month-end, as held. Units: FTE, for sickness FTE days; rows. */
export interface EarlierMonth {
  readonly table: 'staff' | 'establishment' | 'temporary' | 'sickness' | 'staff_count'
  readonly organisation: string
  readonly periodTo: string
  readonly staffGroup: string
  readonly fte: number
  readonly rows: number
}

/** A sample of the people of one organisation at a month-end: the first so many in the order of pseudonyms, which is no order of anything else. */
export interface EarlierPeople {
  readonly organisation: string
  readonly periodTo: string
  readonly people: readonly string[]
}

/** Posts of one organisation at a month-end, under pseudonyms. Shape: lists of one length, an entry for each post. Units: FTE. */
export interface HeldPosts {
  readonly organisation: string
  /** Source of the file that holds them, which names who sent it. */
  readonly sender: string
  readonly periodTo: string
  readonly people: readonly string[]
  readonly fte: readonly number[]
  readonly hosts: readonly (string | null)[]
  /** What two employers would both write of the post (returns/post-mark.ts). */
  readonly marks: readonly (string | null)[]
}

/** A person whose death or retirement on grounds of ill health a month recorded. */
export interface EndedPerson { readonly person: string; readonly organisation: string; readonly leaveDate: string; readonly reason: string }

/** A return too long to hold: the file without its rows and its period, and its rows some at a time. */
export interface LongRead {
  readonly file: ReadFile
  pieces(): Iterable<readonly ReadRow[]>
  /** Read some rows once more, by their numbers, in the order of the file. */
  again(rows: ReadonlySet<number>): Iterable<ReadRow>
}

/** A named reader: recognises a file from its content and maps its rows. It judges nothing. */
export interface Source {
  readonly id: string
  readonly title: string
  readonly licence: string
  readonly table: TableName
  /** Header cells it needs, as published; used to name the nearest source of a file nobody recognises. */
  readonly columns: readonly string[]
  /** Organisation that sent the file, and the version of its confirmed mapping, where a return was read with one. */
  readonly sender?: string
  readonly mappingVersion?: number
  recognise(file: OpenedFile): boolean
  read(file: OpenedFile): ReadFile
  /** For a reader whose rows can be judged some at a time. */
  readLong?(file: OpenedFile): LongRead
}

import { refuse, type Refusal } from '../../units/refusal.ts'
import { hasHeader, headedTable, searchedRows, type HeadedTable } from '../headed-table.ts'
import type { Mapping } from '../mapping.ts'
import type { OpenedFile } from '../source.ts'

/** A mapping that a person confirmed for one organisation: its latest version. */
export interface RememberedMapping {
  readonly organisation: string
  readonly version: number
  readonly mapping: Mapping
}

/** How a file differs from what a mapping knows. */
export interface MappingDifference {
  /** Headings the mapping names and the file lacks. */
  readonly gone: readonly string[]
  /** Headings of the file that the mapping neither names nor ignores. */
  readonly come: readonly string[]
}

/**
 * Choose the remembered mapping whose headings a file has, all of them and no others. Null when none is near.
 * `organisation` null takes the one whose organisation the rows name, or the only one that fits.
 * Errors: refuses `mapping-does-not-fit` with the columns that differ, when one nearly fits and none does; `mapping-of-several` when it fits those of several organisations.
 */
export function chooseRemembered(file: OpenedFile, name: string, remembered: readonly RememberedMapping[], organisation: string | null): RememberedMapping | Refusal | null {
  const rows = firstRows(file)
  const own = remembered.filter((one) => (organisation === null || sameCode(one.organisation, organisation)) && rows.some((cells) => sharesHalf(one.mapping, cells)))
  const near = own.flatMap((one) => {
    const table = nearTable(file, one.mapping)
    return table && isSender(one, table) ? [{ ...one, differs: differenceOf(one.mapping, table), size: Object.keys(one.mapping.columns).length }] : []
  })
  const fits = near.filter(({ differs }) => differs.gone.length + differs.come.length === 0).toSorted((a, b) => b.size - a.size)
  const senders = [...new Set(fits.map((one) => one.organisation))]
  if (senders.length > 1) return refuseSeveral(name, senders)
  if (fits[0]) return { organisation: fits[0].organisation, version: fits[0].version, mapping: { ...fits[0].mapping, organisation: fits[0].organisation } }
  const [nearest] = near.toSorted((a, b) => a.differs.gone.length + a.differs.come.length - b.differs.gone.length - b.differs.come.length)
  return nearest ? refuseChanged(name, nearest, nearest.differs) : null
}

/** Say which headings of a table a mapping does not know, and which it names that are not there. */
export function differenceOf(mapping: Mapping, table: HeadedTable): MappingDifference {
  const header = table.header.map((cell) => cell.trim())
  const known = new Set([...Object.values(mapping.columns), ...mapping.ignore])
  const hasCells = (at: number): boolean => table.body.some(({ cells }) => (cells[at] ?? '').trim() !== '')
  return {
    gone: [...new Set(Object.values(mapping.columns))].filter((heading) => !header.includes(heading)),
    come: [...new Set(header.filter((heading, at) => !known.has(heading) && (heading !== '' || hasCells(at))))],
  }
}

/** The table that has at least half of a mapping's headings; null when the file is another one. */
export function nearTable(file: OpenedFile, mapping: Mapping): HeadedTable | null {
  const headings = [...new Set(Object.values(mapping.columns))]
  if (headings.length > 0 && hasHeader(file, headings)) return headedTable(file, headings)
  const there = headings.filter((heading) => hasHeader(file, [heading]))
  return there.length > 0 && there.length >= headings.length / 2 && hasHeader(file, there) ? headedTable(file, there) : null
}

/** Rows among which a header may be, as sets of cells. */
function firstRows(file: OpenedFile): ReadonlySet<string>[] {
  return file.grids.flatMap(({ rows }) => rows.slice(0, searchedRows)).map((row) => new Set(row.map((cell) => cell.trim())))
}

function sharesHalf(mapping: Mapping, cells: ReadonlySet<string>): boolean {
  const headings = Object.values(mapping.columns)
  return headings.filter((heading) => cells.has(heading)).length >= headings.length / 2
}

/** Rows that all name one other organisation are not this one's. */
function isSender({ organisation, mapping }: RememberedMapping, table: HeadedTable): boolean {
  const at = table.position.get(mapping.columns['organisation'] ?? '')
  if (at === undefined) return true
  const codes = new Set(table.body.map(({ cells }) => (cells[at] ?? '').trim().toUpperCase()).filter((code) => code !== ''))
  return codes.size !== 1 || codes.has(organisation.trim().toUpperCase())
}

function sameCode(one: string, other: string): boolean {
  return one.trim().toUpperCase() === other.trim().toUpperCase()
}

function refuseSeveral(name: string, senders: readonly string[]): Refusal {
  return refuse('mapping-of-several', 'input', {
    doing: `Finding the mapping of ${name}`, found: `its headings fit the mappings of ${sayList(senders)}, and its rows do not name one of them`, need: 'The organisation that sends it', next: 'Give its code with --organisation CODE',
  })
}

function refuseChanged(name: string, { organisation, version }: RememberedMapping, { gone, come }: MappingDifference): Refusal {
  const found = [gone.length > 0 ? `it lacks ${sayList(gone)}` : '', come.length > 0 ? `it also has ${sayList(come)}` : ''].filter(Boolean).join(', and ')
  return refuse('mapping-does-not-fit', 'input', {
    doing: `Mapping ${name} as ${organisation} confirmed it (version ${version})`, found, need: 'The headings that version knows, or a new version that knows these',
    next: `Make a proposal that starts from version ${version} with \`cadre mapping propose FILE --organisation ${organisation}\`, check it and confirm it`,
  })
}

function sayList(words: readonly string[]): string {
  const shown = words.slice(0, 8).map((word) => (word === '' ? 'a column without a heading' : word.slice(0, 80))).join(', ')
  return words.length > 8 ? `${shown} and ${words.length - 8} more` : shown
}

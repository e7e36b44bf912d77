import { importedReturns, type ReturnLayout, type ReturnTable } from '../dataset/return-layout.ts'
import type { Column } from '../dataset/table.ts'
import { valuesOf } from '../dataset/template.ts'
import { refuse, type Refusal } from '../units/refusal.ts'
import { measure } from './cells.ts'
import type { Mapping } from './mapping.ts'
import synonymRows from './mapping-synonyms.json' with { type: 'json' }
import { personalContent, personalHeading } from './returns/personal.ts'
import { returnCells } from './returns/return-cells.ts'
import { translate } from './returns/translate.ts'
import type { Grid, OpenedFile } from './source.ts'

/**
 * Propose a mapping for a table with anyone's own names: by how like the names are, and by whether the cells could be what the column holds.
 *
 * It is a proposal: columns nobody can place stand under `undecided`, and a person decides. Personal columns go to `ignore`.
 * Errors: refuses `nothing-to-map` for a file without a table.
 */
export function proposeMapping(file: OpenedFile, table: ReturnTable, name = 'the file'): Mapping | Refusal {
  const layout = importedReturns.find((one) => one.table === table)
  const found = tableOf(file)
  if (!layout || !found) return refuse('nothing-to-map', 'input', { doing: `Proposing a mapping for ${name}`, found: 'no table with a header and rows', need: 'A csv or .xlsx with a header and at least one row', next: 'Check that this is the file you meant' })
  const theirs = columnsOf(found)
  const columns = place(layout, theirs)
  const placed = new Set(Object.values(columns))
  const left = theirs.filter(({ heading }) => !placed.has(heading))
  const personal = left.filter(({ heading, cells }) => (personalHeading(heading) ?? personalContent(cells)) !== null)
  return {
    source: layout.id, organisation: null, version: 1, identifiers: 'local', columns, values: placeValues(layout, theirs, columns), constants: {},
    ignore: personal.map(({ heading }) => heading), undecided: left.filter((column) => !personal.includes(column)).map(({ heading }) => heading),
  }
}

/** Rows whose cells are looked at: enough to tell dates from numbers and to meet every common word. */
const looked = 1_000

/** A column of theirs: its heading, and its cells of the rows looked at. */
export interface Theirs { readonly heading: string; readonly cells: readonly string[] }

/** Columns of the table that a proposal is made for; empty when the file has none. */
export function theirColumns(file: OpenedFile): Theirs[] {
  const found = tableOf(file)
  return found ? columnsOf(found) : []
}

function columnsOf({ header, body }: NonNullable<ReturnType<typeof tableOf>>): Theirs[] {
  return header.map((heading, at) => ({ heading: heading.trim(), cells: body.slice(0, looked).map((row) => (row[at] ?? '').trim()) })).filter(({ heading }) => heading !== '')
}

/** The first widest row of the first sheet with rows below it. */
function tableOf(file: OpenedFile): { header: readonly string[]; body: readonly (readonly string[])[] } | null {
  const grid: Grid | undefined = file.grids.find(({ rows }) => rows.length > 1)
  if (!grid) return null
  const first = grid.rows.slice(0, 30)
  const at = first.findIndex((row) => filled(row) === Math.max(...first.map(filled)))
  return { header: grid.rows[at]!, body: grid.rows.slice(at + 1).filter((row) => filled(row) > 0) }
}

function filled(row: readonly string[]): number {
  return row.filter((cell) => cell.trim() !== '').length
}

/** Give each of our columns the heading that fits best, the best fits first; a heading is given once. */
function place(layout: ReturnLayout, theirs: readonly Theirs[]): Record<string, string> {
  const pairs = layout.columns.flatMap((column) => theirs.map((their) => ({ column: column.name, heading: their.heading, score: scoreOf(column, their) })))
  const best = pairs.filter(({ score }) => score >= leastScore).toSorted((a, b) => b.score - a.score)
  const columns: Record<string, string> = {}
  const taken = new Set<string>()
  for (const { column, heading } of best) {
    if (Object.hasOwn(columns, column) || taken.has(heading)) continue
    columns[column] = heading
    taken.add(heading)
  }
  return Object.fromEntries(layout.columns.flatMap(({ name }) => (Object.hasOwn(columns, name) ? [[name, columns[name]!]] : [])))
}

/** Below this a likeness is chance: “site” and “status” share half their pairs of letters. */
const leastScore = 0.7

/** From 0 to 1.2: likeness of the names, nothing when the cells cannot be what the column holds, and a little more when they are words of its list. */
export function scoreOf(column: Column, { heading, cells }: Theirs): number {
  // A mark of absence may stand in any column.
  const words = cells.filter((cell) => cell !== '' && (column.type === 'text' || measure(cell)?.value !== null))
  const kind = personalHeading(heading)
  if (kind === 'a name') return 0
  const name = Math.max(likeness(plain(heading), plain(column.name)), ...(synonyms.get(column.name) ?? []).map((synonym) => likeness(plain(heading), plain(synonym))))
  if (words.length > 0 && shareThatFits(column, words) < 0.8) return 0
  return name + (listed(column, words) ? 0.2 : 0)
}

const synonyms: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(synonymRows))

/** Share of cells that could be of the column's type. */
export function shareThatFits(column: Column, cells: readonly string[]): number {
  if (column.type === 'text') return 1
  const fits = (cell: string): boolean => {
    if (column.type === 'date') return isDay(column.name, cell)
    const value = measure(cell)?.value
    return typeof value === 'number' && value >= (column.min ?? -Infinity) && value <= (column.max ?? Infinity) && (column.type === 'number' || Number.isInteger(value))
  }
  return cells.filter(fits).length / cells.length
}

function isDay(column: string, cell: string): boolean {
  const cells = returnCells({ source: 'staff-return', organisation: null, version: 1, identifiers: 'local', columns: {}, values: {}, constants: { [column]: cell }, ignore: [], undecided: [] }, new Map(), [])
  return (column === 'period_to' ? cells.monthEnd(column) : cells.birthMonth(column)) !== null
}

/** Say whether most of the different words of a column are on its list. */
function listed(column: Column, cells: readonly string[]): boolean {
  const known = new Set(valuesOf(column))
  const words = [...new Set(cells)]
  return known.size > 0 && words.length > 0 && words.filter((word) => known.has(translate(asIs, column.name, word))).length >= words.length / 2
}

const asIs: Mapping = { source: 'staff-return', organisation: null, version: 1, identifiers: 'local', columns: {}, values: {}, constants: {}, ignore: [], undecided: [] }

/** Write down each of their words that a list knows by another name; words no list knows are left to a person. */
function placeValues(layout: ReturnLayout, theirs: readonly Theirs[], columns: Readonly<Record<string, string>>): Mapping['values'] {
  const entries = layout.columns.flatMap((column) => {
    const known = new Set(valuesOf(column))
    const their = theirs.find(({ heading }) => heading === columns[column.name])
    if (known.size === 0 || !their) return []
    const words = [...new Set(their.cells)].filter((word) => word !== '' && !known.has(word) && known.has(translate(asIs, column.name, word))).toSorted()
    return words.length === 0 ? [] : [[column.name, Object.fromEntries(words.map((word) => [word, translate(asIs, column.name, word)]))] as const]
  })
  return Object.fromEntries(entries)
}

function plain(text: string): string {
  return text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()
}

/** Share of pairs of letters that two texts have in common. Source: Dice 1945; 1 for equal texts, 0 for texts without a common pair. */
function likeness(one: string, other: string): number {
  if (one === other) return 1
  const [a, b] = [pairsOf(one), pairsOf(other)]
  const rest = [...b]
  const common = a.filter((pair) => {
    const at = rest.indexOf(pair)
    if (at >= 0) rest.splice(at, 1)
    return at >= 0
  })
  return a.length + b.length === 0 ? 0 : (2 * common.length) / (a.length + b.length)
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2))
}

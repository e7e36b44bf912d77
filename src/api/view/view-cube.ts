import { localViewer, type Viewer } from '../../access/viewer.ts'
import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { CubeRequest, Dimension } from '../../dataset/cube.ts'
import type { Insider } from '../../dataset/disclosure/known.ts'
import { crossTable, type LinkedTable, type TableEntry, type TableNode, type Shown } from '../../dataset/disclosure/linked-table.ts'
import { policyOn, type DisclosurePolicy } from '../../dataset/disclosure/policy.ts'
import { roundHeads } from '../../dataset/disclosure/shown.ts'
import { compareText } from '../../reference/in-force.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { hideInThread, type HiddenTable, type JudgedTable } from '../disclosure/hide-thread.ts'
import { keepAnswer } from '../kept.ts'

/** Levels of place of a view; an organisation is never shown, for it is one contributor. */
export const viewLevels = ['nation', 'region', 'ics'] as const
export type ViewLevel = (typeof viewLevels)[number]

/** Categories a view may be split by, one at a time. */
export const viewCategories = ['staff_group', 'profession', 'band', 'age_band', 'sex', 'nationality', 'sector'] as const satisfies readonly Dimension[]
export type ViewCategory = (typeof viewCategories)[number]

/** One figure of a view: heads and FTE of a place, of everybody or of one category. */
export interface ViewFigure {
  readonly level: ViewLevel
  readonly code: string
  readonly name: string
  /** Codes of the places it lies in, itself included. */
  readonly within: readonly string[]
  /** Code and name of the category; null for everybody. */
  readonly category: { readonly code: string; readonly name: string } | null
  readonly heads: Shown
  /** Shown where heads are, rounded like them. */
  readonly fte: Shown
}

/** Every figure of a month and a category, as anybody signed in may see it. */
export interface ViewCube {
  readonly asOf: CalendarDate
  readonly figures: readonly ViewFigure[]
  readonly organisations: number
  readonly policy: DisclosurePolicy
  readonly map: string
  readonly ground: ViewGround
}

/** What further views of the same people are made from. Never handed on. */
export interface ViewGround {
  readonly source: string | null
  /** Heads and FTE of each organisation and category. */
  readonly heads: readonly QueryRow[]
  readonly fte: readonly QueryRow[]
  /** Categories rolled up into one, for too few organisations use them. */
  readonly few: ReadonlySet<string>
  readonly judged: readonly JudgedTable[]
  readonly places: ViewPlaces
  readonly insiders: readonly Insider[]
  readonly names: ReadonlyMap<string, string>
}

/** Whoever works views out reads every record, and hands on only what was made safe. Nobody signs in as this one. */
export const statistician: Viewer = { ...localViewer, id: 'views', name: 'Views of small numbers', purpose: 'making views in which nobody can be found' }

/**
 * Work out a view once per snapshot: totals of places first, then the category beside them, so that every view shows the same totals.
 *
 * Errors: the refusals of the cube, and `table-not-safe`.
 */
export async function viewCube(house: House, snapshot: string, category: ViewCategory | null, at: CalendarDate | null): Promise<ViewCube | Refusal> {
  return keepAnswer(house, statistician, snapshot, `view ${category ?? ''} ${at ?? ''}`, async () => {
    const counted = await readLeaves(house, 'headcount', category, at, null)
    if (isRefusal(counted)) return counted
    // FTE from where the heads are from: a published file may answer FTE too, of other people.
    const source = sourceOf(counted)
    const worked = await readLeaves(house, 'fte', category, counted.asOf, source)
    if (isRefusal(worked)) return worked
    const policy = policyOn('interactive-views', counted.asOf)
    if (isRefusal(policy)) return policy
    const few = fewlyUsed(counted.rows, category, policy)
    const [heads, fte] = [withoutFew(counted.rows, category, few), withoutFew(worked.rows, category, few)]
    const places = placesOf(heads)
    const entries = heads.map((row) => entryOf(row, category))
    const insiders = insidersOf(heads)
    const totals = crossTable(places.tree, { id: everybody, parts: [] }, entries.map((entry) => ({ ...entry, category: everybody })))
    const shownTotals = await hideInThread({ table: totals, policy, insiders })
    if (isRefusal(shownTotals)) return shownTotals
    const rest = { asOf: counted.asOf, organisations: new Set(entries.map(({ organisation }) => organisation)).size, policy, map: counted.provenance.map }
    const ground = { source, heads, fte, few, places, insiders }
    if (category === null) return { ...rest, figures: figuresOf(totals, shownTotals, places, fteOf(fte, null), policy, new Map()), ground: { ...ground, judged: [{ table: totals, shown: shownTotals.shown, policy }], names: new Map() } }
    const names = namesOf(heads, category)
    const table = crossTable(places.tree, { id: everybody, parts: [...names.keys()].map((id) => ({ id, parts: [] })) }, entries)
    const decided = shownById(totals, shownTotals)
    const withTotals: LinkedTable = { ...table, cells: table.cells.map((cell) => (decided.has(cell.id) ? { ...cell, decided: decided.get(cell.id)! } : cell)) }
    const shown = await hideInThread({ table: withTotals, policy, insiders })
    return isRefusal(shown) ? shown : { ...rest, figures: figuresOf(table, shown, places, fteOf(fte, category), policy, names), ground: { ...ground, judged: [{ table: withTotals, shown: shown.shown, policy }], names } }
  })
}

/** The column of a view that holds everybody. */
export const everybody = 'everybody'

/** How each cell of a table is shown, by its id. */
export function shownById({ cells }: LinkedTable, { shown }: HiddenTable): Map<string, Shown> {
  return new Map(cells.map(({ id }, at) => [id, shown[at]!]))
}

async function readLeaves(house: House, measure: 'headcount' | 'fte', category: ViewCategory | null, at: CalendarDate | null, source: string | null): Promise<QueryAnswer | Refusal> {
  const by: Dimension[] = [...viewLevels, 'organisation', ...(category === null ? [] : [category])]
  const request: CubeRequest = { measure, by, where: source === null ? {} : { source }, at, from: null, to: null, map: null }
  return (await answerCube(house, statistician, request)) as QueryAnswer | Refusal
}

/** The source of an answer, without the organisation that sent it: returns of every organisation are one source. */
function sourceOf(answer: QueryAnswer): string | null {
  return answer.provenance.sources[0]?.id.replace(/-return-.*$/, '-return') ?? null
}

export interface ViewPlaces { readonly tree: TableNode; readonly found: ReadonlyMap<string, Pick<ViewFigure, 'level' | 'code' | 'name' | 'within'>> }

/** The tree of places in the rows. Places on no area of a level hang under the level above, and are not shown by themselves. */
function placesOf(rows: readonly QueryRow[]): ViewPlaces {
  const found = new Map<string, Pick<ViewFigure, 'level' | 'code' | 'name' | 'within'>>()
  const below = new Map<string, Set<string>>()
  let root = ''
  for (const row of rows) {
    let above: readonly string[] = []
    for (const [at, id] of pathOf(row).entries()) {
      const level = viewLevels[at]!
      const code = row[level]
      if (typeof code === 'string') found.set(id, { level, code, name: String(row[`${level}_name`] ?? code), within: [...above, code] })
      if (at === 0) root = id
      else below.set(pathOf(row)[at - 1]!, (below.get(pathOf(row)[at - 1]!) ?? new Set()).add(id))
      above = typeof code === 'string' ? [...above, code] : above
    }
  }
  const grow = (id: string): TableNode => ({ id, parts: [...below.get(id) ?? []].toSorted(compareText).map(grow) })
  return { tree: grow(root), found }
}

/** Ids of the nodes a row lies in, from the whole down. */
export function pathOf(row: QueryRow): string[] {
  const [nation, region, ics] = viewLevels.map((level) => (typeof row[level] === 'string' ? row[level] : ''))
  return [`nation:${nation}`, `region:${nation}/${region}`, `ics:${nation}/${region}/${ics}`]
}

function entryOf(row: QueryRow, category: ViewCategory | null): TableEntry {
  return { place: pathOf(row)[2]!, category: category === null ? everybody : codeOf(row[category]), organisation: codeOf(row.organisation), heads: row.value ?? 0 }
}

/** Categories to which too few organisations contribute anywhere: their very names could say who is in them. */
function fewlyUsed(rows: readonly QueryRow[], category: ViewCategory | null, policy: DisclosurePolicy): ReadonlySet<string> {
  const users = new Map<string, Set<string>>()
  if (category !== null) for (const row of rows) if ((row.value ?? 0) > 0) users.set(codeOf(row[category]), (users.get(codeOf(row[category])) ?? new Set()).add(codeOf(row.organisation)))
  return new Set([...users].filter(([, organisations]) => organisations.size < policy.fewestOrganisations).map(([code]) => code))
}

/** The rows with such categories rolled up into one. */
function withoutFew(rows: readonly QueryRow[], category: ViewCategory | null, few: ReadonlySet<string>): readonly QueryRow[] {
  if (category === null || few.size === 0) return rows
  return rows.map((row) => (few.has(codeOf(row[category])) ? { ...row, [category]: rolledUp, [`${category}_name`]: 'Other, from too few organisations to name' } : row))
}

/** The category that stands for those of too few organisations. */
export const rolledUp = 'other'

/** A row without a code is a category of its own. */
export function codeOf(cell: QueryRow[string] | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell)
}

function namesOf(rows: readonly QueryRow[], category: ViewCategory): Map<string, string> {
  const names = new Map(rows.map((row) => [codeOf(row[category]), String(row[`${category}_name`] ?? row[category] ?? 'Not stated')]))
  return new Map([...names].toSorted(([one], [other]) => compareText(one, other)))
}

/** Everybody who knows people of their own: each organisation, and whoever reads all records of an area. */
function insidersOf(rows: readonly QueryRow[]): Insider[] {
  const members = new Map<string, Set<string>>()
  for (const row of rows) for (const name of [...pathOf(row).slice(1), `organisation:${codeOf(row.organisation)}`]) members.set(name, (members.get(name) ?? new Set()).add(codeOf(row.organisation)))
  return [...members].toSorted(([one], [other]) => compareText(one, other)).map(([name, organisations]) => ({ name, organisations }))
}

/** FTE of every cell of the table, added up as the heads are. */
function fteOf(rows: readonly QueryRow[], category: ViewCategory | null): Map<string, number> {
  const sums = new Map<string, number>()
  for (const row of rows) {
    for (const place of pathOf(row)) for (const column of category === null ? [everybody] : [everybody, codeOf(row[category])]) sums.set(`${place}|${column}`, (sums.get(`${place}|${column}`) ?? 0) + (row.value ?? 0))
  }
  return sums
}

function figuresOf(table: LinkedTable, { shown }: HiddenTable, places: ViewPlaces, fte: ReadonlyMap<string, number>, policy: DisclosurePolicy, names: ReadonlyMap<string, string>): ViewFigure[] {
  return table.cells.flatMap((cell, at): ViewFigure[] => {
    const cut = cell.id.indexOf('|')
    const [place, column] = [places.found.get(cell.id.slice(0, cut)), cell.id.slice(cut + 1)]
    if (place === undefined) return []
    const heads = shown[at]!
    const work: Shown = heads.as === 'hidden' ? heads : { as: 'number', heads: heads.heads === 0 ? 0 : roundHeads(fte.get(cell.id) ?? 0, policy) }
    return [{ ...place, category: column === everybody ? null : { code: column, name: names.get(column) ?? column }, heads, fte: work }]
  })
}

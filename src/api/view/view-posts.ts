import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { Dimension } from '../../dataset/cube.ts'
import { crossTable, type LinkedTable, type Shown, type TableEntry } from '../../dataset/disclosure/linked-table.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { hideInThread, type HiddenTable, type JudgedTable } from '../disclosure/hide-thread.ts'
import { keepAnswer } from '../kept.ts'
import { codeOf, everybody, pathOf, rolledUp, shownById, statistician, viewCube, viewLevels, type ViewCube, type ViewFigure } from './view-cube.ts'

/** Categories a view of posts may be split by. */
export const postCategories = ['staff_group'] as const
type PostCategory = (typeof postCategories)[number]

/** What anybody signed in may see of the posts of a place, of all or of one category. */
export interface PostFigure extends Pick<ViewFigure, 'level' | 'code' | 'name' | 'within' | 'category'> {
  /** Funded posts, in whole FTE of each organisation. */
  readonly funded: Shown
  /** FTE in post, as the view of people shows it. */
  readonly inPost: Shown
  /** Everybody with staff there has sent a ledger too, so that the two may be held against each other. */
  readonly isWhole: boolean
}

export interface PostView { readonly asOf: CalendarDate; readonly figures: readonly PostFigure[]; readonly cube: ViewCube; readonly judged: readonly JudgedTable[] }

/**
 * Work out the funded posts of each place at a month-end, once per snapshot, under the rule for people: few posts are few people.
 *
 * Errors: the refusals of the cube, `table-not-safe`, and `view-not-in-catalogue` where people of that month-end are not held.
 */
export async function viewPosts(house: House, snapshot: string, category: PostCategory | null, at: CalendarDate | null): Promise<PostView | Refusal> {
  return keepAnswer(house, statistician, snapshot, `view of posts ${category ?? ''} ${at ?? ''}`, async () => {
    const funded = await readLeaves(house, 'establishment', category, at)
    if (isRefusal(funded)) return funded
    const cube = await viewCube(house, snapshot, category, funded.asOf)
    if (isRefusal(cube)) return cube
    if (cube.asOf !== funded.asOf) return refuseDates()
    const paired = await readLeaves(house, 'vacancy_rate', null, funded.asOf)
    const shown = await hidePosts(funded.rows, category, cube)
    if (isRefusal(shown)) return shown
    const alone = isRefusal(paired) ? null : placesAlone(new Set(paired.rows.map((row) => codeOf(row.organisation))), [...cube.ground.heads, ...funded.rows])
    return { asOf: funded.asOf, cube, figures: figuresOf(cube, shownById(shown.table, shown), alone), judged: [...cube.ground.judged, shown] }
  })
}

async function readLeaves(house: House, measure: 'establishment' | 'vacancy_rate', category: PostCategory | null, at: CalendarDate | null): Promise<QueryAnswer | Refusal> {
  const by: Dimension[] = [...viewLevels, 'organisation', ...(category === null ? [] : [category])]
  return (await answerCube(house, statistician, { measure, by, where: {}, at, from: null, to: null, map: null })) as QueryAnswer | Refusal
}

/** Hide the posts of a table: totals of places first. Categories that few organisations use are rolled up as the view of people rolls them up. */
async function hidePosts(rows: readonly QueryRow[], category: PostCategory | null, { ground, policy }: ViewCube): Promise<(JudgedTable & HiddenTable) | Refusal> {
  const columnOf = (row: QueryRow): string => (category === null ? everybody : ground.names.has(codeOf(row[category])) ? codeOf(row[category]) : rolledUp)
  const entries = rows.map((row): TableEntry => ({ place: pathOf(row).at(-1)!, category: columnOf(row), organisation: codeOf(row.organisation), heads: wholePosts(row.value ?? 0) }))
  const totals = crossTable(ground.places.tree, { id: everybody, parts: [] }, entries.map((entry) => ({ ...entry, category: everybody })))
  const shownTotals = await hideInThread({ table: totals, policy, insiders: ground.insiders })
  if (isRefusal(shownTotals)) return shownTotals
  const decided = shownById(totals, shownTotals)
  if (category === null) return { ...shownTotals, table: totals, policy }
  const table = crossTable(ground.places.tree, { id: everybody, parts: [...new Set(entries.map((entry) => entry.category))].toSorted().map((id) => ({ id, parts: [] })) }, entries)
  const withTotals: LinkedTable = { ...table, cells: table.cells.map((cell) => (decided.has(cell.id) ? { ...cell, decided: decided.get(cell.id)! } : cell)) }
  const shown = await hideInThread({ table: withTotals, policy, insiders: ground.insiders })
  return isRefusal(shown) ? shown : { ...shown, table: withTotals, policy }
}

/** A part of a post is a post: somebody may hold it. */
function wholePosts(fte: number): number {
  return fte > 0 ? Math.max(1, Math.round(fte)) : 0
}

/** Ids of places in which somebody has staff or posts and not both. */
function placesAlone(paired: ReadonlySet<string>, rows: readonly QueryRow[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => (row.value ?? 0) > 0 && !paired.has(codeOf(row.organisation))).flatMap(pathOf))
}

function figuresOf({ figures, ground }: ViewCube, shown: ReadonlyMap<string, Shown>, alone: ReadonlySet<string> | null): PostFigure[] {
  const idOf = new Map([...ground.places.found].map(([id, { level, code }]) => [`${level}:${code}`, id]))
  return figures.flatMap((figure): PostFigure[] => {
    const place = idOf.get(`${figure.level}:${figure.code}`)
    if (place === undefined || figure.category?.code === rolledUp) return []
    const funded = shown.get(`${place}|${figure.category?.code ?? everybody}`) ?? { as: 'number', heads: 0 }
    const { level, code, name, within, category, fte } = figure
    return [{ level, code, name, within, category, funded, inPost: fte, isWhole: alone !== null && !alone.has(place) }]
  })
}

function refuseDates(): Refusal {
  return refuse('view-not-in-catalogue', 'conflict', {
    doing: 'Making a view of funded posts', found: 'no people of the same month-end', need: 'Ledger and staff records of one month-end', next: 'Ask about another month-end',
  })
}

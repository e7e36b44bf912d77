import type { Insider } from '../../dataset/disclosure/known.ts'
import type { DisclosurePolicy } from '../../dataset/disclosure/policy.ts'
import type { Shown, TableNode } from '../../dataset/disclosure/linked-table.ts'
import { partingTable, type PartingEntry } from '../../dataset/disclosure/parting-table.ts'
import { roundHeads } from '../../dataset/disclosure/shown.ts'
import { readEmployerFlows, type EmployerFlow, type FlowCategory } from '../../store/employer-flows.ts'
import type { House } from '../../store/house.ts'
import type { CalendarDate } from '../../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { hideInThread, type JudgedTable } from '../disclosure/hide-thread.ts'
import { keepAnswer } from '../kept.ts'
import { codeOf, everybody, pathOf, rolledUp, shownById, statistician, viewCube, viewLevels, type ViewCube, type ViewFigure } from './view-cube.ts'

/** Categories a view of flows may be split by: those a change of which the records follow. */
export const flowCategories = ['staff_group', 'profession', 'band', 'sector'] as const satisfies readonly FlowCategory[]

/** What anybody signed in may see of the people of a place over twelve months, of everybody or of one category. */
export interface FlowFigure extends Pick<ViewFigure, 'level' | 'code' | 'name' | 'within' | 'category'> {
  readonly opening: ViewAmount
  readonly closing: ViewAmount
  readonly left: ViewAmount
  readonly joined: ViewAmount
  /** Some employers there cannot be followed, and flows are of the others. */
  readonly isPartial: boolean
}

/** Heads, and the FTE that is shown where they are. */
export interface ViewAmount { readonly heads: Shown; readonly fte: Shown }

export interface FlowView { readonly from: CalendarDate; readonly asOf: CalendarDate; readonly figures: readonly FlowFigure[]; readonly cube: ViewCube; readonly judged: readonly JudgedTable[] }

/**
 * Work out who left and who joined each place in the twelve months to a month-end, once per snapshot: totals of places first, then the category beside them.
 *
 * Errors: the refusals of the cube and of readEmployerFlows, `table-not-safe`, and `view-not-in-catalogue` where people and flows rest on different sources.
 */
export async function viewFlows(house: House, snapshot: string, category: FlowCategory | null, at: CalendarDate | null): Promise<FlowView | Refusal> {
  return keepAnswer(house, statistician, snapshot, `view of flows ${category ?? ''} ${at ?? ''}`, async () => {
    const read = await readEmployerFlows(house, statistician, category, at)
    if (isRefusal(read)) return read
    const [opening, closing] = [await viewCube(house, snapshot, category, read.from), await viewCube(house, snapshot, category, read.to)]
    if (isRefusal(opening)) return opening
    if (isRefusal(closing)) return closing
    if (opening.asOf !== read.from || closing.asOf !== read.to || opening.ground.source !== closing.ground.source || !sameSource(closing, read.source)) return refuseSources()
    const few = new Set([...opening.ground.few, ...closing.ground.few])
    const of = async (line: EmployerFlow['line'], cube: ViewCube): Promise<Parting | Refusal> => hideParting(read.flows.filter((flow) => flow.line === line), category, few, { tree: closing.ground.places.tree, insiders: cube.ground.insiders, policy: closing.policy })
    const [left, joined] = [await of('left', opening), await of('joined', closing)]
    if (isRefusal(left)) return left
    if (isRefusal(joined)) return joined
    const figures = figuresOf({ opening, closing, left, joined, partial: placesWith([opening, closing], new Set([...read.leftOut].map(codeOf))), moved: placesWith([opening, closing], movedOrganisations(opening, closing)), few })
    return { from: read.from, asOf: read.to, figures, cube: closing, judged: [...opening.ground.judged, ...closing.ground.judged, left.judged, joined.judged] }
  })
}

/** A source of returns is one source, whoever sent them. */
function sameSource({ ground }: ViewCube, source: string): boolean {
  return ground.source === source || ground.source === source.replace(/-return-.*$/, '-return')
}

function refuseSources(): Refusal {
  return refuse('view-not-in-catalogue', 'conflict', {
    doing: 'Making a view of who left and joined', found: 'people of both month-ends and flows between them from different sources', need: 'Staff records of one source, twelve months apart', next: 'Ask about another month-end',
  })
}

interface Parting { readonly shown: ReadonlyMap<string, Shown>; readonly fte: ReadonlyMap<string, number>; readonly policy: DisclosurePolicy; readonly judged: JudgedTable }

/** Hide one line of the flows: totals of places first, so that every view shows the same ones. */
async function hideParting(flows: readonly EmployerFlow[], category: FlowCategory | null, few: ReadonlySet<string>, { tree, insiders, policy }: { readonly tree: TableNode; readonly insiders: readonly Insider[]; readonly policy: DisclosurePolicy }): Promise<Parting | Refusal> {
  const columnOf = (flow: EmployerFlow): string => (category === null ? everybody : few.has(codeOf(flow.category)) ? rolledUp : codeOf(flow.category))
  const entries = flows.map((flow): PartingEntry & { fte: number } => ({ place: leafOf(flow), category: columnOf(flow), organisation: codeOf(flow.organisation), beyond: flow.beyond, heads: flow.heads, fte: flow.fte }))
  const totals = partingTable(tree, everybody, [], entries)
  const shownTotals = await hideInThread({ table: totals, policy, insiders })
  if (isRefusal(shownTotals)) return shownTotals
  const decided = shownById(totals, shownTotals)
  if (category === null) return { shown: decided, fte: fteBy(tree, entries), policy, judged: { table: totals, shown: shownTotals.shown, policy } }
  const laid = partingTable(tree, everybody, [...new Set(entries.map(({ category: column }) => column))].toSorted(), entries)
  const table = { ...laid, cells: laid.cells.map((cell) => (cell.untold !== true && decided.has(cell.id) ? { ...cell, decided: decided.get(cell.id)! } : cell)) }
  const shown = await hideInThread({ table, policy, insiders })
  return isRefusal(shown) ? shown : { shown: shownById(table, shown), fte: fteBy(tree, entries), policy, judged: { table, shown: shown.shown, policy } }
}

/** Id of the last place of a flow, as rows of the cube have it. */
function leafOf({ areas }: EmployerFlow): string {
  return pathOf({ value: 0, status: 'ok', ...Object.fromEntries(viewLevels.map((level, at) => [level, areas[at]?.code ?? null])) }).at(-1)!
}

/** FTE of every figure, added up as the heads are. */
function fteBy(tree: TableNode, entries: readonly (PartingEntry & { readonly fte: number })[]): Map<string, number> {
  const sums = new Map<string, number>()
  const paths = pathsTo(tree)
  for (const { place, category, beyond, fte } of entries) {
    for (const [depth, id] of (paths.get(place) ?? []).entries()) if (beyond <= depth) for (const column of new Set([everybody, category])) sums.set(`${id}|${column}`, (sums.get(`${id}|${column}`) ?? 0) + fte)
  }
  return sums
}

function pathsTo(node: TableNode, above: readonly string[] = []): Map<string, readonly string[]> {
  const path = [...above, node.id]
  return node.parts.length === 0 ? new Map([[node.id, path]]) : new Map(node.parts.flatMap((part) => [...pathsTo(part, path)]))
}

/** Ids of places in which one of some organisations has people. */
function placesWith(cubes: readonly ViewCube[], organisations: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(cubes.flatMap(({ ground }) => ground.heads).filter((row) => organisations.has(codeOf(row.organisation)) && (row.value ?? 0) > 0).flatMap(pathOf))
}

/** Organisations that lay elsewhere on the map a year before: the people of a place before and after are not those of the same place. Records without one stay where they are. */
function movedOrganisations(opening: ViewCube, closing: ViewCube): ReadonlySet<string> {
  const before = new Map(opening.ground.heads.flatMap((row) => (codeOf(row.organisation) === '' ? [] : [[codeOf(row.organisation), pathOf(row).at(-1)]])))
  return new Set(closing.ground.heads.filter((row) => before.has(codeOf(row.organisation)) && before.get(codeOf(row.organisation)) !== pathOf(row).at(-1)).map((row) => codeOf(row.organisation)))
}

interface Parts {
  readonly opening: ViewCube
  readonly closing: ViewCube
  readonly left: Parting
  readonly joined: Parting
  readonly partial: ReadonlySet<string>
  readonly moved: ReadonlySet<string>
  readonly few: ReadonlySet<string>
}

/** Figures of places that both month-ends show; categories rolled up at either of them are left out, for they may hold others at the other. */
function figuresOf({ opening, closing, left, joined, partial, moved, few }: Parts): FlowFigure[] {
  const before = new Map(opening.figures.map((figure) => [keyOf(figure), figure]))
  const idOf = new Map([...closing.ground.places.found].map(([id, { level, code }]) => [`${level}:${code}`, id]))
  return closing.figures.flatMap((figure): FlowFigure[] => {
    const [was, place] = [before.get(keyOf(figure)), idOf.get(`${figure.level}:${figure.code}`)]
    if (was === undefined || place === undefined || (moved.has(place) && figure.level !== 'nation') || figure.category?.code === rolledUp || few.has(figure.category?.code ?? '')) return []
    const id = `${place}|${figure.category?.code ?? everybody}`
    const { level, code, name, within, category } = figure
    return [{ level, code, name, within, category, opening: was, closing: figure, left: amountOf(left, id), joined: amountOf(joined, id), isPartial: partial.has(place) }]
  })
}

function keyOf({ level, code, category }: Pick<ViewFigure, 'level' | 'code' | 'category'>): string {
  return `${level}:${code}|${category?.code ?? everybody}`
}

/** Nobody left a place or category of which the flows say nothing. */
function amountOf({ shown, fte, policy }: Parting, id: string): ViewAmount {
  const heads = shown.get(id) ?? { as: 'number', heads: 0 }
  return { heads, fte: heads.as === 'hidden' ? heads : { as: 'number', heads: heads.heads === 0 ? 0 : roundHeads(fte.get(id) ?? 0, policy) } }
}

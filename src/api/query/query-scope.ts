import { reachesAll } from '../../access/reach.ts'
import { refuseOutside } from '../../access/refuse-access.ts'
import type { Viewer } from '../../access/viewer.ts'
import { figureKeys, type QueryAnswer, type QueryRow } from '../../contract/query.ts'
import type { CubeRequest } from '../../dataset/cube.ts'
import { measureNamed } from '../../dataset/measures.ts'
import { answerCube } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { keepAnswer } from '../kept.ts'
import { answerView } from '../view/view-answer.ts'
import { statistician } from '../view/view-cube.ts'

/**
 * Answer a question as far as the viewer's scope goes. A row that the viewer's own records make up wholly, or that published sources give, is shown as it is.
 * A row to which records outside the scope belong is never shown in part: it comes from the views, where small numbers are hidden, or not at all.
 *
 * Errors: the refusals of the cube; `outside-your-scope` when every row is outside and no view shows it.
 */
export async function answerInScope(house: House, viewer: Viewer, request: CubeRequest): Promise<QueryAnswer | Refusal> {
  const own = (await answerCube(house, viewer, request)) as QueryAnswer | Refusal
  if (reachesAll(viewer.reach)) return own
  const full = await keptCube(house, statistician, request)
  // A refusal made from everybody's records may name what is in them.
  if (isRefusal(full)) return isRefusal(own) ? own : refuseOutside('what was asked')
  const known = isRefusal(own) || own.asOf !== full.asOf || own.provenance.formula !== full.provenance.formula ? null : own
  const mine = new Map((known?.rows ?? []).map((row) => [nameRow(row), row]))
  const whole = known === null || !mayMeet(request.measure) ? null : await rowsOfOwnPeople(house, viewer, onItsDay(request, full.asOf))
  const outside = full.rows.filter((row) => !isSame(mine.get(nameRow(row)), row) || whole?.has(nameRow(row)) === false)
  if (outside.length === 0 && known !== null && sameTotals(known, full)) return known
  const view = await answerView(house, viewer, request)
  if (isRefusal(view)) return outsideOf(full, known, outside)
  const hidden = new Set(outside.map(nameRow))
  const exact = new Map(full.rows.filter((row) => !hidden.has(nameRow(row))).map((row) => [nameRow(row), row]))
  return mixed(view, known, view.rows.map((row) => exact.get(nameRow(row)) ?? row), 0)
}

/** The cube’s answer, kept: everybody’s records answer the same whoever asks, and people are counted beside many measures. */
async function keptCube(house: House, viewer: Viewer, request: CubeRequest): Promise<QueryAnswer | Refusal> {
  const ask = async (): Promise<QueryAnswer | Refusal> => (await answerCube(house, viewer, request)) as QueryAnswer | Refusal
  const snapshot = await house.catalogue.live(viewer)
  return snapshot === null ? ask() : keepAnswer(house, viewer, snapshot, `cube ${JSON.stringify(request)}`, ask)
}

/** Shares and ratios of a part may be the same number as those of the whole though others are in it: nought, a hundred, or by chance. */
function mayMeet(measure: string): boolean {
  const kind = measureNamed(measure)?.kind
  return kind === 'share' || kind === 'participation' || kind === 'skill-mix' || kind === 'pay-bill'
}

/** The request for the very day of an answer: the latest day of another measure may be another one. */
function onItsDay(request: CubeRequest, asOf: string): CubeRequest {
  return request.from !== null || request.to !== null || request.by.includes('period') ? request : { ...request, at: asOf }
}

/** Rows in which all people are the viewer's own: as many of them as of everybody. None where nobody counts them, in people or in FTE. */
async function rowsOfOwnPeople(house: House, viewer: Viewer, request: CubeRequest): Promise<ReadonlySet<string>> {
  for (const measure of ['headcount', 'fte']) {
    const [own, full] = await Promise.all([viewer, statistician].map((who) => keptCube(house, who, { ...request, measure })))
    if (isRefusal(full!)) continue
    const held = new Map(isRefusal(own!) ? [] : (own!.rows as QueryRow[]).map((row) => [nameRow(row), row]))
    return new Set((full!.rows as QueryRow[]).filter((row) => isSame(held.get(nameRow(row)), row)).map(nameRow))
  }
  return new Set()
}

/** Rows of the scope alone, with how many are not shown; a refusal when there are none. */
function outsideOf(full: QueryAnswer, known: QueryAnswer | null, outside: readonly QueryRow[]): QueryAnswer | Refusal {
  const hidden = new Set(outside.map(nameRow))
  const rows = full.rows.filter((row) => !hidden.has(nameRow(row)))
  if (rows.length === 0 || known === null) return refuseOutside(`${full.name.toLowerCase()} of records that are not yours to read`)
  return mixed(known, known, rows, hidden.size)
}

function mixed(base: QueryAnswer, known: QueryAnswer | null, rows: readonly QueryRow[], left: number): QueryAnswer {
  const own = known === null ? [] : ['Figures of your own scope are exact; the others are rounded, and small numbers among them hidden.']
  const notes = [...(known === base ? [] : own), ...(left === 0 ? [] : [`${left} ${left === 1 ? 'row is' : 'rows are'} outside your scope and not shown.`])]
  const sources = known?.provenance.sources ?? base.provenance.sources
  return { ...base, rows: [...rows], totals: [], summary: left === 0 ? base.summary : `${rows.length} ${rows.length === 1 ? 'row' : 'rows'} within your scope on ${base.asOf}.`, provenance: { ...base.provenance, sources, notes: [...base.provenance.notes, ...notes] } }
}

/** A row's place in the answer: its dimensions without names, value and status. */
function nameRow(row: QueryRow): string {
  return JSON.stringify(Object.entries(row).filter(([key]) => !figureKeys.includes(key) && !key.endsWith('_name')).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function isSame(mine: QueryRow | undefined, row: QueryRow): boolean {
  return mine !== undefined && mine.value === row.value && mine.status === row.status && mine.declared === row.declared
}

function sameTotals(one: QueryAnswer, other: QueryAnswer): boolean {
  return JSON.stringify(one.totals) === JSON.stringify(other.totals)
}

import type { Viewer } from '../access/viewer.ts'
import type { LensAnswer, LensDefinition, LensRequest } from '../contract/lens.ts'
import { sayQuery } from '../contract/query-command.ts'
import type { QueryAnswer } from '../contract/query.ts'
import { bases } from '../dataset/basis.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import { openCube } from '../store/cube-context.ts'
import { holdingsOf } from '../store/cube-holdings.ts'
import type { House } from '../store/house.ts'
import { isRefusal, refuse, sayRefusal, type Refusal } from '../units/refusal.ts'
import { soleSource } from './query/answer-source.ts'
import { countingOf, countings, familyNames, type Counting } from './lens/lens-definitions.ts'
import { answerQuery } from './query.ts'

/** Where, when and on which map something is counted: the part of a question that every definition shares. */
export type LensPlace = Omit<LensRequest, 'measure' | 'basis'>

/** A definition with its answer: what is shown, and what bridges are made from. */
export interface Counted { readonly counting: Counting; readonly shown: LensDefinition; readonly answer: QueryAnswer | Refusal }

/**
 * Say in how many ways a figure can be counted, each with the figure it gives for the same area, group and date.
 *
 * Errors: refuses `counted-one-way`, and what a query for the figure itself refuses.
 */
export async function answerLens(house: House, viewer: Viewer, request: LensRequest): Promise<LensAnswer | Refusal> {
  const { measure, basis, ...place } = request
  const asked = countingOf(measure, basis)
  if (asked === null) return refuseOneWay(measure)
  const own = await answerQuery(house, viewer, { measure, by: '', ...place, ...(basis === undefined ? {} : { basis }) })
  if (isRefusal(own)) return own
  const family = countings.filter((one) => one.family === asked.family)
  const counted = await Promise.all(family.map((one) => countAs(house, viewer, { ...place, at: own.asOf }, one, asked, own)))
  return { family: asked.family, name: familyNames[asked.family], current: asked.id, definitions: counted.flatMap((one) => (one === null ? [] : [one.shown])) }
}

/** Count one way, beside a definition that is answered already: of the same source where that holds both. Null for published figures where the figure itself is one. */
export async function countAs(house: House, viewer: Viewer, place: LensPlace, counting: Counting, beside: Counting, known: QueryAnswer): Promise<Counted | null> {
  const given = listWhere(place)
  const source = counting.published ? await publishedSource(house, viewer, beside.measure === 'leaver_rate' ? known : null) : sharedSource(counting, beside, known)
  if (counting.published && source === null) return null
  const where = source === null || given.some((part) => part.startsWith('source=')) ? given : [...given, `source=${source}`]
  const { map } = place
  const ask = (at: string | undefined) => ({ measure: counting.measure, by: '', where, ...(at === undefined ? {} : { at }), ...(map === undefined ? {} : { map }), ...(counting.basis === 'host' ? { basis: 'host' as const } : {}) })
  const dated = await answerQuery(house, viewer, ask(place.at))
  // Publishers have dates of their own: theirs is shown with its date rather than not at all.
  const answer = counting.published && isRefusal(dated) ? await answerQuery(house, viewer, ask(undefined)) : dated
  return { counting, answer, shown: show(counting, answer, sayQuery(ask(isRefusal(answer) ? place.at : answer.asOf)), counting.published ? source : null) }
}

/** FTE, people and posts of one source are the same staff; of two they would be two workforces. */
function sharedSource(counting: Counting, beside: Counting, known: QueryAnswer): string | null {
  const counts = new Set(['fte', 'headcount', 'posts'])
  return counts.has(counting.measure) && counts.has(beside.measure) ? soleSource(known) : null
}

/** The source of published leavers: not the one that the figure itself rests on. */
async function publishedSource(house: House, viewer: Viewer, known: QueryAnswer | null): Promise<string | null> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return null
  const own = known === null ? [] : known.provenance.sources.map(({ id }) => id)
  return (await holdingsOf(context, bases.leavers)).find(({ source, partial }) => !partial && !own.includes(source))?.source ?? null
}

function show({ id, name, says, measure, basis }: Counting, answer: QueryAnswer | Refusal, repeat: string, source: string | null): LensDefinition {
  const unit = declaredMeasure(measure).unit
  const shared = { id, name, says, unit, measure, basis, source, repeat }
  if (isRefusal(answer)) return { ...shared, value: null, status: 'not-available', asOf: null, why: sayRefusal(answer) }
  const row = answer.rows[0]
  const why = row === undefined ? 'What is loaded has no row for this place' : row.value === null ? (row.status === 'suppressed' ? 'Hidden to protect a small number' : answer.summary) : null
  return { ...shared, value: row?.value ?? null, status: row?.status ?? 'not-available', asOf: answer.asOf, why }
}

/** Filters as a list, however many were given. */
export function listWhere({ where }: Pick<LensPlace, 'where'>): string[] {
  return typeof where === 'string' ? [where] : [...where]
}

function refuseOneWay(measure: string): Refusal {
  return refuse('counted-one-way', 'absent', {
    doing: `Looking for other ways of counting ${measure}`, found: 'it is counted in one way', need: `One of ${[...new Set(countings.map((one) => one.measure))].join(', ')}`, next: 'Ask for one of these; cadre measures says how every other one is counted',
  })
}

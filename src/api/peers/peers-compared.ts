import type { RefusedPeer } from '../../contract/peers.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { measureNamed } from '../../dataset/measures.ts'
import type { AreaMap, MapNode } from '../../reference/area-map.ts'
import { findArea } from '../../reference/find-area.ts'
import { levelWords, type Level } from '../../reference/levels.ts'
import { shareInside } from '../../reference/map-walk.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { onlySource, pointsOf, whyNot } from '../overview/key-figures.ts'

/** A peer as asked, with its answer; or why it is not compared. */
export type Compared = { readonly node: MapNode; readonly answer: QueryAnswer } | { readonly refused: RefusedPeer }
export type AskPlace = (code: string, of: { readonly by?: string | undefined; readonly at?: string | undefined; readonly source?: string | undefined }) => Promise<QueryAnswer | Refusal>

/**
 * Find a peer and set its figure beside that of the area, when the two may be compared: no place is part of the other, both are of one level, and the figures come from
 * one source, for one date, by one definition. Where they may not, say why, and find the nearest comparison that holds.
 */
export async function comparePeer(map: AreaMap, here: { readonly area: MapNode; readonly answer: QueryAnswer }, asked: string, ask: AskPlace): Promise<Compared> {
  const node = findArea(map, asked)
  const refused = (because: RefusedPeer['because'], name: string, why: string, nearest: RefusedPeer['nearest'] = null): Compared => ({ refused: { asked, name, because, why, nearest } })
  if (isRefusal(node)) return refused('unknown', asked, `${node.found}. ${node.need}`)
  const { area, answer: own } = here
  if (node.level === area.level && node.code === area.code) return refused('overlap', node.name, 'It is the place itself')
  if (shareInside(map, node, area) > 0 || shareInside(map, area, node) > 0) return refused('overlap', node.name, `One lies in the other, so people of ${node.name} would stand on both sides`)
  if (node.level !== area.level && node.alsoLevel !== area.level) return refused('level', node.name, `${capital(one(node.level))} and ${one(area.level)} have different work to do`)
  const answer = await ask(node.code, {})
  if (isRefusal(answer)) return refused('missing', node.name, whyNot(answer))
  if (answer.rows[0]?.status === 'suppressed') return refused('missing', node.name, 'It is hidden, to protect a small number')
  if (answer.rows[0]?.value == null) {
    const last = await lastBefore(node, own, ask)
    return last === null ? refused('missing', node.name, 'Nothing that is loaded says it of this place') : refused('date', node.name, `Its last figure is of ${sayDate(last.asOf)}, where here it is of ${sayDate(own.asOf)}`, await nearestOf(area, node, own, last, ask))
  }
  const misfit = misfitOf(own, answer)
  if (misfit === null) return { node, answer }
  return refused(misfit.because, node.name, misfit.why, await nearestOf(area, node, own, answer, ask))
}

/** The last answer of a place that has none for the newest date; null when it has none at all. */
async function lastBefore(node: MapNode, own: QueryAnswer, ask: AskPlace): Promise<QueryAnswer | null> {
  const series = await ask(node.code, { by: 'period', source: onlySource(own) ?? undefined })
  const date = isRefusal(series) ? undefined : pointsOf(series).filter((point) => point.date < own.asOf).at(-1)?.date
  const answer = date === undefined ? null : await ask(node.code, { at: date, source: onlySource(own) ?? undefined })
  return answer === null || isRefusal(answer) ? null : answer
}

/** Why two answers may not stand side by side; null when they may. The source is told before the definition, and the definition before the date. */
export function misfitOf(own: QueryAnswer, other: QueryAnswer): { because: 'definition' | 'source' | 'date'; why: string } | null {
  const [from, to] = [onlySource(own), onlySource(other)]
  if (from !== to) return { because: 'source', why: `It comes from another source: ${sayTitle(other)}, where here it is ${sayTitle(own)}` }
  if (own.provenance.formula !== other.provenance.formula || (own.rows[0]?.status === 'estimated') !== (other.rows[0]?.status === 'estimated')) return { because: 'definition', why: `It is worked out in another way: ${other.provenance.formula}${other.rows[0]?.status === 'estimated' ? ', an estimate' : ''}` }
  if (own.asOf !== other.asOf) return { because: 'date', why: `Its last figure is of ${sayDate(other.asOf)}, where here it is of ${sayDate(own.asOf)}` }
  return null
}

/** The nearest comparison that holds: both for the earlier date, both from the source of either, or nothing. Each is asked before it is offered. */
async function nearestOf(area: MapNode, node: MapNode, own: QueryAnswer, other: QueryAnswer, ask: AskPlace): Promise<RefusedPeer['nearest']> {
  const at = own.asOf < other.asOf ? own.asOf : other.asOf
  const sources = [...new Set([onlySource(own), onlySource(other)])].flatMap((source) => (source === null ? [] : [source]))
  const tries = [...(own.asOf === other.asOf ? [] : [{ at }]), ...sources.map((source) => ({ source })), ...(own.asOf === other.asOf ? [] : sources.map((source) => ({ at, source })))]
  for (const of of tries) {
    const [mine, theirs] = [await ask(area.code, of), await ask(node.code, of)]
    if (isRefusal(mine) || isRefusal(theirs) || mine.rows[0]?.value == null || theirs.rows[0]?.value == null || misfitOf(mine, theirs) !== null) continue
    return { says: `Both on ${sayDate(mine.asOf)}${'source' in of ? `, from ${sayTitle(mine)}` : ''}`, measure: own.measure, at: 'at' in of ? of.at : null, source: 'source' in of ? of.source : null, peers: null }
  }
  return null
}

function sayTitle({ provenance, measure }: QueryAnswer): string {
  const titles = [...new Set(provenance.sources.map(({ title }) => title))]
  return titles.length === 0 ? `a view of ${(measureNamed(measure)?.name ?? measure).toLowerCase()}` : titles.slice(0, 2).join(' and ')
}

function one(level: string): string {
  const words = levelWords[level as Level]?.one ?? level
  return `${/^[aeio]/.test(words) ? 'an' : 'a'} ${words}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

import type { Viewer } from '../access/viewer.ts'
import { PeersAnswer, PeersRequest, type ComparedPlace, type RefusedPeer } from '../contract/peers.ts'
import type { QueryAnswer } from '../contract/query.ts'
import { declaredMeasure } from '../dataset/measures.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { findPlace, type Place } from './map/find-place.ts'
import { keyMeasures, onlySource } from './overview/key-figures.ts'
import { dimensionOf } from './map/level-dimension.ts'
import { isRate } from './map/level-measures.ts'
import { chanceOf } from './peers/peers-chance.ts'
import { comparePeer, misfitOf, type AskPlace, type Compared } from './peers/peers-compared.ts'
import { sizeByCode, suggestPeers } from './peers/peers-suggest.ts'
import { answerQuery, queryRefuses } from './query.ts'
import { tableRoutes, type CsvFile, type Route } from './route.ts'

/** Rates that a comparison opens with, the first that answers here. */
const openWith = ['leaver_rate', 'sickness_absence_rate', 'vacancy_rate', 'stability']
/** More peers than this are a list of all: that is what Explore is for. */
const mostPeers = 12

/**
 * Set a rate of an area beside that of the nation and of chosen peers, from one source, for one date, by one definition. A peer that would mislead is refused, with the nearest comparison that holds.
 *
 * Errors: refuses `amounts-not-compared`, `too-many-peers`, and what finding the area and asking the measure refuse.
 */
export async function answerPeers(house: House, viewer: Viewer, request: PeersRequest): Promise<PeersAnswer | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  const wanted = request.peers.split(',').map((peer) => peer.trim()).filter((peer) => peer !== '')
  if (wanted.length > mostPeers) return refuse('too-many-peers', 'usage', { doing: `Comparing ${place.area.name} with its peers`, found: `${wanted.length} peers`, need: `At most ${mostPeers}`, next: 'Choose fewer, or ask Explore for all areas of the level' })
  const ask = (measure: string, code: string, of: { by?: string | undefined; at?: string | undefined; source?: string | undefined }): Promise<QueryAnswer | Refusal> => answerQuery(house, viewer, {
    measure, by: of.by ?? '', where: [`area=${code}`, ...(of.source === undefined ? [] : [`source=${of.source}`])], ...(of.at === undefined ? {} : { at: of.at }), ...(request.map === undefined ? {} : { map: request.map }),
  })
  const own = await ownFigure(place, request, (measure) => ask(measure, place.area.code, request))
  return isRefusal(own) ? own : compared(place, request, own, wanted, ask)
}

type Ask = (measure: string, code: string, of: { by?: string | undefined; at?: string | undefined; source?: string | undefined }) => Promise<QueryAnswer | Refusal>

/** The figure of the area: of the measure asked, or of the first rate that answers. */
async function ownFigure({ area }: Place, { measure }: PeersRequest, ask: (measure: string) => Promise<QueryAnswer | Refusal>): Promise<QueryAnswer | Refusal> {
  let first: QueryAnswer | Refusal | null = null
  for (const id of measure === undefined ? openWith : [measure]) {
    const answer = await ask(id)
    if (!isRefusal(answer) && !isRate(answer.unit)) return refuseAmount(area.name, answer)
    if (!isRefusal(answer) && answer.rows.length === 1 && answer.rows[0]!.value !== null) return answer
    first ??= isRefusal(answer) ? answer : refuse('nothing-to-compare', 'absent', { doing: `Comparing ${area.name} with its peers`, found: answer.rows[0]?.status === 'suppressed' ? `its ${answer.name.toLowerCase()} is hidden to protect a small number` : `nothing that is loaded gives one ${answer.name.toLowerCase()} of it`, need: 'A rate that the area has', next: 'Choose another measure' })
  }
  return first!
}

function refuseAmount(name: string, { name: measure }: QueryAnswer): Refusal {
  return refuse('amounts-not-compared', 'usage', {
    doing: `Comparing ${name} with its peers`, found: `${measure.toLowerCase()} is an amount, and a larger place has more of everything`, need: 'A rate, such as fte_per_1000_population or leaver_rate', next: 'Choose one of these, or see the amounts side by side in Explore',
  })
}

async function compared(place: Place, request: PeersRequest, own: QueryAnswer, wanted: readonly string[], ask: Ask): Promise<PeersAnswer> {
  const { area, nation, map } = place
  const by = dimensionOf(area.level)
  const above = (nation ?? area).code
  const askPlace: AskPlace = (code, of) => ask(own.measure, code, { source: request.source, ...(of.by === undefined ? { at: request.at } : {}), ...of })
  const found: Compared[] = []
  for (const peer of new Set(wanted)) found.push(await comparePeer(map, { area, answer: own }, peer, askPlace))
  const peers = found.flatMap((one) => ('node' in one ? [one] : []))
  const source = onlySource(own)
  const nationAnswer = nation === null || nation.code === area.code ? null : await ask(own.measure, nation.code, { at: own.asOf, source: source ?? undefined })
  const hasLevel = by !== null && area.level !== 'nation'
  const [sizes, level] = hasLevel ? await Promise.all([ask('fte', above, { by }), ask(own.measure, above, { by, at: own.asOf, source: source ?? undefined })]) : [null, null]
  const roles = new Map<string, 'here' | 'peer'>([[area.code, 'here'], ...peers.map(({ node }) => [node.code, 'peer'] as const)])
  const chance = level === null || by === null || isRefusal(level) ? { funnel: null, funnelWhy: 'No limits of chance: the rates of all areas of the level are not held, or not shown to you.' }
    : await chanceOf(level, by, roles, (measure, at) => ask(measure, above, { by, at, source: source ?? undefined }))
  const sized = sizes === null || isRefusal(sizes) ? null : sizes
  const size = sizeByCode(sized, by ?? '')
  const value = own.rows[0]!.value!
  const rowOf = (role: ComparedPlace['role'], node: { level: string; code: string; name: string }, answer: QueryAnswer): ComparedPlace => {
    const dot = role === 'nation' ? undefined : chance.funnel?.places.find(({ code }) => code === node.code)
    const row = answer.rows[0] ?? { value: null, status: 'not-available' as const }
    return { role, level: node.level, code: node.code, name: node.name, value: row.value, status: row.status, asOf: answer.asOf, difference: role === 'here' || row.value === null ? null : value - row.value, size: size.get(node.code) ?? null, limits: dot?.limits ?? null, beyond: dot?.beyond ?? null }
  }
  const nationRow = nationAnswer === null || isRefusal(nationAnswer) || misfitOf(own, nationAnswer) !== null ? [] : [rowOf('nation', nation!, nationAnswer)]
  const rows = [rowOf('here', area, own), ...peers.map(({ node, answer }) => rowOf('peer', node, answer)), ...nationRow]
  const suggestions = by === null ? [] : suggestPeers(place, sized, by)
  const others = hasLevel ? await otherFigures(rows, by, above, ask) : []
  return {
    area: { level: area.level, code: area.code, name: area.name }, measure: own.measure, name: own.name, unit: own.unit, asOf: own.asOf, map: own.provenance.map, source,
    ...sayCompared(own, rows, chance.funnel), rows, refused: found.flatMap((one) => ('refused' in one ? [withLikeSize(one.refused, own.measure, wanted, suggestions)] : [])), ...chance, others, suggestions, provenance: own.provenance,
  }
}

/** Where no figure of a peer may stand beside that of the area, the nearest comparison is with another place of like size. */
function withLikeSize(refused: RefusedPeer, measure: string, wanted: readonly string[], suggestions: PeersAnswer['suggestions']): RefusedPeer {
  const other = suggestions.find(({ level, code }) => !wanted.includes(`${level}:${code}`) && !wanted.includes(code))
  if (refused.nearest !== null || other === undefined) return refused
  const peers = wanted.map((peer) => (peer === refused.asked ? `${other.level}:${other.code}` : peer)).join(',')
  return { ...refused, nearest: { says: `With ${other.name}, ${other.reason.charAt(0).toLowerCase()}${other.reason.slice(1)}`, measure, at: null, source: null, peers } }
}

/** The key figures of the same places, each by one question to the whole level: one source, one date. */
async function otherFigures(rows: readonly ComparedPlace[], by: string, above: string, ask: Ask): Promise<PeersAnswer['others']> {
  const codes = rows.filter(({ role }) => role !== 'nation').map(({ code }) => code)
  const found = await Promise.all(keyMeasures.map(async ({ measure }): Promise<PeersAnswer['others']> => {
    const answer = await ask(measure, above, { by })
    if (isRefusal(answer)) return []
    const cells = new Map(answer.rows.map((row) => [String(row[by] ?? ''), row]))
    const { name, unit } = declaredMeasure(measure)
    return [{ measure, name, unit, asOf: answer.asOf, cells: codes.map((code) => ({ code, value: cells.get(code)?.value ?? null, status: cells.get(code)?.status ?? ('not-available' as const) })) }]
  }))
  return found.flat()
}

function sayCompared(own: QueryAnswer, rows: readonly ComparedPlace[], funnel: PeersAnswer['funnel']): { title: string; summary: string } {
  const [here, nation] = [rows[0]!, rows.find(({ role }) => role === 'nation')]
  const peers = rows.filter(({ role, value }) => role === 'peer' && value !== null)
  const say = (value: number): string => `${formatNumber(value, 1)} ${own.unit}`
  const [higher, lower] = [peers.filter(({ value }) => value! > here.value!).length, peers.filter(({ value }) => value! < here.value!).length]
  const among = peers.length === 0 ? '' : higher === 0 ? `the highest beside ${countPeers(peers.length)}` : lower === 0 ? `the lowest beside ${countPeers(peers.length)}` : `above ${lower} and below ${higher} of ${countPeers(peers.length)}`
  const title = `${own.name} of ${here.name}: ${say(here.value!)}${among === '' ? '' : `, ${among}`}`
  const dot = funnel?.places.find(({ code }) => code === here.code)
  const chance = dot === undefined ? '' : dot.beyond ? ` It lies beyond what chance alone explains about ${say(funnel!.mean)}.` : ` It is within what chance alone explains about ${say(funnel!.mean)}.`
  const each = peers.map(({ name, value }) => `${name} ${say(value!)}`)
  const beside = [...each, ...(nation?.value == null ? [] : [`${nation.name} ${say(nation.value)}`])]
  return { title, summary: `${own.name} of ${here.name} is ${say(here.value!)} on ${sayDate(own.asOf)}${beside.length === 0 ? '' : `; ${beside.join(', ')}`}.${chance}` }
}

function countPeers(count: number): string {
  return count === 1 ? 'its one peer' : `${count} peers`
}

/** The comparison as a csv file: a line for each place, those refused with why, then the key figures of the same places. */
export function writePeersCsv(answer: PeersAnswer): CsvFile {
  const { measure, unit, rows, refused, others } = answer
  const names = new Map(rows.map((row) => [row.code, row]))
  const lines = rows.map((row) => [measure, row.role, row.level, row.code, row.name, row.value, unit, row.status, row.asOf, row.difference, row.size, row.limits?.low95 ?? null, row.limits?.high95 ?? null, null])
  const not = refused.map(({ asked, name, why }) => [measure, 'refused', null, asked, name, null, unit, 'not-available', null, null, null, null, null, why])
  const more = others.filter((other) => other.measure !== measure).flatMap((other) => other.cells.map(({ code, value, status }) => {
    const row = names.get(code)
    return [other.measure, row?.role ?? null, row?.level ?? null, code, row?.name ?? null, value, other.unit, status, other.asOf, null, row?.size ?? null, null, null, null]
  }))
  return { name: `peers-${answer.area.code}-${measure}-${answer.asOf}.csv`, text: writeCsv(['measure', 'role', 'level', 'code', 'name', 'value', 'unit', 'status', 'as_of', 'difference', 'fte', 'low_95', 'high_95', 'why_not'], [...lines, ...not, ...more]) }
}

const refuses = [...new Set([...queryRefuses, 'too-many-peers', 'amounts-not-compared', 'nothing-to-compare'])]

export const peersRoutes: readonly Route[] = tableRoutes({
  url: '/api/peers', policy: 'figures', says: 'A rate of an area beside the nation and chosen peers, with limits of chance where they matter, suggestions of like size, and what may not be compared', csv: 'The same as csv, one line for each place', group: 'Areas', query: PeersRequest, answer: PeersAnswer, refuses,
  ask: answerPeers, write: writePeersCsv,
})

import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { LevelMeasures, OverviewAnswer, OverviewAsked, OverviewChanges, OverviewFuture, OverviewMap, type KeyFigure } from '../contract/overview.ts'
import type { MapNode } from '../reference/area-map.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { areaMap } from './map/area-tiles.ts'
import { sayArea } from './areas.ts'
import { findPlace, type Place } from './map/find-place.ts'
import { keepReading, keepReadingHere } from './kept.ts'
import { keyFigures } from './overview/key-figures.ts'
import { dimensionOf } from './map/level-dimension.ts'
import { levelMeasures } from './map/level-measures.ts'
import { overviewChanges } from './overview/overview-changes.ts'
import { overviewFuture } from './overview/overview-fan.ts'
import { answerQuery } from './query.ts'
import type { ReadArea, Reading } from './reading/reading.ts'
import { readRoute, type Route } from './route.ts'

/** Answer "where do we stand?" for an area: key figures, the way up and the way down. Where it leads, the map and what changed are asked for apart. Kept per snapshot. */
export function answerOverview(house: House, viewer: Viewer, request: OverviewAsked): Promise<OverviewAnswer | Refusal> {
  return ofPlace(house, viewer, request, (asked) => ({ work: 'overview', asked }), (place) => overviewOf(house, viewer, place))
}

/** Answer where an area goes if nothing changes, as the Projection page opens with it. Kept per snapshot. */
export async function answerOverviewFuture(house: House, viewer: Viewer, request: OverviewAsked): Promise<OverviewFuture | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  return isRefusal(place) ? place : keepReadingHere(house, viewer, place.snapshot, { work: 'overview future', asked: askedOf(place) }, () => overviewFuture(house, viewer, place))
}

/** Answer what changed in an area since the month and the snapshot before. Kept per snapshot. */
export function answerOverviewChanges(house: House, viewer: Viewer, request: OverviewAsked): Promise<OverviewChanges | Refusal> {
  return ofPlace(house, viewer, request, (asked) => ({ work: 'overview changes', asked }), (place) => overviewChanges(house, viewer, place))
}

/** Answer one measure for every area of the map of an area; of the first that answers when none is named. Kept per snapshot. */
export function answerOverviewMap(house: House, viewer: Viewer, { measure = null, ...request }: OverviewAsked & { readonly measure?: string | null | undefined }): Promise<OverviewMap | Refusal> {
  return ofPlace(house, viewer, request, (asked) => ({ work: 'overview map', asked: { ...asked, measure } }), (place) => areaMap(house, viewer, place, measure))
}

/** Answer which measures a map or a comparison of a level can show. Kept per snapshot. */
export function answerLevelMeasures(house: House, viewer: Viewer, { level = null, ...request }: OverviewAsked & { readonly level?: string | null | undefined }): Promise<LevelMeasures | Refusal> {
  return ofPlace(house, viewer, request, (asked) => ({ work: 'level measures', asked: { ...asked, level } }), (place) => levelMeasures(house, viewer, place, level))
}

/** Find the place, then work the answer out once per snapshot. */
async function ofPlace<T>(house: House, viewer: Viewer, { area, map }: OverviewAsked, reading: (asked: ReadArea) => Reading, work: (place: Place) => Promise<T | Refusal>): Promise<T | Refusal> {
  const place = await findPlace(house, viewer, area, map ?? null)
  return isRefusal(place) ? place : keepReading(house, viewer, place.snapshot, reading(askedOf(place)), () => work(place))
}

function askedOf({ area, mapAsked }: Place): ReadArea {
  return { area: `${area.level}:${area.code}`, map: mapAsked }
}

async function overviewOf(house: House, viewer: Viewer, place: Place): Promise<OverviewAnswer> {
  const { area } = place
  const [figures, children] = await Promise.all([keyFigures(house, viewer, place), childrenOf(house, viewer, place)])
  return {
    area: sayArea(area), path: pathTo(place).map(sayArea), children, summary: summarise(area, figures), figures,
    provenance: figures.find(({ value }) => value !== null)?.provenance ?? null,
  }
}

/** From the nation down to the area, each the parent that holds the largest share of the next. */
function pathTo({ map, area }: Place): MapNode[] {
  const path = [area]
  for (let node: MapNode | undefined = area; node && path.length < 8;) {
    const parent: MapNode['parents'][number] | undefined = [...node.parents].sort((a, b) => b.share - a.share)[0]
    node = parent ? map.nodes.get(`${parent.level}:${parent.code}`) : undefined
    if (node) path.unshift(node)
  }
  return path
}

/** The areas one level down with their staff in post; practices and local authorities employ nobody here. */
async function childrenOf(house: House, viewer: Viewer, { map, area, mapAsked }: Place): Promise<OverviewAnswer['children']> {
  const nodes = (map.children.get(`${area.level}:${area.code}`) ?? []).flatMap((key) => map.nodes.get(key) ?? []).filter(({ level }) => level !== 'practice' && level !== 'local-authority')
  const staff = new Map<string, { fte: number | null; status: KeyFigure['status'] }>()
  for (const level of new Set(nodes.map((node) => node.level))) {
    const by = dimensionOf(level)
    const answer = by === null ? null : await answerQuery(house, viewer, { measure: 'fte', by, where: [`area=${area.code}`], ...(mapAsked === null ? {} : { map: mapAsked }) })
    if (by !== null && answer !== null && !isRefusal(answer)) for (const row of answer.rows) staff.set(`${level}:${row[by]}`, { fte: row.value, status: row.status })
  }
  return nodes.map((node) => ({ ...sayArea(node), ...(staff.get(`${node.level}:${node.code}`) ?? { fte: null, status: 'not-available' as const }) }))
}

/** One sentence or two that answer the page's question: how many staff, how they come and go. */
function summarise(area: MapNode, figures: readonly KeyFigure[]): string {
  const [fte, leaving] = ['fte', 'leaver_rate'].map((measure) => figures.find((figure) => figure.measure === measure))
  const before = fte?.yearBefore?.value ?? 0
  const grown = fte?.value == null || before === 0 ? '' : sayGrown((fte.value / before - 1) * 100)
  const staff = fte?.value == null ? `What is loaded does not say how many staff ${area.name} has in post.` : `${area.name} has ${formatNumber(fte.value, 0)} full-time equivalents in post on ${sayDate(fte.asOf ?? '')}${fte.status === 'estimated' ? ' (estimated)' : ''}${grown}.`
  const leavers = leaving?.value == null ? '' : ` ${formatNumber(leaving.value, 1)} % of staff left in the year to ${sayDate(leaving.asOf ?? '')}.`
  return `${staff}${leavers}`
}

function sayGrown(percent: number): string {
  const text = formatNumber(Math.abs(percent), 1)
  return text === '0.0' ? ', as many as a year before' : `, ${text} % ${percent > 0 ? 'more' : 'fewer'} than a year before`
}

const asked = OverviewAsked
const refuses = ['nothing-loaded', 'unknown-area']

export const overviewRoutes: readonly Route[] = [
  readRoute({
    url: '/api/overview', policy: 'figures', says: 'Where an area stands: key figures with their variation, freshness and coverage, and the areas above and below it', group: 'Areas', query: asked, answer: OverviewAnswer, refuses,
    handle: ({ house, viewer }, query) => answerOverview(house, viewer, query),
  }),
  readRoute({
    url: '/api/overview/future', policy: 'figures', says: 'Where an area goes if nothing changes: history, projection with its range, gaps by staff group', group: 'Areas', query: asked, answer: OverviewFuture, refuses,
    handle: ({ house, viewer }, query) => answerOverviewFuture(house, viewer, query),
  }),
  readRoute({
    url: '/api/overview/changes', policy: 'figures', says: 'What changed in an area since the month and the snapshot before, what did not, and what is late', group: 'Areas', query: asked, answer: OverviewChanges, refuses,
    handle: ({ house, viewer }, query) => answerOverviewChanges(house, viewer, query),
  }),
  readRoute({
    url: '/api/overview/map', policy: 'figures', says: 'One measure for every area of the map, with the place and the outline of each where they are loaded', group: 'Areas',
    query: asked.extend({ measure: z.string().optional().describe('Id of a measure; the first that answers when left out') }), answer: OverviewMap, refuses,
    handle: ({ house, viewer }, query) => answerOverviewMap(house, viewer, query),
  }),
  readRoute({
    url: '/api/overview/measures', policy: 'figures', says: 'Measures that answer for the areas of a level, so that a map or a comparison can show them', group: 'Areas',
    query: asked.extend({ level: z.string().optional().describe('Level of the map; that of its areas when left out') }), answer: LevelMeasures, refuses,
    handle: ({ house, viewer }, query) => answerLevelMeasures(house, viewer, query),
  }),
]

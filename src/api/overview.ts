import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { OverviewAnswer, type KeyFigure } from '../contract/overview.ts'
import type { MapNode } from '../reference/area-map.ts'
import type { House } from '../store/house.ts'
import { sayDate } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { areaTiles } from './area-tiles.ts'
import { sayArea } from './areas.ts'
import { sayChanges } from './changed.ts'
import { findPlace, type Place } from './find-place.ts'
import { keepAnswer } from './kept.ts'
import { keyFigures } from './key-figures.ts'
import { overviewFuture, type Future } from './overview-fan.ts'
import { readRoute, type Route } from './route.ts'

/** Answer "where do we stand?" for an area: key figures, history, projection, gaps, tiles, what changed. Kept per snapshot. */
export async function answerOverview(house: House, viewer: Viewer, request: { area?: string | undefined; map?: string | undefined }): Promise<OverviewAnswer | Refusal> {
  const place = await findPlace(house, viewer, request.area, request.map ?? null)
  if (isRefusal(place)) return place
  return keepAnswer(house, viewer, place.snapshot, `overview ${place.area.level}:${place.area.code} ${request.map ?? ''}`, () => overviewOf(house, viewer, place, request.map ?? null))
}

async function overviewOf(house: House, viewer: Viewer, place: Place, map: string | null): Promise<OverviewAnswer> {
  const { area, nation } = place
  const figures = await keyFigures(house, viewer, area, nation, map)
  const { sentence, ...future } = await overviewFuture(house, viewer, place)
  const inPost = figures.find(({ measure }) => measure === 'fte')?.points ?? []
  const history = future.history.length > 0 ? future.history : inPost.map((point) => ({ ...point, status: figures[0]?.status ?? 'ok' }))
  const children = (place.map.children.get(`${area.level}:${area.code}`) ?? []).flatMap((key) => place.map.nodes.get(key) ?? [])
  return {
    area: sayArea(area), path: pathTo(place).map(sayArea), children: children.filter(({ level }) => level !== 'practice' && level !== 'local-authority').map(sayArea),
    summary: summarise(area, figures, sentence), figures, ...future, history,
    tiles: await areaTiles(house, viewer, place, map),
    changed: sayChanges(await house.catalogue.snapshots(viewer)),
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

/** One sentence or three that answer the page's question: how many staff, how they come and go, where that leads. */
function summarise(area: MapNode, figures: readonly KeyFigure[], future: Future['sentence']): string {
  const [fte, leaving] = ['fte', 'leaver_rate'].map((measure) => figures.find((figure) => figure.measure === measure))
  const staff = fte?.value == null ? `What is loaded does not say how many staff ${area.name} has in post.` : `${area.name} has ${formatNumber(fte.value, 0)} full-time equivalents in post on ${sayDate(fte.asOf ?? '')}${fte.status === 'estimated' ? ' (estimated)' : ''}.`
  const leavers = leaving?.value == null ? '' : ` ${formatNumber(leaving.value, 1)} % of staff left in the year to ${sayDate(leaving.asOf ?? '')}.`
  return `${staff}${leavers}${future === null ? '' : ` ${future}`}`
}

export const overviewRoutes: readonly Route[] = [
  readRoute({
    url: '/api/overview', policy: 'figures', says: 'Where an area stands: key figures, history, projection, gaps by staff group, tiles and what changed', group: 'Areas',
    query: z.object({ area: z.string().optional().describe('Code or name; the nation when left out'), map: z.iso.date().optional().describe('Map of areas as of this date') }),
    answer: OverviewAnswer, refuses: ['nothing-loaded', 'unknown-area'],
    handle: ({ house, viewer }, query) => answerOverview(house, viewer, query),
  }),
]

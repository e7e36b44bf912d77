import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { AreaMap, type AreaNode } from '../contract/area.ts'
import type { MapNode } from '../reference/area-map.ts'
import { readMap } from '../store/cube.ts'
import type { House } from '../store/house.ts'
import { readRoute, type Route } from './route.ts'

/** Draw the map of areas on a date (null: the latest): nation first, parents before children. Practices and local authorities are left out: they employ nobody here. */
async function answerAreas(house: House, viewer: Viewer, map: string | null): Promise<AreaMap> {
  const drawn = await readMap(house, viewer, map)
  return { map: drawn.date, areas: [...drawn.nodes.values()].filter(({ level }) => !leftOut.has(level)).map(sayArea) }
}

const leftOut: ReadonlySet<string> = new Set(['practice', 'local-authority'])

/** Say a node of the map as the pages know it; the parent is the one that holds the largest share. */
export function sayArea(node: MapNode): AreaNode {
  const { level, code, name, validFrom, validTo } = node
  const parent = [...node.parents].sort((a, b) => b.share - a.share)[0]
  return { level, code, name, parent: parent?.code ?? null, validFrom, validTo }
}

export const areasRoutes: readonly Route[] = [
  readRoute({
    url: '/api/areas', policy: 'figures', says: 'The map of areas on one date: nation first, parents before children', group: 'Areas',
    query: z.object({ map: z.iso.date().optional().describe('Date of the map; the latest when left out') }), answer: AreaMap, refuses: [],
    handle: ({ house, viewer }, { map }) => answerAreas(house, viewer, map ?? null),
  }),
]

import { findArea } from '../../reference/find-area.ts'
import type { MapNode } from '../../reference/area-map.ts'
import { nodeOf, shareInside } from '../../reference/map-walk.ts'
import type { Lies } from '../../scenario/lever-in-part.ts'
import { isRefusal } from '../../units/refusal.ts'
import type { Place } from '../map/find-place.ts'

/** Levels that are told apart in an area, in the order in which they are tried. */
const below: Readonly<Record<string, readonly string[]>> = { nation: ['ics', 'state', 'region'], region: ['ics'], network: ['ics', 'organisation'], ics: ['place', 'sub-icb', 'organisation'], place: ['organisation'], 'sub-icb': ['organisation'] }

/** Areas told apart at most: each is learnt by itself. */
const mostTold = 60

/** Areas of one level that lie wholly in another. */
export interface AreasTold { readonly level: string; readonly areas: readonly MapNode[] }

/** The areas that may be told apart in an area, level by level, in the order of their codes; levels with fewer than two, or with too many to be learnt one by one, are left out. */
export function areasTold({ map, area }: Pick<Place, 'map' | 'area'>): AreasTold[] {
  return (below[area.level] ?? []).flatMap((level) => {
    const areas = [...map.nodes.values()].filter((node) => node.level === level && !node.pseudo && node !== area && shareInside(map, node, area) === 1).toSorted((a, b) => (a.code < b.code ? -1 : 1))
    return areas.length < 2 || areas.length > mostTold ? [] : [{ level, areas }]
  })
}

/** Say how areas that levers name lie to a part of the whole. A name that no area has lies outside. Each name is looked up once. */
export function areasLie({ map, area: whole }: Pick<Place, 'map' | 'area'>): (part: MapNode, named: string | undefined) => Lies {
  const known = new Map<string | undefined, MapNode | null>([[undefined, whole]])
  const find = (named: string): MapNode | null => {
    const found = nodeOf(map, named) ?? findArea(map, named)
    return isRefusal(found) ? null : found
  }
  return (part, named) => {
    const found = known.get(named) ?? (known.has(named) ? null : find(named!))
    known.set(named, found)
    if (found === null) return 'outside'
    if (found === whole) return 'around'
    const inWhole = shareInside(map, found, whole)
    if (inWhole === 0 || shareInside(map, whole, found) === 1) return 'outside'
    const [holds, held] = [shareInside(map, part, found), shareInside(map, found, part)]
    if (holds === 1) return 'around'
    if (held === 1) return 'within'
    return inWhole < 1 || holds > 0 || held > 0 ? 'across' : 'apart'
  }
}

import { compareText } from '../reference/in-force.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { rankOf } from '../reference/levels.ts'
import { heldBy, shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { HeldPlace, Holding } from './cube-holdings.ts'
import { homeNation } from './cube-question.ts'
import type { Question } from './cube-question.ts'

/** Where the rows of a source fall for a question: published places, the cell of the answer each belongs to, and its share of it. */
export interface Placing {
  readonly levels: ReadonlySet<string>
  readonly places: readonly { readonly level: string; readonly code: string; readonly cell: number; readonly share: number }[]
  /** Shape: one area per area dimension of the question; null where the map does not place it. */
  readonly cells: readonly (readonly (MapNode | null)[])[]
  /** Codes that stand on no map: counted in the home nation, never dropped. */
  readonly unplaced: readonly string[]
  /** True when the source published the very area asked. */
  readonly exact: boolean
}

/**
 * Choose the level of a source that answers a question, and place its rows; null when nothing of it lies in the area.
 *
 * Levels are never added to each other, for one may cover the other; records are the exception, no record covers another.
 */
export function placeRows(map: AreaMap, holding: Holding, question: Question, areaLevels: readonly string[]): Placing | null {
  const home = homeNation(map)
  const placed = holding.places.map((place) => ({ place, inside: insideShares(map, place, question.inside, home) }))
  if (holding.basis.records) return placing(map, placed, areaLevels, false)
  const exact = exactPlaces(placed, question.inside, areaLevels)
  if (exact) return placing(map, exact, areaLevels, true)
  const floor = Math.max(...areaLevels.map(rankOf), ...question.inside.map((node) => rankOf(node.level) + (areaLevels.includes(node.level) ? 0 : 1)), 0)
  const finest = areaLevels.reduce<string | null>((best, level) => (best === null || rankOf(level) > rankOf(best) ? level : best), null)
  for (const level of levelsOf(holding).filter((one) => rankOf(one) >= floor)) {
    if (holding.basis.combine === 'as-published' && level !== finest) continue
    const found = placing(map, placed.filter(({ place }) => place.level === level), areaLevels, level === finest)
    if (found && (areaLevels.length === 0 || found.cells.some((cell) => cell.some((area) => area !== null)))) return found
  }
  return null
}

interface Placed { readonly place: HeldPlace; readonly inside: readonly { node: MapNode | null; share: number }[] }

/** The parts of a place that lie inside all the areas asked. A place on no map counts as lying in the home nation. */
function insideShares(map: AreaMap, place: HeldPlace, areas: readonly MapNode[], home: MapNode | null): Placed['inside'] {
  const nodes = placeOn(map, place.level, place.code)
  if (nodes.length === 0) {
    const counts = place.level !== 'nation' && place.level !== 'state' && areas.every((area) => home !== null && area.level === home.level && area.code === home.code)
    return counts ? [{ node: null, share: 1 }] : []
  }
  return nodes.map(({ node, share }) => ({ node, share: areas.reduce((kept, area) => kept * insideOrRootless(map, node, area, home), share) })).filter(({ share }) => share > 0)
}

/** A node that hangs under no nation lies in the home nation, for lack of better knowledge; the answer says so. */
function insideOrRootless(map: AreaMap, node: MapNode, area: MapNode, home: MapNode | null): number {
  const inside = shareInside(map, node, area)
  const isRootless = inside === 0 && home !== null && area.code === home.code && node.level !== 'nation' && node.level !== 'state' && heldBy(map, node, 'nation').length === 0
  return isRootless ? 1 : inside
}

/** The rows published for the very area asked, when no finer area is asked for. */
function exactPlaces(placed: readonly Placed[], areas: readonly MapNode[], areaLevels: readonly string[]): Placed[] | null {
  const [area] = areas
  if (areas.length !== 1 || !area || areaLevels.some((level) => level !== area.level && level !== area.alsoLevel)) return null
  const found = placed.filter(({ place }) => place.code === area.code && (place.level === area.level || place.level === area.alsoLevel))
  return found.length > 0 ? found : null
}

function levelsOf(holding: Holding): string[] {
  return [...new Set(holding.places.map((place) => place.level))].toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(a, b))
}

function placing(map: AreaMap, placed: readonly Placed[], areaLevels: readonly string[], exact: boolean): Placing | null {
  const cells = new Map<string, { index: number; areas: (MapNode | null)[] }>()
  const places: Placing['places'][number][] = []
  const unplaced: string[] = []
  for (const { place, inside } of placed) for (const { node, share } of inside) {
    const split = node ? splitOver(map, node, areaLevels) : [{ areas: areaLevels.map(() => null), share: 1 }]
    const rootless = node === null || (areaLevels.length === 0 && node.parents.length === 0 && node.level !== 'nation' && node.level !== 'state') || split.some(({ areas }) => areas.includes(null))
    if (rootless) unplaced.push(place.code)
    for (const part of split) {
      if (isComposite(part.areas)) continue
      const key = part.areas.map((area) => area?.code ?? '').join(' ')
      const cell = cells.get(key) ?? { index: cells.size, areas: part.areas }
      cells.set(key, cell)
      places.push({ level: place.level, code: place.code, cell: cell.index, share: share * part.share })
    }
  }
  if (places.length === 0) return null
  return { places, cells: [...cells.values()].map((cell) => cell.areas), levels: new Set(places.map((place) => place.level)), unplaced: [...new Set(unplaced)], exact }
}

/** Great Britain, England and Wales, the United Kingdom: sums of nations, left out so that rows do not overlap. Source: ONS codes that begin with K. */
function isComposite(areas: readonly (MapNode | null)[]): boolean {
  return areas.some((area) => area?.level === 'nation' && /^K\d{8}$/.test(area.code))
}

/** The areas at each level that hold a node; a node shared between areas is split. Null where the map has no area at that level. */
function splitOver(map: AreaMap, node: MapNode, areaLevels: readonly string[]): { areas: (MapNode | null)[]; share: number }[] {
  let parts: { areas: (MapNode | null)[]; share: number; node: MapNode }[] = [{ areas: areaLevels.map(() => null), share: 1, node }]
  const finestFirst = areaLevels.map((level, index) => ({ level, index })).toSorted((a, b) => rankOf(b.level) - rankOf(a.level))
  for (const { level, index } of finestFirst) {
    parts = parts.flatMap((part) => {
      const held = heldBy(map, part.node, level)
      const missing = 1 - held.reduce((sum, one) => sum + one.share, 0)
      const found = held.map((one) => ({ areas: part.areas.with(index, one.node), share: part.share * one.share, node: one.node }))
      return missing > 1e-9 ? [...found, { ...part, share: part.share * missing }] : found
    })
  }
  return parts
}

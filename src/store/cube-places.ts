import { compareText } from '../reference/in-force.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { rankOf } from '../reference/levels.ts'
import { heldBy, shareInside } from '../reference/map-walk.ts'
import type { Share } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { HeldPlace, Holding } from './cube-holdings.ts'
import { homeNation } from './cube-question.ts'
import type { Question } from './cube-question.ts'

/** Where the rows of a source fall for a question: published places, the cell of the answer each belongs to, and its share of it. */
export interface Placing {
  readonly levels: ReadonlySet<string>
  readonly places: readonly PlacedShare[]
  /** Shape: one area per area dimension of the question; null where the map does not place it. */
  readonly cells: readonly (readonly (MapNode | null)[])[]
  /** Codes that stand on no map: counted in the home nation, never dropped. */
  readonly unplaced: readonly string[]
  /** True when the source published the very area asked. */
  readonly exact: boolean
  /** Cells that rest on a part of a place, by its share: estimates. */
  readonly shared: ReadonlySet<number>
  /** Places by the code they were published under that stand on this map as something else: what became of them, or what they came from. */
  readonly moved: readonly HeldPlace[]
}

/** A published place and its share of a cell of the answer; at most one entry for each pair. */
interface PlacedShare { readonly level: string; readonly code: string; readonly cell: number; readonly share: number }

/**
 * Choose the level of a source that answers a question, and place its rows; null when nothing of it lies in the area.
 *
 * Levels are never added to each other, for one may cover the other; records are the exception, no record covers another.
 */
export function placeRows(map: AreaMap, holding: Holding, question: Pick<Question, 'inside'>, areaLevels: readonly string[]): Placing | null {
  const home = homeNation(map)
  const placed = holding.places.map((place) => ({ place, inside: insideShares(map, place, question.inside, home) }))
  if (holding.basis.records) return placing(map, placed, question, areaLevels, false)
  const exact = exactPlaces(placed, question.inside, areaLevels)
  if (exact) return placing(map, exact, question, areaLevels, areExact(exact, question.inside))
  const floor = Math.max(...areaLevels.map(rankOf), ...question.inside.map((node) => rankOf(node.level) + (areaLevels.includes(node.level) ? 0 : 1)), 0)
  const finest = areaLevels.reduce<string | null>((best, level) => (best === null || rankOf(level) > rankOf(best) ? level : best), null)
  for (const level of levelsOf(holding).filter((one) => rankOf(one) >= floor)) {
    const isFinest = level === finest || standsAt(map, level) === finest
    if (holding.basis.combine === 'as-published' && !isFinest) continue
    const found = placing(map, placed.filter(({ place }) => place.level === level), question, areaLevels, isFinest)
    if (found && (areaLevels.length === 0 || found.cells.some((cell) => cell.some((area) => area !== null)))) return found
  }
  return null
}

/** The other level that nodes of a level stand at, null when they have none: a sub-ICB location is a place. */
function standsAt(map: AreaMap, level: string): string | null {
  for (const node of map.nodes.values()) if (node.level === level) return node.alsoLevel
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
  const hangsFree = inside === 0 && home !== null && area.code === home.code && node.level !== 'nation' && node.level !== 'state' && heldBy(map, node, 'nation').length === 0
  return hangsFree ? 1 : inside
}

/** The rows published for the very area asked, or for what it was before or became, when no finer area is asked for. */
function exactPlaces(placed: readonly Placed[], areas: readonly MapNode[], areaLevels: readonly string[]): Placed[] | null {
  const [area] = areas
  if (areas.length !== 1 || !area || areaLevels.some((level) => level !== area.level && level !== area.alsoLevel)) return null
  for (const level of [area.level, area.alsoLevel]) {
    const found = placed.filter(({ place, inside }) => place.level === level && inside.length > 0)
    if (found.length > 0) return found
  }
  return null
}

function areExact(found: readonly Placed[], areas: readonly MapNode[]): boolean {
  return found.every(({ place }) => place.code === areas[0]?.code)
}

function levelsOf(holding: Holding): string[] {
  return [...new Set(holding.places.map((place) => place.level))].toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(a, b))
}

function placing(map: AreaMap, placed: readonly Placed[], { inside: asked }: Pick<Question, 'inside'>, areaLevels: readonly string[], exact: boolean): Placing | null {
  const cells = new Map<string, { index: number; areas: (MapNode | null)[] }>()
  const places: PlacedShare[] = []
  const [unplaced, moved] = [new Set<string>(), new Set<HeldPlace>()]
  for (const { place, inside } of placed) {
    const shares = new Map<number, number>()
    for (const { node, share } of inside) {
      if (node && node.code !== place.code) moved.add(place)
      const split = node ? splitOver(map, node, areaLevels, asked) : [{ areas: areaLevels.map(() => null), share: 1 }]
      if (isRootless(node, areaLevels) || split.some(({ areas }) => areas.includes(null))) unplaced.add(place.code)
      for (const part of split) {
        if (isComposite(part.areas)) continue
        const key = part.areas.map((area) => area?.code ?? '').join(' ')
        const cell = cells.get(key) ?? { index: cells.size, areas: part.areas }
        cells.set(key, cell)
        shares.set(cell.index, (shares.get(cell.index) ?? 0) + share * part.share)
      }
    }
    for (const [cell, share] of shares) places.push({ level: place.level, code: place.code, cell, share: Math.abs(share - 1) < 1e-9 ? 1 : share })
  }
  if (places.length === 0) return null
  const shared = new Set(places.flatMap(({ cell, share }) => (share === 1 ? [] : [cell])))
  return { places, cells: [...cells.values()].map((cell) => cell.areas), levels: new Set(places.map((place) => place.level)), unplaced: [...unplaced], exact, moved: [...moved], shared }
}

/** Nothing above it says where it lies. */
function isRootless(node: MapNode | null, areaLevels: readonly string[]): boolean {
  return node === null || (areaLevels.length === 0 && node.parents.length === 0 && node.level !== 'nation' && node.level !== 'state')
}

/** Great Britain, England and Wales, the United Kingdom: sums of nations, left out so that rows do not overlap. Source: ONS codes that begin with K. */
function isComposite(areas: readonly (MapNode | null)[]): boolean {
  return areas.some((area) => area?.level === 'nation' && /^K\d{8}$/.test(area.code))
}

/**
 * The areas at each level that hold a node; a node shared between areas is split. Null where the map has no area at that level.
 * Networks overlap: a node stands wholly in each that it is a member of, and in none where memberships leave a part of it over.
 */
function splitOver(map: AreaMap, node: MapNode, areaLevels: readonly string[], asked: readonly MapNode[]): { areas: (MapNode | null)[]; share: number }[] {
  let parts: Part[] = [{ areas: areaLevels.map(() => null), share: 1, node }]
  const finestFirst = areaLevels.map((level, index) => ({ level, index })).toSorted((a, b) => rankOf(b.level) - rankOf(a.level))
  for (const at of finestFirst) parts = parts.flatMap((part) => splitPart(part, at.level === networkLevel ? networksOver(map, node, asked) : heldBy(map, part.node, at.level), at))
  return parts
}

interface Part { readonly areas: (MapNode | null)[]; readonly share: number; readonly node: MapNode }
const networkLevel = 'network'

/** The networks a node stands in; where one was asked for, that one alone, for its share has been taken already. */
function networksOver(map: AreaMap, node: MapNode, asked: readonly MapNode[]): Share[] {
  const network = asked.find((area) => area.level === networkLevel || area.alsoLevel === networkLevel)
  return network ? [{ node: network, share: 1 }] : heldBy(map, node, networkLevel)
}

function splitPart(part: Part, held: readonly Share[], { level, index }: { readonly level: string; readonly index: number }): Part[] {
  const missing = 1 - held.reduce((sum, one) => sum + one.share, 0)
  const found = held.map((one) => ({ areas: part.areas.with(index, one.node), share: part.share * one.share, node: level === networkLevel ? part.node : one.node }))
  return missing > 1e-9 ? [...found, { ...part, share: part.share * missing }] : found
}

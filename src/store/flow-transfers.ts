import { bandStep } from '../reference/band-order.ts'
import { compareText } from '../reference/in-force.ts'
import type { AreaMap } from '../reference/area-map.ts'
import { heldBy } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import { levelOfDimension } from './cube-question.ts'
import type { Dimension } from '../dataset/cube.ts'
import type { Following } from './flow-follow.ts'
import { placeOf } from './flow-ground.ts'
import type { FlowBasis } from './flow-ground.ts'
import type { PostKind } from './flow-posts.ts'
import { walkPeople } from './flow-walk.ts'
import type { Ground, SeenPost, Sighting } from './flow-walk.ts'

/** Something a person can move between inside an area: code and name of where each kind of post is. */
export interface MoveDimension { readonly dimension: string; readonly isPlace: boolean; readonly valueOf: (kind: number) => { readonly code: string; readonly name: string } }

/** Moves along one dimension. Units: people; FTE before the move, in billionths. `up` and `down` are null but for pay bands. */
export interface MoveSums { readonly dimension: string; heads: number; fte: number; up: number | null; down: number | null }
export interface TransferSums { readonly from: string; readonly fromName: string; readonly to: string; readonly toName: string; heads: number; fte: number }

/**
 * Count who gave up one employer, group or band and took up another inside the area; a further post kept or given up is not a move.
 * `between` is the dimension whose table is written out: whoever moves between several at once stands in each of its lines.
 * Of a group, moves between places are of people in it before and after; moves between groups and bands, of people in it before or after.
 */
export function countMoves(following: Following, ground: Ground, dimensions: readonly MoveDimension[], between: string, isAsked: (kind: number) => boolean): { moves: MoveSums[]; transfers: TransferSums[] } {
  const { posts } = following
  const moves = dimensions.map(({ dimension }): MoveSums => ({ dimension, heads: 0, fte: 0, up: dimension === 'band' ? 0 : null, down: dimension === 'band' ? 0 : null }))
  const transfers = new Map<string, TransferSums>()
  walkPeople(posts, following.followed, ground, (sight) => dimensions.forEach(({ dimension, isPlace, valueOf }, index) => {
    const ends = [sight.before, sight.after].map((seen) => seen.some(({ post }) => isAsked(posts.kind[post]!)))
    if (isPlace ? ends.includes(false) : !ends.includes(true)) return
    const found = moveOf(following, sight, valueOf)
    if (!found) return
    const sums = moves[index]!
    sums.heads += found.heads
    sums.fte += found.fte
    if (dimension === 'band') countStep(sums, found)
    if (dimension !== between) return
    for (const from of found.dropped) for (const to of found.gained) {
      const key = `${from.code} ${to.code}`
      const line = transfers.get(key) ?? { from: from.code, fromName: from.name, to: to.code, toName: to.name, heads: 0, fte: 0 }
      transfers.set(key, line)
      line.heads += found.heads
      line.fte += found.fte
    }
  }))
  return { moves, transfers: [...transfers.values()].toSorted((a, b) => b.heads - a.heads || compareText(`${a.from} ${a.to}`, `${b.from} ${b.to}`)) }
}

/** Count who changed employer inside a cell, by pair and by the group they had at the start. Units: people. */
export function countEmployerMoves(following: Following, ground: Ground, map: AreaMap, groupOf: (kind: number) => string | null): { cell: number; pair: number; group: string; heads: number }[] {
  const { posts, followed } = following
  const [employer] = moveDimensions(following, map, [], 'employer')
  const moves: { cell: number; pair: number; group: string; heads: number }[] = []
  walkPeople(posts, followed, ground, (sight) => {
    const found = employer && moveOf(following, sight, employer.valueOf)
    if (!found) return
    const groups = new Set(sight.before.flatMap(({ post }) => groupOf(posts.kind[post]!) ?? []))
    for (const group of groups) moves.push({ cell: sight.cell, pair: sight.pair, group, heads: found.heads })
  })
  return moves
}

/** Dimensions people move along inside an area: employers and the areas below it, and what they do. */
export function moveDimensions(following: Following, map: AreaMap, areaLevels: readonly Dimension[], basis: FlowBasis): MoveDimension[] {
  const { posts } = following
  const column = (dimension: 'sector' | 'staff_group' | 'profession' | 'band'): MoveDimension => ({ dimension, isPlace: false, valueOf: onceForKind((kind) => ({ code: posts.kinds[kind]![dimension] ?? '', name: posts.kinds[kind]![dimension] ?? 'Not recorded' })) })
  const area = (dimension: Dimension): MoveDimension => {
    const known = new Map<string, { code: string; name: string }>()
    return { dimension, isPlace: true, valueOf: onceForKind((kind) => {
      const place = placeOf(posts.kinds[kind]!, basis)
      const found = known.get(place) ?? areaAt(map, place, dimension)
      known.set(place, found)
      return found
    }) }
  }
  return [area('organisation'), ...areaLevels.map(area), column('sector'), column('staff_group'), column('profession'), column('band')]
}

/** There are thousands of kinds of post and millions of posts: each kind is asked about once. */
function onceForKind<T>(valueOf: (kind: number) => T): (kind: number) => T {
  const known: T[] = []
  return (kind) => (known[kind] ??= valueOf(kind))
}

/** An employer of any level is an organisation here; an area that the map does not know has no code. */
function areaAt(map: AreaMap, place: string, dimension: Dimension): { code: string; name: string } {
  const [level, code] = [place.slice(0, place.indexOf(':')), place.slice(place.indexOf(':') + 1)]
  const [own] = placeOn(map, level, code).toSorted((a, b) => b.share - a.share)
  if (dimension === 'organisation') return { code: own?.node.code ?? code, name: own?.node.name ?? code }
  const holder = own ? heldBy(map, own.node, levelOfDimension[dimension] ?? '').toSorted((a, b) => b.share - a.share)[0] : undefined
  return { code: holder?.node.code ?? '', name: holder?.node.name ?? 'Not placed on this map' }
}

interface Found { readonly heads: number; readonly fte: number; readonly dropped: { code: string; name: string }[]; readonly gained: { code: string; name: string }[] }

function moveOf({ posts }: Following, sight: Sighting, valueOf: MoveDimension['valueOf']): Found | null {
  if (isSameThroughout(posts.kind, sight, valueOf)) return null
  const [before, after] = [valuesOf(posts.kind, sight.before, valueOf), valuesOf(posts.kind, sight.after, valueOf)]
  const dropped = [...before.values()].filter(({ code }) => !after.has(code))
  const gained = [...after.values()].filter(({ code }) => !before.has(code))
  if (dropped.length === 0 || gained.length === 0) return null
  const left = sight.before.filter(({ post }) => !after.has(valueOf(posts.kind[post]!).code))
  return { dropped, gained, heads: Math.max(...left.map(({ share }) => share)), fte: left.reduce((sum, { post, share }) => sum + Math.round(posts.fte[post]! * share), 0) }
}

/** Nearly everybody: nothing before or nothing after, or one post at each end with the same value. Told apart first, for a nation has millions of them. */
function isSameThroughout(kinds: Int32Array, { before, after }: Sighting, valueOf: MoveDimension['valueOf']): boolean {
  if (before.length === 0 || after.length === 0) return true
  return before.length === 1 && after.length === 1 && valueOf(kinds[before[0]!.post]!).code === valueOf(kinds[after[0]!.post]!).code
}

/** Values of posts with employers that can be followed. */
function valuesOf(kinds: Int32Array, seen: readonly SeenPost[], valueOf: MoveDimension['valueOf']): Map<string, { code: string; name: string }> {
  return new Map(seen.flatMap(({ post, followed }) => {
    const value = valueOf(kinds[post]!)
    return followed && value.code !== '' ? [[value.code, value] as const] : []
  }))
}

/** A person with several bands counts by the highest of those dropped and of those gained. */
function countStep(sums: MoveSums, { dropped, gained, heads }: Found): void {
  const step = bandStep(highest(dropped), highest(gained))
  if (step > 0) sums.up = (sums.up ?? 0) + heads
  if (step < 0) sums.down = (sums.down ?? 0) + heads
}

function highest(bands: readonly { code: string }[]): string {
  return bands.map(({ code }) => code).reduce((best, code) => (bandStep(best, code) > 0 ? code : best))
}

/** Columns of a kind of post that people may be split by. */
export function columnOf(kind: PostKind, dimension: Dimension): string | null {
  return dimension === 'sector' || dimension === 'staff_group' || dimension === 'profession' || dimension === 'band' ? kind[dimension] : null
}

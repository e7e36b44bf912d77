import { keyOf } from './area-map.ts'
import type { AreaMap, MapNode } from './area-map.ts'
import type { Parent } from './map-rows.ts'
import { pathOf, shareInside } from './map-walk.ts'
import type { Share } from './map-walk.ts'
import { predecessorsOf, successorsOf } from './successors.ts'

/** Level of a node that stands for something the map cannot divide or does not show: it lies in the areas above it and is none of them. */
const undividedLevel = 'undivided'

/**
 * Place something recorded under a code on a map: under the code itself where it exists, else under its successors with their shares.
 *
 * Successors of successors are followed. A code that opened later goes back to the one it replaced; where it replaced several or parts,
 * nobody can say how it divides, and it stands undivided in the smallest area that holds them all. A code that is known to have
 * belonged somewhere stands there undivided. What the map cannot place has no entry; the shares then sum to less than 1.
 */
export function placeOn(map: AreaMap, level: string, code: string): readonly Share[] {
  const known = placed.get(map) ?? new Map<string, readonly Share[]>()
  placed.set(map, known)
  const key = keyOf(level, code)
  const found = known.get(key) ?? place(map, level, code)
  known.set(key, found)
  return found
}

/** A map never changes: each code is placed on it once. */
const placed = new WeakMap<AreaMap, Map<string, readonly Share[]>>()

function place(map: AreaMap, level: string, code: string): Share[] {
  const exists = (one: string) => standing(map, level, one) !== null
  const forward = successorsOf(map.successions, level, code, map.date, exists).flatMap(({ code: found, share }) => shareOf(map, level, found, share))
  const left = 1 - forward.reduce((sum, { share }) => sum + share, 0)
  if (left < 1e-9) return forward
  const rest = (forward.length === 0 ? undone(map, level, code, exists) : null) ?? undivided(level, code, map.lastKnown.get(keyOf(level, code)) ?? [])
  return [...forward, ...rest.map(({ node, share }) => ({ node, share: share * left }))]
}

function standing(map: AreaMap, level: string, code: string): MapNode | null {
  return map.nodes.get(keyOf(level, code)) ?? map.nodes.get(map.folded.get(keyOf(level, code)) ?? '') ?? null
}

function shareOf(map: AreaMap, level: string, code: string, share: number): Share[] {
  const node = standing(map, level, code)
  return node ? [{ node, share }] : []
}

/** What stood before it: put back where it can be, undivided in what holds them all where it cannot; null when nothing is known. */
function undone(map: AreaMap, level: string, code: string, exists: (code: string) => boolean): Share[] | null {
  const before = predecessorsOf(map.successions, level, code, map.date, exists)
  const nodes = before.codes.flatMap((one) => standing(map, level, one) ?? [])
  const [first] = nodes
  if (!first) return null
  if (before.undone) return [{ node: first, share: 1 }]
  const holder = pathOf(map, keyOf(first.level, first.code)).toReversed().slice(1).find((area) => nodes.every((node) => shareInside(map, node, area) > 1 - 1e-9))
  return undivided(level, code, holder ? [{ level: holder.level, code: holder.code, share: 1, source: '', otherwise: [] }] : [])
}

function undivided(level: string, code: string, parents: readonly Parent[]): Share[] {
  if (parents.length === 0) return []
  return [{ share: 1, node: { level: undividedLevel, code: keyOf(level, code), name: code, kind: null, alsoKnownAs: [], validFrom: null, validTo: null, parents, pseudo: false, alsoLevel: null } }]
}

import { keyOf } from './area-map.ts'
import type { AreaMap, MapNode } from './area-map.ts'
import { levels } from './levels.ts'

/** Find a node by code, or by `level:code` where a code is used at two levels; the widest level wins. */
export function nodeOf(map: AreaMap, code: string): MapNode | null {
  const exact = map.nodes.get(code) ?? map.nodes.get(map.folded.get(code) ?? '')
  if (exact) return exact
  for (const level of levels) {
    const found = map.nodes.get(keyOf(level, code))
    if (found) return found
  }
  return null
}

/** The nodes from the nation down to this one. Empty when the code is not on the map. Shared nodes follow their largest share. */
export function pathOf(map: AreaMap, code: string): MapNode[] {
  const path: MapNode[] = []
  for (let node = nodeOf(map, code); node && !path.includes(node); node = parentOf(map, node)) path.unshift(node)
  return path
}

/** The nodes directly under this one, in map order. */
export function childrenOf(map: AreaMap, code: string): MapNode[] {
  const node = nodeOf(map, code)
  if (!node) return []
  return (map.children.get(keyOf(node.level, node.code)) ?? []).flatMap((key) => map.nodes.get(key) ?? [])
}

/** The node it mostly belongs to, null at the top. */
function parentOf(map: AreaMap, node: MapNode): MapNode | null {
  const [largest] = node.parents.toSorted((a, b) => b.share - a.share)
  return largest ? (map.nodes.get(keyOf(largest.level, largest.code)) ?? null) : null
}

/** A node and the share of something that belongs to it. */
export interface Share { readonly node: MapNode; readonly share: number }

/** The nodes of one level that hold this node, with the share each holds. Empty when the map does not say. Networks may overlap: their shares may sum to more than 1. */
export function heldBy(map: AreaMap, node: MapNode, level: string): Share[] {
  const itself = node.level === level || node.alsoLevel === level ? [{ node, share: 1 }] : []
  if (level === networkLevel) return [...itself, ...networksOf(map, node)]
  if (itself.length > 0) return itself
  return merged(node.parents.flatMap((parent) => {
    const above = map.nodes.get(keyOf(parent.level, parent.code))
    return above ? heldBy(map, above, level).map((held) => ({ node: held.node, share: held.share * parent.share })) : []
  }))
}

/** Share of a node that lies inside an area: 1, a part, or 0. */
export function shareInside(map: AreaMap, node: MapNode, area: MapNode): number {
  if (node.level === area.level && node.code === area.code) return 1
  if (area.level === networkLevel) return networksOf(map, node).find((held) => held.node.code === area.code)?.share ?? 0
  return node.parents.reduce((sum, parent) => {
    const above = map.nodes.get(keyOf(parent.level, parent.code))
    return above ? sum + parent.share * shareInside(map, above, area) : sum
  }, 0)
}

const networkLevel = 'network'

/** Networks a node is a member of, itself or through the areas that hold it; what is said of it goes before what is said of them. */
function networksOf(map: AreaMap, node: MapNode): Share[] {
  const own = (map.memberships.get(keyOf(node.level, node.code)) ?? []).flatMap((member) => {
    const network = map.nodes.get(keyOf(member.level, member.code))
    return network ? [{ node: network, share: member.share }] : []
  })
  const through = merged(node.parents.flatMap((parent) => {
    const above = map.nodes.get(keyOf(parent.level, parent.code))
    return above ? heldBy(map, above, networkLevel).map((held) => ({ node: held.node, share: held.share * parent.share })) : []
  }))
  return [...own, ...through.filter((held) => !own.some((one) => one.node === held.node))]
}

function merged(shares: readonly Share[]): Share[] {
  const byNode = new Map<MapNode, number>()
  for (const { node, share } of shares) byNode.set(node, (byNode.get(node) ?? 0) + share)
  return [...byNode].map(([node, share]) => ({ node, share }))
}

import { keyOf } from './area-map.ts'
import type { AreaMap } from './area-map.ts'
import type { Share } from './map-walk.ts'

/**
 * Place something recorded under a code on a map: under the code itself where it exists, else under its successors with their shares.
 *
 * Successors of successors are followed. What the map cannot place has no entry; the shares then sum to less than 1.
 */
export function placeOn(map: AreaMap, level: string, code: string): Share[] {
  return place(map, level, code, 1, new Set())
}

function place(map: AreaMap, level: string, code: string, share: number, passed: ReadonlySet<string>): Share[] {
  const node = map.nodes.get(keyOf(level, code)) ?? map.nodes.get(map.folded.get(keyOf(level, code)) ?? '')
  if (node) return [{ node, share }]
  if (passed.has(code)) return []
  const seen = new Set([...passed, code])
  return map.successions
    .filter((row) => row.level === level && row.from_code === code && row.on_date <= map.date)
    .flatMap((row) => place(map, level, row.to_code, share * row.share, seen))
}

import { keyOf, type AreaMap, type MapNode } from '../reference/area-map.ts'
import { levelWords, type Level } from '../reference/levels.ts'
import { shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { Choice } from './cube-choose.ts'
import type { FrameRow } from './cube-frame.ts'
import { placeRows, type Placing } from './cube-places.ts'
import type { Question } from './cube-question.ts'

/**
 * Say which parts of the area of a row an amount is not held of, where it was sent of parts and added up; null where nothing is missing.
 * Made-up codes that stand in for national bodies are no parts: nobody lives or lies there. `areaLevels` are those that the rows are split by; none for totals.
 */
export function partsMissing(question: Question, choice: Choice, name: string, areaLevels: readonly string[]): (row: FrameRow) => string | null {
  const placing = placeRows(choice.map, choice.holding, question, areaLevels)
  if (placing === null) return () => null
  const held = heldNodes(choice.map, placing)
  const levels = [...placing.levels]
  return (row) => {
    const within = [...question.inside, ...row.areas.flatMap((area) => area ?? [])]
    // A figure sent of the very area is its own, whatever is known of its parts.
    if (within.some((area) => levels.includes(area.level) || (area.alsoLevel !== null && levels.includes(area.alsoLevel)))) return null
    const parts = [...choice.map.nodes.values()].filter((node) => levels.includes(node.level) && !node.pseudo && within.every((area) => shareInside(choice.map, node, area) > 0))
    const missing = parts.filter((node) => !held.has(keyOf(node.level, node.code)))
    return missing.length === 0 && row.missing === 0 ? null : sayMissing(name, within, parts, missing, row.missing)
  }
}

/** What the places of an amount are on the map. */
function heldNodes(map: AreaMap, { places }: Placing): ReadonlySet<string> {
  return new Set(places.flatMap(({ level, code }) => placeOn(map, level, code).map(({ node }) => keyOf(node.level, node.code))))
}

function sayMissing(name: string, within: readonly MapNode[], parts: readonly MapNode[], missing: readonly MapNode[], empty: number): string {
  const level = parts[0]?.level
  const words = level === undefined ? 'parts' : levelWords[level as Level].many
  const named = missing.slice(0, 3).map((node) => node.name).join(', ')
  return `${name} of ${within.at(-1)?.name ?? 'the whole'}: not known of ${missing.length + empty} of ${parts.length} ${words}${named === '' ? '' : ` (${named}${missing.length > 3 ? ' …' : ''})`}, so it has no figure. A row with 0 says that one has none.`
}

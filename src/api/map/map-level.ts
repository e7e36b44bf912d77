import type { Place } from './find-place.ts'

/** Level of the areas that a map of the nation shows: the first of these it has several of. */
const candidates = ['ics', 'state', 'region', 'organisation'] as const

/** The level of the areas of a map; of integrated care systems where the map names no areas. */
export function levelOfMap({ map }: Pick<Place, 'map'>): string {
  const counts = new Map<string, number>()
  for (const { level, pseudo } of map.nodes.values()) if (!pseudo) counts.set(level, (counts.get(level) ?? 0) + 1)
  return candidates.find((level) => (counts.get(level) ?? 0) > 1) ?? 'ics'
}

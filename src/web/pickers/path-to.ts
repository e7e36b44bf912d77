import type { AreaNode } from '../../contract/area.ts'

/** The way from the nation down to an area; empty when the area is not on the map. */
export function pathTo(areas: readonly AreaNode[], code: string): AreaNode[] {
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const path: AreaNode[] = []
  for (let area = byCode.get(code); area !== undefined && !path.includes(area); area = area.parent === null ? undefined : byCode.get(area.parent))
    path.unshift(area)
  return path
}

import type { Viewer } from '../../access/viewer.ts'
import type { MapNode } from '../../reference/area-map.ts'
import { readHistoriesAhead } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import { calibrateArea, type Calibrated } from './calibrated.ts'
import type { Place } from '../map/find-place.ts'

/** Areas of a level, in the order of their codes. */
export function areasOfLevel({ map }: Pick<Place, 'map'>, level: string): MapNode[] {
  return [...map.nodes.values()].filter((node) => node.level === level).toSorted((a, b) => (a.code < b.code ? -1 : 1))
}

/** Calibrate one group of every area of a level; areas without a history of it are left out. */
export async function calibrateGroupEverywhere(house: House, viewer: Viewer, place: Place, group: string): Promise<{ area: MapNode; calibrated: Calibrated }[]> {
  const areas = areasOfLevel(place, place.area.level)
  await readHistoriesAhead(house, viewer, areas.map(({ level, code }) => `${level}:${code}`), place.mapAsked)
  const found: { area: MapNode; calibrated: Calibrated }[] = []
  for (const area of areas) {
    const groups = await calibrateArea(house, viewer, { ...place, area })
    const calibrated = isRefusal(groups) ? undefined : groups.find(({ history }) => history.group === group)
    if (calibrated) found.push({ area, calibrated })
  }
  return found
}

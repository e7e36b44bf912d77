import type { Viewer } from '../../access/viewer.ts'
import type { AreaMap, MapNode } from '../../reference/area-map.ts'
import { findArea } from '../../reference/find-area.ts'
import { homeNation } from '../../store/cube-question.ts'
import { readMap } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { refuseBeyond } from '../../store/within-reach.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'

export interface Place {
  readonly map: AreaMap
  /** Date of the map that was asked for; null: none, and `map` is the latest. */
  readonly mapAsked: string | null
  readonly area: MapNode
  readonly nation: MapNode | null
  readonly snapshot: string
}

/** Find an area by code or name on the map of a date (null: the latest); the nation when no area is named. Errors: refuses `nothing-loaded` and `unknown-area`. */
export async function findPlace(house: House, viewer: Viewer, area: string | undefined, mapDate: string | null = null): Promise<Place | Refusal> {
  const snapshot = await house.catalogue.live(viewer)
  if (snapshot === null) return nothingLoaded
  const map = await readMap(house, viewer, mapDate)
  const nation = nationOf(map)
  const found = area === undefined || area === '' ? nation ?? map.nodes.values().next().value ?? nothingLoaded : findArea(map, area)
  return isRefusal(found) ? found : { map, mapAsked: mapDate, area: found, nation, snapshot }
}

/** Find an area whose records are asked for: all of them have to be within the viewer's scope. Errors: as `findPlace`, and refuses `outside-your-scope`. */
export async function findRecordPlace(house: House, viewer: Viewer, area: string | undefined, mapDate: string | null = null): Promise<Place | Refusal> {
  const place = await findPlace(house, viewer, area, mapDate)
  return isRefusal(place) ? place : refuseBeyond(viewer.reach, place.area, place.map.date) ?? place
}

/** The nation the data describes: the one with parts, or the only one there is. */
export function nationOf(map: AreaMap): MapNode | null {
  const nations = [...map.nodes.values()].filter(({ level }) => level === 'nation')
  return homeNation(map) ?? (nations.length === 1 ? nations[0]! : null)
}

const nothingLoaded = refuse('nothing-loaded', 'absent', {
  doing: 'Looking for data', found: 'nothing is loaded yet', need: 'At least one file', next: 'Run `cadre import` with your files, or `cadre demo` for the demonstration nation',
})

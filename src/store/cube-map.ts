import type { Viewer } from '../access/viewer.ts'
import { buildMap } from '../reference/area-map.ts'
import type { AreaMap } from '../reference/area-map.ts'
import { noMapRows } from '../reference/map-rows.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { House } from './house.ts'

/** The map of a date, or of the latest date the data speaks of. Empty when nothing is loaded. */
export async function readMap(house: House, viewer: Viewer, date: CalendarDate | null): Promise<AreaMap> {
  const context = await openCube(house, viewer)
  return isRefusal(context) ? buildMap(noMapRows, date ?? '1900-01-01') : context.mapOn(date)
}

import { reaches, reachesAll, type Reach } from '../access/reach.ts'
import { refuseOutside } from '../access/refuse-access.ts'
import type { MapNode } from '../reference/area-map.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { Refusal } from '../units/refusal.ts'

/** Say whether all records of an area are reached; null is everything there is. */
export function isWithin(reach: Reach, area: MapNode | null, on: CalendarDate): boolean {
  return reachesAll(reach) || (area !== null && [area.level, ...(area.alsoLevel === null ? [] : [area.alsoLevel])].some((level) => reaches(reach, `${level}:${area.code}`, on)))
}

/**
 * Refuse a question about the records of an area of which only some are reached: an answer of those would look like the area's.
 *
 * Errors: refuses `outside-your-scope`; null when all of them are reached.
 */
export function refuseBeyond(reach: Reach, area: MapNode | null, on: CalendarDate): Refusal | null {
  return isWithin(reach, area, on) ? null : refuseOutside(area === null ? 'everybody' : area.name)
}

import type { Viewer } from '../access/viewer.ts'
import type { GroupHistory } from '../dataset/history.ts'
import { isReturn } from '../dataset/return-layout.ts'
import type { MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { findStaffGroup, professionNamed, staffGroupNamed } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { readPublishedHistories } from './cube-history-published.ts'
import type { Seen } from './cube-history-published.ts'
import { historiesFromAges, knownHistories, readRecordAges, readRecordAgesOf } from './cube-history-records.ts'
import type { RecordAges } from './cube-history-records.ts'
import type { House } from './house.ts'

/**
 * Read what was observed of staff groups in an area, for calibration: stocks, flows, breaks and, from records, the age structure.
 *
 * `group` is a staff group or profession; null asks for every staff group and profession held. An area with no history gives an empty list.
 * Errors: refusals `nothing-loaded`, `unknown-area`, `unknown-staff-group`.
 */
export async function readHistories(house: House, viewer: Viewer, area: string, group: string | null, map: CalendarDate | null = null): Promise<GroupHistory[] | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const seen = await seenOn(context, area, map)
  if (isRefusal(seen)) return seen
  const name = group === null ? null : nameOf(group)
  if (isRefusal(name)) return name
  return context.once(`histories ${keyOf(seen)} ${name}`, () => historiesOf(context, seen, name))
}

/**
 * Read the histories of several areas at once, so that each is at hand when it is asked for by `readHistories`: one pass over the records instead of one for each area.
 *
 * Areas that are on no map are left to be refused when they are asked for. Somebody who may see a part of the records gets every area by itself, with what may be seen of it.
 */
export async function readHistoriesAhead(house: House, viewer: Viewer, areas: readonly string[], map: CalendarDate | null = null): Promise<void> {
  if (viewer.reach.kind !== 'everything') return
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return
  const found = await Promise.all(areas.map((area) => seenOn(context, area, map)))
  const seen = found.filter((one): one is Seen => !isRefusal(one))
  const ages = await readRecordAgesOf(context, seen)
  for (const [at, one] of seen.entries()) await context.once(`histories ${keyOf(one)} null`, () => historiesOf(context, one, null, ages[at]))
}

/**
 * Find an area on the map asked for, and the map its figures are put on: that one; where none was asked, the map of the figures' own days,
 * or, for an area that began after them, the latest, so that it has the histories of those it was formed from.
 */
async function seenOn(context: CubeContext, area: string, map: CalendarDate | null): Promise<Seen | Refusal> {
  const on = await context.mapOn(map)
  const found = findArea(on, area)
  if (isRefusal(found)) return found
  const began = map === null && on.successions.some((row) => row.level === found.level && row.to_code === found.code && row.on_date === found.validFrom)
  return { area: found, map: began ? on.date : map }
}

function keyOf({ area, map }: Seen): string {
  return `${area.level}:${area.code} ${map ?? ''}`
}

/** Canonical words of a staff group or profession. */
function nameOf(group: string): string | Refusal {
  const known = staffGroupNamed(group)?.name ?? professionNamed(group)?.profession
  if (known !== undefined) return known
  const found = findStaffGroup(group)
  return isRefusal(found) ? found : found.name
}

async function historiesOf(context: CubeContext, seen: Seen, name: string | null, read?: readonly RecordAges[]): Promise<GroupHistory[]> {
  return (await readParts(context, seen, name, read)).histories()
}

/** What the histories of an area are made of: published ones, and people by age from records. `histories` makes them, with other people by age where given. */
export interface HistoryParts { readonly ages: readonly RecordAges[]; readonly histories: (ages?: readonly RecordAges[]) => GroupHistory[] }

/**
 * Read the parts that the histories of an area are made of, to make them again as they would be with other records.
 * Errors: refusals `nothing-loaded`, `unknown-area`.
 */
export async function readHistoryParts(house: House, viewer: Viewer, area: string, map: CalendarDate | null = null): Promise<HistoryParts | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const seen = await seenOn(context, area, map)
  return isRefusal(seen) ? seen : context.once(`history parts ${keyOf(seen)}`, () => readParts(context, seen, null))
}

async function readParts(context: CubeContext, seen: Seen, name: string | null, read?: readonly RecordAges[]): Promise<HistoryParts> {
  const published = await readPublishedHistories(context, seen, name)
  const ages = read ?? await readRecordAges(context, seen, name)
  const known = knownHistories(seen.area, ages)
  return { ages, histories: (given = ages) => joinHistories(seen.area, published, given.flatMap((one) => historiesFromAges(seen.area, one, known))) }
}

function joinHistories(area: MapNode, published: readonly GroupHistory[], read: readonly GroupHistory[]): GroupHistory[] {
  // Returns of some employers are no history of an area that somebody has counted whole.
  const records = read.filter((history) => !isReturn(history.source ?? '') || published.length === 0 || area.level === 'organisation')
  const joined = records.map((history) => withEarlierYears(history, published.find((other) => other.group === history.group)))
  const known = new Set(records.map((history) => history.group))
  return [...joined, ...published.filter((history) => !known.has(history.group))]
}

/**
 * Put published years before the first year of the records, where the two agree on the headcount of the day they share.
 * Two sources that disagree are never joined: the records then stand alone.
 */
function withEarlierYears(records: GroupHistory, published: GroupHistory | undefined): GroupHistory {
  const first = records.stocks[0]
  const shared = first && published?.stocks.find((stock) => stock.date === first.date)
  if (!published || !first || !shared || shared.heads === null || first.heads === null || Math.abs(shared.heads - first.heads) > agreement * first.heads) return records
  return {
    ...records, source: `${published.source} to ${first.date}, then ${records.source}`, breaks: published.breaks.filter((found) => found.from < first.date),
    stocks: [...published.stocks.filter((stock) => stock.date < first.date), ...records.stocks],
    flows: [...published.flows.filter((flow) => flow.to <= first.date), ...records.flows],
  }
}

/** Published counts are rounded and revised; half a per cent is more than either explains and less than a change of definition. */
const agreement = 0.005

import { bases } from '../dataset/basis.ts'
import { isReturn } from '../dataset/return-layout.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { compareText } from '../reference/in-force.ts'
import { sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { holdingsOf } from './cube-holdings.ts'
import type { Holding } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import { homeNation } from './cube-question.ts'
import { readSides, type Pair, type Sides } from './establishment-sides.ts'
import { refuseBeyond } from './within-reach.ts'

/** Which ledger and staff record to hold against each other, where, when and on which map. */
export interface EstablishmentQuestion { readonly area: string | null; readonly at: CalendarDate | null; readonly map: CalendarDate | null }

/** A question with its words resolved. `spots` says where on the answer every place that takes part stands. */
export interface EstablishmentPlace {
  readonly pair: Pair
  readonly ledger: Holding
  readonly staff: Holding
  /** Month-ends held by both, in order. */
  readonly dates: readonly CalendarDate[]
  readonly at: CalendarDate
  readonly area: MapNode | null
  readonly map: AreaMap
  /** Who takes part on the date and lies in the area, and who is left out there. */
  readonly sides: Sides
}

/**
 * Resolve area, date and sources: the latest month-end at which somebody in the area sent both, from the source of the whole before returns of a few.
 *
 * Errors: refusals `unknown-area`, `measure-not-available`, `date-out-of-range`, `area-not-held`.
 */
export async function placeEstablishment(context: CubeContext, asked: EstablishmentQuestion): Promise<EstablishmentPlace | Refusal> {
  const firstMap = await context.mapOn(asked.map ?? asked.at)
  const area = asked.area === null ? homeNation(firstMap) : findArea(firstMap, asked.area)
  if (isRefusal(area)) return area
  const beyond = refuseBeyond(context.reach, area, firstMap.date)
  if (beyond) return beyond
  const pairs = await pairsHeld(context)
  if (pairs.length === 0) return refuseNoPair()
  const dated = pairs.filter(({ dates }) => asked.at === null || dates.includes(asked.at))
  if (dated.length === 0) return refuseDateOf(asked.at, pairs)
  const found: EstablishmentPlace[] = []
  for (const held of dated) {
    const place = await latestIn(context, held, area, asked)
    if (place) found.push(place)
  }
  return found.toSorted((a, b) => rank(a) - rank(b) || compareText(b.at, a.at))[0] ?? refuseNobody(area, asked.at)
}

/** Where a place stands on the answer, in shares: the areas of the levels asked, null where the map has none. */
export interface Spot { readonly areas: readonly (MapNode | null)[]; readonly share: number }

/** Where places stand inside the area, by `level:code`; who lies outside has no entry. */
export function spotsIn(place: Pick<EstablishmentPlace, 'map' | 'area' | 'ledger' | 'staff'>, areaLevels: readonly string[]): Map<string, Spot[]> {
  const spots = new Map<string, Spot[]>()
  const placing = placeRows(place.map, bothPlaces(place.ledger, place.staff), { inside: place.area ? [place.area] : [] }, areaLevels)
  for (const { level, code, cell, share } of placing?.places ?? []) {
    const key = `${level}:${code}`
    spots.set(key, [...(spots.get(key) ?? []), { areas: placing?.cells[cell] ?? [], share }])
  }
  return spots
}

interface HeldPair { readonly pair: Pair; readonly ledger: Holding; readonly staff: Holding; readonly dates: readonly CalendarDate[] }

/** Returns go with returns, and the rest with the rest: another source would be another workforce. */
async function pairsHeld(context: CubeContext): Promise<HeldPair[]> {
  const [ledgers, staffs] = await Promise.all([holdingsOf(context, bases.establishment), holdingsOf(context, bases.recordsFte)])
  return ledgers.flatMap((ledger) => staffs.filter((staff) => isReturn(staff.source) === isReturn(ledger.source)).map((staff) => {
    const both = new Set(staff.dates.map(({ to }) => to))
    return { pair: { ledger: ledger.source, staff: staff.source }, ledger, staff, dates: [...new Set(ledger.dates.map(({ to }) => to))].filter((date) => both.has(date)).toSorted(compareText) }
  })).filter(({ dates }) => dates.length > 0)
}

/** The latest date, or the one asked, at which somebody inside the area sent both. */
async function latestIn(context: CubeContext, held: HeldPair, area: MapNode | null, { at, map: mapDate }: EstablishmentQuestion): Promise<EstablishmentPlace | null> {
  for (const date of at === null ? held.dates.toReversed() : [at]) {
    const map = await context.mapOn(mapDate ?? date)
    const spots = spotsIn({ ...held, area, map }, [])
    const sides = await readSides(context, held.pair, [date], map)
    const inside = ({ level, code }: { readonly level: string; readonly code: string }) => spots.has(`${level}:${code}`)
    const senders = sides.senders.filter(inside)
    if (senders.length > 0) return { ...held, at: date, area, map, sides: { senders, leftOut: sides.leftOut.filter(inside) } }
  }
  return null
}

/** Returns answer for an area only where nothing wider does, or when they are the area's own. */
function rank({ pair, ledger, area }: EstablishmentPlace): number {
  const isOwn = area !== null && ledger.places.some(({ level, code }) => level === area.level && code === area.code)
  return isReturn(pair.ledger) && !isOwn ? 1 : 0
}

function bothPlaces(ledger: Holding, staff: Holding): Holding {
  const known = new Set(ledger.places.map(({ level, code }) => `${level}:${code}`))
  return { ...ledger, places: [...ledger.places, ...staff.places.filter(({ level, code }) => !known.has(`${level}:${code}`))] }
}

const doing = 'Holding the ledger against the staff record'

function refuseNoPair(): Refusal {
  return refuse('measure-not-available', 'absent', { doing, found: 'no month-end is loaded for which both are held', need: 'It needs an establishment ledger and staff records of the same month-end', next: 'Load both with cadre import, or make the demonstration data with cadre demo' })
}

function refuseDateOf(at: CalendarDate | null, pairs: readonly HeldPair[]): Refusal {
  const dates = [...new Set(pairs.flatMap((pair) => pair.dates))].toSorted(compareText)
  const near = [dates.findLast((date) => at !== null && date < at), dates.find((date) => at !== null && date > at)].flatMap((date) => date ?? []).map(sayDate)
  return refuse('date-out-of-range', 'absent', { doing, found: `not both are held for ${at === null ? 'any date' : sayDate(at)}`, need: `The nearest ${near.length === 1 ? 'month-end held is' : 'month-ends held are'} ${near.join(' and ')}; ${dates.length} in all`, next: 'Ask for one of these, or for no date to get the latest' })
}

function refuseNobody(area: MapNode | null, at: CalendarDate | null): Refusal {
  return refuse('area-not-held', 'absent', { doing: `${doing} for ${area?.name ?? 'everything held'}`, found: `nobody there sent both${at === null ? '' : ` for ${sayDate(at)}`}`, need: 'A ledger and a staff record of one organisation at one month-end', next: 'Ask for a wider area, or load what is missing with cadre import' })
}

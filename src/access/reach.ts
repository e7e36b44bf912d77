import type { AreaMap } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { daysInMonth, type CalendarDate } from '../units/calendar-date.ts'
import type { Scope } from './grant.ts'

/** Whose records may be read: everybody's, or those of some places on some days, and of some programmes of study. */
export type Reach = { readonly kind: 'everything' } | { readonly kind: 'some'; readonly places: readonly ReachedPlace[]; readonly programmes: readonly string[] }

/** A node of the map, `level:code`, on the days it belongs to the scope; null: without end on that side. */
export interface ReachedPlace {
  readonly place: string
  readonly from: CalendarDate | null
  readonly to: CalendarDate | null
}

export const everything: Reach = { kind: 'everything' }
export const nothing: Reach = { kind: 'some', places: [], programmes: [] }

/** Say in one text what is reached: equal texts reach the same rows, so what is kept for one may be shown to the other. */
export function sayReach(reach: Reach): string {
  const known = said.get(reach)
  if (known !== undefined) return known
  const text = reach.kind === 'everything' ? 'everything' : writeReach(reach)
  said.set(reach, text)
  return text
}

/** What was said of a reach before: one may hold thousands of places. */
const said = new WeakMap<Reach, string>()

function writeReach(reach: Extract<Reach, { kind: 'some' }>): string {
  return [...reach.places.map(({ place, from, to }) => `${place}@${from ?? ''}..${to ?? ''}`), ...reach.programmes.map((code) => `programme:${code}`)].toSorted(compareText).join(' ')
}

/** Say whether every record there is may be read. */
export function reachesAll(reach: Reach): boolean {
  return reach.kind === 'everything'
}

/** Say whether a place is reached on a day. */
export function reaches(reach: Reach, place: string, date: CalendarDate): boolean {
  return reach.kind === 'everything' || reach.places.some((one) => one.place === place && (one.from === null || one.from <= date) && (one.to === null || date <= one.to))
}

/**
 * Expand scopes into the places whose records they reach, month by month: a row belongs to whom its place belonged to on the day of the row.
 *
 * Organisations are named directly and are reached on every day. A node that several areas share is reached only through an area that holds all of them.
 * Shape: `maps` one map per day on which records stand and one of today, in the order of the days.
 */
export function reachOf(scopes: readonly Scope[], maps: readonly AreaMap[]): Reach {
  if (scopes.some(({ kind }) => kind === 'everything')) return everything
  const direct = scopes.filter(({ kind }) => kind === 'organisation').map(({ code }) => ({ place: `organisation:${code}`, from: null, to: null }))
  const areas = scopes.filter(({ kind }) => !['organisation', 'programme'].includes(kind))
  const dated = areas.length === 0 ? [] : spansOf(maps.map((map) => placesInside(map, areas)), maps.map(({ date }) => date))
  const programmes = scopes.filter(({ kind }) => kind === 'programme').map(({ code }) => code)
  return { kind: 'some', places: [...direct, ...dated], programmes: programmes.toSorted(compareText) }
}

/** Everything inside the areas on one map, themselves included; members of a network with what lies in them. */
function placesInside(map: AreaMap, areas: readonly Scope[]): Set<string> {
  const inside = new Set<string>()
  const add = (key: string): void => {
    if (inside.has(key)) return
    inside.add(key)
    const node = map.nodes.get(key)
    if (node?.alsoLevel != null) inside.add(`${node.alsoLevel}:${node.code}`)
    for (const child of map.children.get(key) ?? []) if (isWhollyIn(map, child, inside)) add(child)
  }
  for (const { kind, code } of areas) {
    const asked = kind === 'place' ? ['place', 'sub-icb'].map((level) => `${level}:${code}`) : [`${kind}:${code}`]
    for (const key of asked.map((one) => map.folded.get(one) ?? one)) if (map.nodes.has(key)) add(key)
    if (kind === 'network') for (const [member, networks] of map.memberships) if (networks.some((network) => network.level === 'network' && network.code === code)) add(member)
  }
  return inside
}

function isWhollyIn(map: AreaMap, child: string, inside: ReadonlySet<string>): boolean {
  return (map.nodes.get(child)?.parents ?? []).every(({ level, code }) => inside.has(`${level}:${code}`))
}

/** Each place with the spans of days on which it is inside. A map speaks for its day and the days since the map before; the last one for all that come. */
function spansOf(inside: readonly ReadonlySet<string>[], days: readonly CalendarDate[]): ReachedPlace[] {
  const spans: ReachedPlace[] = []
  for (const place of [...new Set(inside.flatMap((places) => [...places]))].toSorted(compareText)) {
    const holds = inside.map((places) => places.has(place))
    const starts = holds.flatMap((held, at) => (held && holds[at - 1] !== true ? [at] : []))
    for (const first of starts) {
      const after = holds.indexOf(false, first)
      spans.push({ place, from: first === 0 ? null : dayAfter(days[first - 1] ?? ''), to: after < 0 ? null : days[after - 1] ?? null })
    }
  }
  return spans
}

function dayAfter(date: CalendarDate): CalendarDate {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))]
  if (day < daysInMonth(year, month)) return `${date.slice(0, 8)}${String(day + 1).padStart(2, '0')}`
  const next = month === 12 ? [year + 1, 1] : [year, month + 1]
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`
}

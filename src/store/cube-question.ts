import { byHost } from '../dataset/basis.ts'
import type { CubeRequest, Dimension } from '../dataset/cube.ts'
import { measureNamed, measures } from '../dataset/measures.ts'
import type { Measure } from '../dataset/measures.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { compareText } from '../reference/in-force.ts'
import { nearestNames, sayChoices } from '../reference/nearest-names.ts'
import { findStaffGroup } from '../reference/staff-group-tree.ts'
import type { StaffGroup } from '../reference/staff-group-tree.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'

/** Level of the map behind each dimension that is an area. */
export const levelOfDimension: Readonly<Partial<Record<Dimension, string>>> = {
  organisation: 'organisation', pcn: 'pcn', network: 'network', place: 'place', sub_icb: 'sub-icb', ics: 'ics', region: 'region', nation: 'nation', state: 'state', local_authority: 'local-authority',
}

/** A request with its words resolved. */
export interface Question {
  readonly measure: Measure
  readonly by: readonly Dimension[]
  /** Areas the answer must lie in: all of them. Empty: everything the source holds. */
  readonly inside: readonly MapNode[]
  /** True when nobody named an area and the home nation was taken. */
  readonly areaAssumed: boolean
  readonly group: StaffGroup | null
  /** Other filters, as given. */
  readonly filters: Readonly<Partial<Record<Dimension, string>>>
  readonly source: string | null
  /** What the source must hold besides, though the answer is not split by it. */
  readonly also?: readonly Dimension[]
  readonly when: When
  /** Date of the map asked for; null = as of the data. */
  readonly map: CalendarDate | null
}

/** exact: that date. nearest: the date held nearest to it. latest: the last one. range: every date from … to. */
export type When =
  | { readonly kind: 'exact' | 'nearest'; readonly date: CalendarDate }
  | { readonly kind: 'latest' }
  | { readonly kind: 'range'; readonly from: CalendarDate; readonly to: CalendarDate }

/** Resolve the words of a request. Errors: refusals for a measure, dimension, date, area or staff group that does not exist. */
export async function readQuestion(context: CubeContext, request: CubeRequest): Promise<Question | Refusal> {
  const measure = measureAsked(request)
  if (isRefusal(measure)) return measure
  const wrong = checkDimensions(measure, request)
  if (wrong) return wrong
  const map = await context.mapOn(request.map ?? request.at ?? request.to)
  const inside = areasAsked(map, request)
  if (isRefusal(inside)) return inside
  const group = request.where.staff_group === undefined ? null : findStaffGroup(request.where.staff_group)
  if (isRefusal(group)) return group
  const when = whenAsked(request)
  const by = request.by.filter((dimension, index) => request.by.indexOf(dimension) === index)
  const areaAssumed = inside.length === 0 && !by.includes('nation') && !by.includes('state')
  const home = areaAssumed ? homeNation(map) : null
  return {
    measure, inside: home ? [home] : inside, areaAssumed: home !== null, group, when, map: request.map, source: request.where.source ?? null,
    by: when.kind === 'range' && !by.includes('period') ? [...by, 'period'] : by, filters: columnFilters(request),
  }
}

/** The nation that a question without an area means: the only one with parts, England where there are several. */
export function homeNation(map: AreaMap): MapNode | null {
  const nations = [...map.nodes.values()].filter((node) => node.level === 'nation' && (map.children.get(`nation:${node.code}`)?.length ?? 0) > 0)
  return nations.find((nation) => nation.code === 'E92000001') ?? (nations.length === 1 ? (nations[0] ?? null) : null)
}

/** The measure, resting on where people work when that is asked. */
function measureAsked({ measure: text, basis }: CubeRequest): Measure | Refusal {
  const measure = measureNamed(text) ?? unknownMeasure(text)
  if (isRefusal(measure) || basis !== 'host') return measure
  const records = measure.kind === 'direct' ? measure.bases.filter((one) => one.table === 'staff') : []
  if (records.length === 0) return refuse('host-not-held', 'absent', { doing: `Working out ${measure.name.toLowerCase()} by host`, found: 'it is held by employer only', need: 'A measure of staff records: fte or headcount', next: 'Leave --basis out, or ask for one of these' })
  return { ...measure, bases: records.map(byHost) }
}

function unknownMeasure(text: string): Refusal {
  return refuse('unknown-measure', 'usage', { doing: `Looking for measure “${text}”`, found: 'no measure has that id', need: `The nearest are ${sayChoices(nearestNames(text, measures.map((measure) => measure.id)))}`, next: 'List them all with cadre measures' })
}

function checkDimensions(measure: Measure, request: CubeRequest): Refusal | null {
  const asked = [...request.by, ...Object.keys(request.where).filter((key) => key !== 'area')]
  const missing = asked.find((dimension) => !(measure.dimensions as readonly string[]).includes(dimension))
  if (missing === undefined) return null
  return refuse('dimension-not-held', 'absent', { doing: `Splitting ${measure.name.toLowerCase()} by ${missing}`, found: 'this measure does not have that dimension', need: `It has ${measure.dimensions.join(', ')}`, next: 'Use one of these' })
}

function areasAsked(map: AreaMap, request: CubeRequest): MapNode[] | Refusal {
  const found: MapNode[] = []
  for (const [dimension, text] of Object.entries(request.where).toSorted(([a], [b]) => compareText(a, b))) {
    const level = dimension === 'area' ? null : levelOfDimension[dimension as Dimension]
    if (level === undefined || text === undefined) continue
    const node = findArea(map, text, level)
    if (isRefusal(node)) return node
    found.push(node)
  }
  return found
}

function columnFilters(request: CubeRequest): Partial<Record<Dimension, string>> {
  const entries = Object.entries(request.where).filter(([key]) => key !== 'area' && key !== 'staff_group' && key !== 'source' && !(key in levelOfDimension))
  return Object.fromEntries(entries)
}

function whenAsked(request: CubeRequest): When {
  if (request.at !== null) return { kind: 'exact', date: request.at }
  const ranged = request.from !== null || request.to !== null || request.by.includes('period')
  return ranged ? { kind: 'range', from: request.from ?? '0000-01-01', to: request.to ?? '9999-12-31' } : { kind: 'latest' }
}

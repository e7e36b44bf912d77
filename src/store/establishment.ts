import type { Viewer } from '../access/viewer.ts'
import { listExceptions, type EstablishmentException } from '../dataset/establishment-exceptions.ts'
import { figuresOf, type EstablishmentFigures, type SaysOfOne, type Temporary } from '../dataset/establishment-figures.ts'
import type { EstablishmentLine } from '../dataset/establishment-line.ts'
import { sumOf, type PlacedLine } from '../dataset/establishment-sums.ts'
import type { PostsOfOne, VacancyBasisId } from '../dataset/vacancy-basis.ts'
import { keyOf } from '../reference/area-map.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { staffGroups } from '../reference/staff-group-tree.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { readLines } from './establishment-lines.ts'
import { placeEstablishment, spotsIn, type EstablishmentPlace, type EstablishmentQuestion, type Spot } from './establishment-question.ts'
import { readSides, type Lonely } from './establishment-sides.ts'
import { noWork, readTemporary, type TemporaryWork } from './establishment-temporary.ts'
import type { CataloguedFile, House } from './house.ts'

export type EstablishmentBy = 'staff_group' | 'profession' | 'band' | 'cost_centre' | 'organisation' | 'sub_icb' | 'place' | 'ics' | 'region' | 'nation'

export interface EstablishmentAsked extends EstablishmentQuestion {
  readonly by: EstablishmentBy
  readonly basis: VacancyBasisId
  /** Month-ends in a row that a post must be vacant at to be long-vacant. */
  readonly months: number
}

/** Ledger against staff record: the total, its rows, and what lies behind them. Rows never overlap and add up to the total. */
export interface Establishment {
  readonly snapshot: string
  readonly at: CalendarDate
  readonly area: MapNode | null
  readonly map: AreaMap
  readonly total: EstablishmentFigures
  readonly rows: readonly (EstablishmentFigures & { readonly key: string; readonly code: string | null })[]
  /** One entry per organisation that sent both. */
  readonly posts: readonly PostsOfOne[]
  /** The same by the words of each row. */
  readonly postsOfRow: ReadonlyMap<string, readonly PostsOfOne[]>
  readonly leftOut: readonly (Lonely & { readonly name: string })[]
  readonly exceptions: readonly EstablishmentException[]
  /** Ledger lines without an amount, left out with the staff on them. */
  readonly withoutAmount: number
  readonly files: readonly CataloguedFile[]
}

/** Hold the ledger against the staff record. Errors: refusals of establishment-question.ts and `nothing-loaded`. */
export async function readEstablishment(house: House, viewer: Viewer, asked: EstablishmentAsked): Promise<Establishment | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const place = await placeEstablishment(context, asked)
  if (isRefusal(place)) return place
  const { lines, withoutAmount } = await linesThere(context, place, asked.months)
  const view: View = { place, lines, by: asked.by, spots: spotsByUnit(place, asked.by), work: await readTemporary(context, place.pair, place.sides.senders, place.at), starters: await startersAhead(context, place) }
  const spread = spreadLines(view)
  return {
    snapshot: context.snapshot, at: place.at, area: place.area, map: place.map, ...figuresOfView(view, spread, asked.basis), posts: saysOf(view, spread, null).map(({ posts }) => posts),
    leftOut: place.sides.leftOut.map((lonely) => ({ ...lonely, name: nameOf(place.map, `${lonely.level}:${lonely.code}`) })).toSorted((a, b) => compareText(a.name, b.name)),
    exceptions: listExceptions(lines), withoutAmount, files: await filesBehind(context, place, [place.at]),
  }
}

/** Files of ledger and staff record behind some dates of a place. */
export async function filesBehind(context: CubeContext, { pair }: EstablishmentPlace, dates: readonly CalendarDate[]): Promise<CataloguedFile[]> {
  const files = await context.files()
  const isOf = (file: CataloguedFile) => [pair.ledger, pair.staff].some((source) => file.source === source || file.source.startsWith(`${source}-`))
  return files.filter((file) => isOf(file) && dates.some((date) => date >= file.periodFrom && date <= file.periodTo))
}

/** Name of a place of the map by its key `level:code`; its code where the map does not know it. */
export function nameOf(map: AreaMap, key: string): string {
  return map.nodes.get(key)?.name ?? codeOf(key)
}

async function linesThere(context: CubeContext, place: EstablishmentPlace, months: number) {
  const { pair, at, map, sides: { senders } } = place
  const before = Array.from({ length: months }, (_, back) => addMonths(at, -back))
  const earlier = before.every((date) => place.dates.includes(date)) ? (await readSides(context, pair, before, map)).senders : []
  const inside = new Set(senders.map(({ unit }) => unit))
  return context.once(`establishment ${[pair.ledger, pair.staff, at, map.date, months, place.area?.level, place.area?.code].join(' ')}`, () => readLines(context, pair, senders, earlier.filter(({ unit }) => inside.has(unit))))
}

/** One question about one place: its lines and everything said beside them. */
interface View {
  readonly place: EstablishmentPlace
  readonly lines: readonly EstablishmentLine[]
  readonly by: EstablishmentBy
  /** Where each organisation stands, by `level:code` of the map. */
  readonly spots: ReadonlyMap<string, readonly Spot[]>
  readonly work: TemporaryWork
  readonly starters: ReadonlyMap<string, number>
}

const levelOf: Readonly<Partial<Record<EstablishmentBy, string>>> = { sub_icb: 'sub-icb', place: 'place', ics: 'ics', region: 'region', nation: 'nation' }

function spotsByUnit(place: EstablishmentPlace, by: EstablishmentBy): Map<string, readonly Spot[]> {
  const level = levelOf[by]
  const spots = spotsIn(place, level === undefined ? [] : [level])
  return new Map(place.sides.senders.map(({ level: own, code, unit }) => [unit, spots.get(`${own}:${code}`) ?? []]))
}

/** Lines at every spot of their organisation; a shared organisation adds to each by its share. */
function spreadLines(view: View): PlacedLine[] {
  return view.lines.flatMap((line) => (view.spots.get(unitOf(line)) ?? []).map((spot) => ({ line, key: keyIn(view, unitOf(line), line, spot), share: spot.share })))
}

const separator = '\u001f'

/** Words and code of the row a line adds to, as one text. */
function keyIn({ by, place: { map } }: View, unit: string, line: Pick<EstablishmentLine, 'staffGroup' | 'profession' | 'band' | 'costCentre'> | null, spot: Spot): string {
  switch (by) {
    case 'staff_group': return named(line?.staffGroup ?? null)
    case 'profession': return named(line?.profession ?? null)
    case 'band': return named(line?.band ?? null)
    case 'cost_centre': return named(`${line?.costCentre ?? 'Not recorded'}, ${nameOf(map, unit)}`, line?.costCentre ?? null)
    case 'organisation': return named(nameOf(map, unit), codeOf(unit))
    default: return named(spot.areas[0]?.name ?? 'Not placed on this map', spot.areas[0]?.code ?? null)
  }
}

function named(words: string | null, code: string | null = null): string {
  return `${words ?? 'Not recorded'}${separator}${code ?? ''}`
}

function figuresOfView(view: View, spread: readonly PlacedLine[], basis: VacancyBasisId): Pick<Establishment, 'total' | 'rows' | 'postsOfRow'> {
  const byKey = Map.groupBy(spread, ({ key }) => key)
  const keys = [...new Set([...byKey.keys(), ...workKeys(view)])].toSorted(inOrder(view.by))
  const found = keys.map((text) => {
    const [key = '', code = ''] = text.split(separator)
    const own = byKey.get(text) ?? []
    const says = saysOf(view, own, text)
    return { row: { key, code: code === '' ? null : code, ...figuresOf(sumOf(own), says, basis) }, posts: says.map(({ posts }) => posts) }
  })
  return { total: figuresOf(sumOf(spread), saysOf(view, spread, null), basis), rows: found.map(({ row }) => row), postsOfRow: new Map(found.map(({ row, posts }) => [row.key, posts])) }
}

/** Rows that only temporary work belongs to: a staff group with neither posts nor people. */
function workKeys(view: View): string[] {
  if (view.by !== 'staff_group') return []
  const groups = [...view.work.values()].flatMap((byGroup) => [...byGroup.keys()])
  return groups.map((staffGroup) => keyIn(view, '', { staffGroup, profession: null, band: null, costCentre: null }, { areas: [], share: 1 }))
}

/** What each organisation says of a row (null: of everything). Temporary work and starters are not known by every dimension. */
function saysOf(view: View, spread: readonly PlacedLine[], key: string | null): SaysOfOne[] {
  const byUnit = Map.groupBy(spread, ({ line }) => unitOf(line))
  const away = new Set(view.place.sides.senders.filter(({ saysAway }) => saysAway).map(({ unit }) => unit))
  const worksOnly = key === null || view.by !== 'staff_group' ? [] : [...view.work].filter(([unit, groups]) => !byUnit.has(unit) && groups.has(groupOf(key))).map(([unit]) => unit)
  return [...byUnit.keys(), ...worksOnly].toSorted(compareText).map((unit) => {
    const sums = sumOf(byUnit.get(unit) ?? [])
    const temporary = workOf(view, unit, key)
    const cover = !temporary || temporary.bank === null || temporary.agency === null ? null : temporary.bank + temporary.agency
    return {
      posts: { organisation: unit, funded: sums.funded, inPost: sums.inPost, away: away.has(unit) ? sums.away.amount : null, cover }, temporary,
      starters: key === null || view.by === 'organisation' ? (view.starters.get(unit) ?? null) : null,
    }
  })
}

/** Temporary work of an organisation that belongs to a row; null where it sent none, or the row is finer than staff group and area. */
function workOf(view: View, unit: string, key: string | null): Temporary | null {
  const groups = view.work.get(unit)
  if (groups === undefined || (key !== null && ['profession', 'band', 'cost_centre'].includes(view.by))) return null
  const share = (view.spots.get(unit) ?? []).filter((spot) => key === null || view.by === 'staff_group' || keyIn(view, unit, null, spot) === key).reduce((sum, spot) => sum + spot.share, 0)
  const own = key !== null && view.by === 'staff_group' ? [groups.get(groupOf(key)) ?? noWork(groups)] : [...groups.values()]
  const add = (kind: keyof Temporary) => (own.every((work) => work[kind] === null) ? null : own.reduce((sum, work) => sum + (work[kind] ?? 0), 0) * share)
  return { bank: add('bank'), agency: add('agency'), overtime: add('overtime') }
}

/**
 * FTE of positions that start after the month-end, by organisation: the rules hold them back from the staff in post, and count them.
 * Who sent an extract without any is not in it: most extracts have no room for them.
 */
async function startersAhead(context: CubeContext, place: EstablishmentPlace): Promise<Map<string, number>> {
  const files = await filesBehind(context, place, [place.at])
  const starters = new Map<string, number>()
  for (const { code, unit } of place.sides.senders) {
    const source = `${place.pair.staff}-${code.replace(/[^A-Z0-9]+/g, '-')}`
    const ahead = files.filter((file) => file.source === source).flatMap(({ findings }) => findings.filter(({ rule }) => rule === 'starts-after-month-end').map(({ fte }) => fte ?? 0))
    if (ahead.length > 0) starters.set(unit, (starters.get(unit) ?? 0) + ahead.reduce((sum, fte) => sum + fte, 0))
  }
  return starters
}

function unitOf({ level, organisation }: Pick<EstablishmentLine, 'level' | 'organisation'>): string {
  return keyOf(level, organisation)
}

/** Words of a row, without its code. */
function groupOf(key: string): string {
  return key.split(separator, 1)[0] ?? ''
}

function codeOf(unit: string): string {
  return unit.slice(unit.indexOf(':') + 1)
}

const ranks = new Map(staffGroups.map((group, index) => [group.name, index]))

/** Staff groups in the order of their tree, everything else by its words. */
function inOrder(by: EstablishmentBy): (a: string, b: string) => number {
  const rank = (key: string) => (by === 'staff_group' ? (ranks.get(groupOf(key)) ?? ranks.size) : 0)
  return (a, b) => rank(a) - rank(b) || compareText(a, b)
}

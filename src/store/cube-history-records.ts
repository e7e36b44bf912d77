import { bases } from '../dataset/basis.ts'
import type { AgeHistory, FlowObserved, GroupHistory } from '../dataset/history.ts'
import type { Cell, Row } from '../dataset/table.ts'
import type { MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { groupsUpFrom, staffGroupNamed } from '../reference/staff-group-tree.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { CubeContext } from './cube-context.ts'
import { between, holdingsOf } from './cube-holdings.ts'
import type { Holding } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Placing } from './cube-places.ts'
import type { Seen } from './cube-history-published.ts'
import { placedSql, placeParameters } from './cube-sql.ts'
import { isWithin } from './within-reach.ts'
import { measureNamed } from '../dataset/measures.ts'

/** What histories from records are made of: people by key, year-end and age. */
export interface RecordAges { readonly source: string; readonly ends: readonly CalendarDate[]; readonly rows: RowsByKey }

/** Rows of each staff group and profession, in the order histories are made. */
type RowsByKey = ReadonlyMap<string, readonly Row[]>

/** Read the people by age behind the histories of an area, one entry for each source of records. */
export async function readRecordAges(context: CubeContext, seen: Seen, name: string | null): Promise<RecordAges[]> {
  // Records of a part of the area are no history of it: what is published must do.
  if (!isWithin(context.reach, seen.area, (await context.mapOn(seen.map)).date)) return []
  const found: RecordAges[] = []
  for (const holding of await holdingsOf(context, bases.recordsPeople)) found.push(...await agesIn(context, seen, name, holding))
  return found
}

/**
 * Read the people by age behind the histories of several areas at once: one statement for each source instead of one for each area and source, the same rows.
 *
 * Shape:  one list per area, in the order given.
 */
export async function readRecordAgesOf(context: CubeContext, areas: readonly Seen[]): Promise<RecordAges[][]> {
  const found = areas.map((): RecordAges[] => [])
  for (const holding of await holdingsOf(context, bases.recordsPeople)) {
    const ends = yearEnds(holding)
    const lines = ends.length === 0 ? [] : await linesHeld(context, holding)
    if (lines.length === 0) continue
    const placed = await Promise.all(areas.map(async ({ area, map }, at) => ({ at, placing: placeRows(await context.mapOn(map ?? ends.at(-1) ?? null), holding, questionOf(area), []) })))
    const parts = placed.filter((one): one is Placed => one.placing !== null)
    for (const isShared of [false, true]) {
      const alike = parts.filter(({ placing }) => placing.shared.size > 0 === isShared)
      for (const [at, rows] of await rowsByArea(context, holding, ends, lines, alike, isShared)) found[at]!.push({ source: holding.source, ends, rows })
    }
  }
  return found
}

/** An area, by its place in the order given, and where the rows of a source fall for it. */
interface Placed { readonly at: number; readonly placing: Placing }

async function rowsByArea(context: CubeContext, holding: Holding, ends: readonly CalendarDate[], lines: readonly Line[], areas: readonly Placed[], isShared: boolean): Promise<Map<number, RowsByKey>> {
  if (areas.length === 0) return new Map()
  const [first] = areas
  const together: Placing = { ...first!.placing, places: areas.flatMap(({ at, placing }) => placing.places.map((place) => ({ ...place, cell: at }))) }
  const byArea = Map.groupBy(await context.select(ageSql({ whole: false, shared: isShared, cells: true }), parametersOf(holding, ends, together, lines)), (row) => Number(row.cell))
  return new Map(areas.map(({ at }) => [at, rowsByKey(byArea.get(at) ?? [], lines)]))
}

function rowsByKey(rows: readonly Row[], lines: readonly Line[]): RowsByKey {
  const byKey = Map.groupBy(rows, (row) => String(row.key))
  return new Map([...new Set(lines.map((line) => line.key))].map((key) => [key, byKey.get(key) ?? []]))
}

function parametersOf({ source }: Holding, ends: readonly CalendarDate[], placing: Placing, lines: readonly Line[]): Cell[] {
  return [source, ends.join(between), ...placeParameters(placing), lines.map((line) => line.key).join(between), lines.map((line) => line.group).join(between), lines.map((line) => line.profession).join(between)]
}

/**
 * Make histories of every key from people by age, seen from an area: people followed over the twelve months that end on the latest month-end, and the years before it.
 *
 * A leaver holds no post in the area at the end of the year; a move inside it, or to another staff group, is not leaving. Where people
 * moved between groups, joiners are the change in headcount plus leavers and so hold those moves; the basis says which.
 */
export function historiesFromAges(area: MapNode, { source, ends, rows }: RecordAges, known: KnownHistories = new Map()): GroupHistory[] {
  return [...rows].flatMap(([key, own]) => known.get(own) ?? historyFrom(area, key, source, ends, own))
}

/** Histories made before, by the very rows they were made from. */
type KnownHistories = ReadonlyMap<readonly Row[], readonly GroupHistory[]>

/** Make the history of each key once, to be taken again where the rows stay the same. */
export function knownHistories(area: MapNode, ages: readonly RecordAges[]): KnownHistories {
  return new Map(ages.flatMap(({ source, ends, rows }) => [...rows].map(([key, own]) => [own, historyFrom(area, key, source, ends, own)] as const)))
}

async function agesIn(context: CubeContext, { area, map: asked }: Seen, name: string | null, holding: Holding): Promise<RecordAges[]> {
  const ends = yearEnds(holding)
  const map = await context.mapOn(asked ?? ends.at(-1) ?? null)
  const placing = ends.length === 0 ? null : placeRows(map, holding, questionOf(area), [])
  if (!placing) return []
  const lines = (await linesHeld(context, holding)).filter((line) => name === null || line.key === name)
  if (lines.length === 0) return []
  const rows = await context.select(ageSql({ whole: isWhole(holding, placing), shared: placing.shared.size > 0, cells: false }), parametersOf(holding, ends, placing, lines))
  return [{ source: holding.source, ends, rows: rowsByKey(rows, lines) }]
}

/** The latest month-end held and those whole years before it, oldest first; empty unless there are two. */
function yearEnds(holding: Holding): CalendarDate[] {
  const held = new Set(holding.dates.map((date) => date.to))
  const ends: CalendarDate[] = []
  for (let date = [...held].toSorted(compareText).at(-1) ?? ''; held.has(date); date = addMonths(date, -12)) ends.unshift(date)
  return ends.length < 2 ? [] : ends
}

function questionOf(area: MapNode) {
  const measure = measureNamed('headcount')
  if (!measure) throw new Error('headcount is a declared measure')
  return { measure, by: [], inside: [area], areaAssumed: false, group: null, filters: {}, source: null, when: { kind: 'latest' }, map: null } as const
}

function isWhole(holding: Holding, placing: Placing): boolean {
  return holding.places.length === placing.places.length && placing.places.every((place) => place.share === 1)
}

/** A name histories are kept under, and the rows that belong to it. */
interface Line { readonly key: string; readonly group: string; readonly profession: string }

/** Each staff group and profession pair belongs to its profession, its group and every group above. */
async function linesHeld(context: CubeContext, holding: Holding): Promise<Line[]> {
  const rows = await context.once(`lines ${holding.source}`, () => context.select('SELECT DISTINCT staff_group, profession FROM staff WHERE source = $1 ORDER BY ALL', [holding.source]))
  return rows.flatMap((row) => {
    const [group, profession] = [String(row.staff_group), String(row.profession)]
    const above = groupsUpFrom(staffGroupNamed(group))
    return [...new Set([...(above.length > 0 ? above : [group]), profession])].map((key) => ({ key, group, profession }))
  })
}

/**
 * People by key, year-end and single year of age: in post, FTE, gone a year later, not yet there a year before, not in the key a year before.
 * One row per person, key and day first; whoever has several posts has the age of the youngest record and all their FTE.
 * In a network that counts a part of a member, people and FTE count by that part. With `cells`, each area is counted apart.
 */
function ageSql({ whole, shared, cells }: { readonly whole: boolean; readonly shared: boolean; readonly cells: boolean }): string {
  const cell = cells ? 'cell, ' : ''
  const people = (where: string) => (shared ? `coalesce(sum(share::DECIMAL(18, 9))${where}, 0)` : `count(*)${where}`)
  const from = whole ? 'staff' : 'staff JOIN placed USING (at_level, at_code)'
  return `WITH placed AS (${placedSql}),
    ends AS (SELECT unnest(string_split($2, chr(31)))::DATE AS day),
    lines AS (SELECT unnest(string_split($7, chr(31))) AS key, unnest(string_split($8, chr(31))) AS staff_group, unnest(string_split($9, chr(31))) AS profession),
    posts AS MATERIALIZED (SELECT ${cell}person, period_to AS day, staff_group, profession, age, ${shared ? 'fte * share AS fte, share' : 'fte'} FROM ${from} WHERE source = $1 AND period_to IN (SELECT day FROM ends)),
    present AS (SELECT ${cell}person, day, coalesce(lead(day) OVER each = last_day(day + INTERVAL 12 MONTH), false) AS stays, coalesce(lag(day) OVER each = last_day(day - INTERVAL 12 MONTH), false) AS stayed
      FROM (SELECT DISTINCT ${cell}person, day FROM posts) WINDOW each AS (PARTITION BY ${cell}person ORDER BY day)),
    seen AS (SELECT ${cell}key, day, person, min(age) AS age, sum(fte::DECIMAL(18, 9)) AS fte${shared ? ', max(share) AS share' : ''} FROM posts JOIN lines USING (staff_group, profession) GROUP BY ALL),
    followed AS (SELECT seen.*, stays, stayed, coalesce(lag(day) OVER (PARTITION BY ${cell}key, person ORDER BY day) = last_day(day - INTERVAL 12 MONTH), false) AS stayed_in_key FROM seen JOIN present USING (${cell}person, day))
    SELECT ${cell}key, day::VARCHAR AS day, age::INTEGER AS age, ${people('')}::DOUBLE AS heads, sum(fte)::DOUBLE AS fte,
      ${people(' FILTER (WHERE NOT stays)')}::DOUBLE AS leavers, coalesce(sum(fte) FILTER (WHERE NOT stays), 0)::DOUBLE AS leavers_fte,
      ${people(' FILTER (WHERE NOT stayed)')}::DOUBLE AS joiners, coalesce(sum(fte) FILTER (WHERE NOT stayed), 0)::DOUBLE AS joiners_fte,
      ${people(' FILTER (WHERE NOT stayed_in_key)')}::DOUBLE AS entries
    FROM followed
    GROUP BY ALL ORDER BY ALL`
}

function historyFrom(area: MapNode, group: string, source: string, ends: readonly CalendarDate[], rows: readonly Row[]): GroupHistory[] {
  if (rows.length === 0) return []
  const total = (date: CalendarDate, column: string) => rows.filter((row) => row.day === date).reduce((sum, row) => sum + Number(row[column]), 0)
  const stocks = ends.map((date) => ({ date, heads: total(date, 'heads'), fte: total(date, 'fte') }))
  const years = ends.slice(1).map((to, index): FlowObserved => yearOf(ends[index] ?? to, to, total))
  return [{ area: area.code, group, source, stocks, flows: years, breaks: [], byAge: agesOf(ends, rows) }]
}

function yearOf(from: CalendarDate, to: CalendarDate, total: (date: CalendarDate, column: string) => number): FlowObserved {
  const leavers = { heads: total(from, 'leavers'), fte: total(from, 'leavers_fte') }
  const joined = { heads: total(to, 'joiners'), fte: total(to, 'joiners_fte') }
  const net = { heads: total(to, 'heads') - total(from, 'heads') + leavers.heads, fte: total(to, 'fte') - total(from, 'fte') + leavers.fte }
  return net.heads === joined.heads ? { from, to, leavers, joiners: joined, joinersBasis: 'records' } : { from, to, leavers, joiners: net, joinersBasis: 'net-of-moves' }
}

/** Ages without a record are left out of the account: nobody knows their age. Joiners by age are entries to the group, from outside or from other groups. */
function agesOf(ends: readonly CalendarDate[], rows: readonly Row[]): AgeHistory | null {
  const known = rows.filter((row) => row.age !== null).map((row) => Number(row.age))
  if (known.length === 0) return null
  const [youngest, oldest] = [Math.min(...known), Math.max(...known)]
  const ages = Array.from({ length: oldest - youngest + 1 }, (_, index) => youngest + index)
  const [first, last] = [ends[0] ?? '', ends.at(-1) ?? '']
  const byAge = (column: string, counts: (date: string) => boolean) => ages.map((age) => rows.filter((row) => row.age === age && counts(String(row.day))).reduce((sum, row) => sum + Number(row[column]), 0))
  return {
    ages, heads: byAge('heads', (date) => date === last), fte: byAge('fte', (date) => date === last), exposure: byAge('heads', (date) => date !== last),
    leavers: byAge('leavers', (date) => date !== last), joiners: byAge('entries', (date) => date !== first),
  }
}

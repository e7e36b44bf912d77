import type { Viewer } from '../access/viewer.ts'
import { addBridges, bridgeYear, type GroupYearOfPosts, type VacancyBridge } from '../dataset/establishment-bridge.ts'
import type { EstablishmentLine } from '../dataset/establishment-line.ts'
import type { Cell, Row } from '../dataset/table.ts'
import type { MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { canonicalGroup, staffGroups } from '../reference/staff-group-tree.ts'
import { addMonths, sayDate } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { between } from './cube-holdings.ts'
import { readLines } from './establishment-lines.ts'
import { filesBehind, nameOf } from './establishment.ts'
import { placeEstablishment, spotsIn, type EstablishmentPlace, type EstablishmentQuestion } from './establishment-question.ts'
import { alikeOverDates, readSides, type Lonely, type Sender } from './establishment-sides.ts'
import type { CataloguedFile, House } from './house.ts'
import type { AreaMap } from '../reference/area-map.ts'

/** Vacancies twelve months apart and what moved between, by staff group. */
export interface EstablishmentYear {
  readonly snapshot: string
  readonly from: CalendarDate
  readonly at: CalendarDate
  readonly area: MapNode | null
  readonly map: AreaMap
  readonly rows: readonly VacancyBridge[]
  readonly total: VacancyBridge
  readonly organisations: number
  readonly leftOut: readonly (Lonely & { readonly name: string })[]
  readonly files: readonly CataloguedFile[]
}

/**
 * Bridge the vacancies of twelve months by staff group, contracted basis, over organisations that sent both at both ends.
 *
 * People are followed by their pseudonyms: who is in the area at one end only is a leaver or joiner, a move between staff groups is neither.
 * Errors: refusals of establishment-question.ts, `nothing-loaded`, and `date-out-of-range` when nobody sent both a year before.
 */
export async function readEstablishmentYear(house: House, viewer: Viewer, asked: EstablishmentQuestion): Promise<EstablishmentYear | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const place = await placeEstablishment(context, asked)
  if (isRefusal(place)) return place
  const from = addMonths(place.at, -12)
  const ends = await endsOf(context, place, from)
  if (ends.length === 0) return refuseYear(place, from)
  const shares = sharesOf(place)
  const rows = await yearsByGroup(context, place, from, ends, shares)
  const bridges = rows.map(bridgeYear)
  const leftOut = await leftOutOf(context, place, from, ends)
  return {
    snapshot: context.snapshot, from, at: place.at, area: place.area, map: place.map, rows: bridges, total: addBridges('All staff groups', bridges),
    organisations: new Set(ends.map(({ unit }) => unit)).size, leftOut, files: await filesBehind(context, place, [from, place.at]),
  }
}

/** Share of every place that lies in the area, by `level:code`. */
function sharesOf(place: EstablishmentPlace): Map<string, number> {
  return new Map([...spotsIn(place, [])].map(([key, spots]) => [key, spots.reduce((sum, { share }) => sum + share, 0)]))
}

/** Senders at both ends whose organisation sent both sides at each, with the parts of the key that hold at both. */
async function endsOf(context: CubeContext, { pair, at, map, dates, sides }: EstablishmentPlace, from: CalendarDate): Promise<Sender[]> {
  if (!dates.includes(from)) return []
  const { senders, leftOut } = await readSides(context, pair, [from, at], map)
  const inside = new Set(sides.senders.map(({ unit }) => unit))
  const opened = new Set(senders.filter(({ date }) => date === from).map(({ unit }) => unit))
  const closed = new Set(senders.filter(({ date }) => date === at).map(({ unit }) => unit))
  const lonely = new Set(leftOut.map(({ level, code }) => `${level}:${code}`))
  return alikeOverDates(senders.filter(({ unit }) => inside.has(unit) && opened.has(unit) && closed.has(unit) && !lonely.has(unit)))
}

async function leftOutOf(context: CubeContext, place: EstablishmentPlace, from: CalendarDate, ends: readonly Sender[]): Promise<EstablishmentYear['leftOut']> {
  const shares = sharesOf(place)
  const { senders, leftOut } = await readSides(context, place.pair, [from, place.at], place.map)
  const kept = new Set(ends.map(({ unit }) => unit))
  const alone = leftOut.map((lonely) => ({ ...lonely, why: `${lonely.why} for ${sayDate(lonely.date)}` }))
  const once = senders.filter(({ unit }) => !kept.has(unit)).map(({ level, code, date }) => ({ level, code, date, why: `Sent both for ${sayDate(date)} and not for the other end` }))
  const there = [...alone, ...once].filter(({ level, code }) => shares.has(`${level}:${code}`) && !kept.has(`${level}:${code}`))
  return there.map((lonely) => ({ ...lonely, name: nameOf(place.map, `${lonely.level}:${lonely.code}`) })).toSorted((a, b) => compareText(a.name, b.name) || compareText(a.date, b.date))
}

type Shares = ReadonlyMap<string, number>

async function yearsByGroup(context: CubeContext, { pair, at }: EstablishmentPlace, from: CalendarDate, ends: readonly Sender[], shares: Shares): Promise<GroupYearOfPosts[]> {
  const [opening, closing] = await Promise.all([from, at].map((date) => readLines(context, pair, ends.filter((sender) => sender.date === date))))
  const people = await context.select(peopleSql, peopleParameters(pair.staff, from, at, ends, shares))
  const byGroup = Map.groupBy(people, (row) => canonicalGroup(String(row.staff_group)))
  const [before, after] = [fundedLines(opening?.lines ?? [], ends, shares), fundedLines(closing?.lines ?? [], ends, shares)]
  const groups = [...new Set([...[...before.values(), ...after.values()].map(({ group }) => group), ...byGroup.keys()])].toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(a, b))
  return groups.map((group) => yearOf(group, before, after, byGroup.get(group) ?? []))
}

interface Funded { readonly group: string; readonly funded: number }

/** Funded posts by line, as far as they lie in the area. */
function fundedLines(lines: readonly EstablishmentLine[], ends: readonly Sender[], shares: Shares): Map<string, Funded> {
  const shareOf = new Map(ends.map(({ unit, level, code }) => [unit, shares.get(`${level}:${code}`) ?? shares.get(unit) ?? 0]))
  return new Map(lines.flatMap((line) => {
    const unit = `${line.level}:${line.organisation}`
    const key = [unit, line.costCentre ?? '', line.staffGroup, line.profession ?? '', line.band ?? ''].join(between)
    return line.funded === null ? [] : [[key, { group: line.staffGroup, funded: line.funded * (shareOf.get(unit) ?? 0) }] as const]
  }))
}

function yearOf(group: string, before: ReadonlyMap<string, Funded>, after: ReadonlyMap<string, Funded>, people: readonly Row[]): GroupYearOfPosts {
  const own = (lines: ReadonlyMap<string, Funded>) => [...lines].filter(([, line]) => line.group === group)
  const total = (lines: ReadonlyMap<string, Funded>) => own(lines).reduce((sum, [, { funded }]) => sum + funded, 0)
  const changes = [...new Set([...own(before), ...own(after)].map(([key]) => key))].map((key) => (after.get(key)?.funded ?? 0) - (before.get(key)?.funded ?? 0))
  const add = (column: string) => people.reduce((sum, row) => sum + Number(row[column] ?? 0), 0)
  return {
    group, opening: { funded: total(before), inPost: add('opening') }, closing: { funded: total(after), inPost: add('closing') },
    newFunded: changes.reduce((sum, change) => sum + Math.max(change, 0), 0), removedFunded: changes.reduce((sum, change) => sum + Math.max(-change, 0), 0),
    leavers: add('leavers'), joiners: add('joiners'), movedIn: add('moved_in'), movedOut: add('moved_out'), hours: add('hours'),
  }
}

/** Everybody of the area at either end, one row per person and staff group first. Amounts as decimals, so the order of rows changes nothing. */
const peopleSql = `WITH ends AS (SELECT unnest(string_split($4, chr(31))) AS at_level, unnest(string_split($5, chr(31))) AS at_code, unnest(string_split($6, chr(31)))::DATE AS period_to, unnest(string_split($7, chr(31)))::DECIMAL(13, 12) AS share),
  people AS (
    SELECT person, staff_group, sum(fte::DECIMAL(9, 6) * share) FILTER (WHERE period_to = $2::DATE) AS was, sum(fte::DECIMAL(9, 6) * share) FILTER (WHERE period_to = $3::DATE) AS now
    FROM staff JOIN ends USING (at_level, at_code, period_to) WHERE source = $1 GROUP BY ALL),
  seen AS (SELECT *, bool_or(was IS NOT NULL) OVER (PARTITION BY person) AS was_there, bool_or(now IS NOT NULL) OVER (PARTITION BY person) AS is_there FROM people)
  SELECT staff_group, ${[
    ['opening', 'was', 'true'], ['closing', 'now', 'true'], ['leavers', 'was', 'now IS NULL AND NOT is_there'], ['joiners', 'now', 'was IS NULL AND NOT was_there'],
    ['moved_out', 'was', 'now IS NULL AND is_there'], ['moved_in', 'now', 'was IS NULL AND was_there'], ['hours', 'now - was', 'true'],
  ].map(([name, amount, when]) => `sum(${amount}) FILTER (WHERE ${when})::DOUBLE AS ${name}`).join(', ')}
  FROM seen GROUP BY ALL ORDER BY ALL`

function peopleParameters(staff: string, from: CalendarDate, at: CalendarDate, ends: readonly Sender[], shares: Shares): Cell[] {
  const list = (of: (sender: Sender) => string): string => ends.map(of).join(between)
  return [staff, from, at, list(({ level }) => level), list(({ code }) => code), list(({ date }) => date), list(({ level, code, unit }) => String(shares.get(`${level}:${code}`) ?? shares.get(unit) ?? 0))]
}

const ranks = new Map(staffGroups.map((group, index) => [group.name, index]))
function rankOf(group: string): number {
  return ranks.get(group) ?? ranks.size
}

function refuseYear({ area, at }: EstablishmentPlace, from: CalendarDate): Refusal {
  return refuse('date-out-of-range', 'absent', { doing: `Bridging the vacancies of ${area?.name ?? 'everything held'} from ${sayDate(from)} to ${sayDate(at)}`, found: `nobody there sent a ledger and a staff record for both ends`, need: 'Both for two month-ends twelve months apart', next: 'Load the month a year before, or ask for another date' })
}

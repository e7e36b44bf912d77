import type { Viewer } from '../access/viewer.ts'
import type { FlowPairs, PairCell, PairMove, PairYear } from '../dataset/flow-pairs.ts'
import { bases } from '../dataset/basis.ts'
import type { Cell, Row } from '../dataset/table.ts'
import type { MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { compareText } from '../reference/in-force.ts'
import { addMonths, monthsBetween } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { between, holdingsOf } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import type { Placing } from './cube-places.ts'
import { homeNation } from './cube-question.ts'
import { placedSql, placeParameters } from './cube-sql.ts'
import { followEmployers, readEmployers } from './flow-employers.ts'
import type { Employer, Followed } from './flow-employers.ts'
import { followPeople } from './flow-follow.ts'
import { fewestGone, leastShareGone } from './flow-numbering.ts'
import type { House } from './house.ts'

export interface PairQuestion {
  /** Code of an area whose places are counted; null for the home nation. */
  readonly area: string | null
  /** People are seen from each area of this level: a move inside it is not leaving. */
  readonly level: string
  /** Map of a date; null for that of the newest month-end. */
  readonly map: CalendarDate | null
}

/**
 * Count person-level pairs for calibration: who was exposed for a month and who left, moved to another profession or joined, seen from each
 * area of a level, by profession, age band and year. One pass over the records for all areas; the newest five years of month-ends.
 *
 * Each person counts once, in the profession of the post with most FTE. Employers that cannot be followed over a month are left out of it.
 * Errors: refusals `nothing-loaded`, `unknown-area`, `flows-not-held`.
 */
export async function readFlowPairs(house: House, viewer: Viewer, asked: PairQuestion): Promise<FlowPairs | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  return context.once(`flow pairs ${asked.area} ${asked.level} ${asked.map}`, () => countIn(context, asked))
}

async function countIn(context: CubeContext, asked: PairQuestion): Promise<FlowPairs | Refusal> {
  const map = await context.mapOn(asked.map)
  const area = asked.area === null ? homeNation(map) : findArea(map, asked.area)
  if (isRefusal(area)) return area
  const held = (await holdingsOf(context, bases.recordsPeople)).flatMap((holding) => {
    const placing = placeRows(map, holding, { inside: area ? [area] : [] }, [asked.level])
    return placing ? [{ holding, placing }] : []
  })
  const [best] = held.toSorted((a, b) => b.placing.places.length - a.placing.places.length)
  const days = best ? [...new Set(best.holding.dates.map((date) => date.to))].toSorted(compareText).slice(-mostDays) : []
  if (!best || days.length < 2) return refuse('flows-not-held', 'absent', { doing: 'Counting pairs of month-ends for calibration', found: 'no two month-ends of staff records are held there', need: 'Staff records of two month-ends', next: 'Load them with cadre import, or calibrate from published counts' })
  const followed = await followedOver(context, best.holding.source, days, map.successions)
  const rows = await context.select(pairSql, [best.holding.source, ...daysAsText(days), ...placeParameters(best.placing), ...unfollowed(followed, days)])
  return pairsFrom(rows, best.placing, days, best.holding.source, followed.gaps.length)
}

/** Five years of months: their presence fits one whole number of 63 bits. */
const mostDays = 61

/** Which employers can be followed. People are followed one by one only where so many vanish at once that their numbers may have changed. */
async function followedOver(context: CubeContext, source: string, days: readonly CalendarDate[], successions: Parameters<typeof followEmployers>[3]): Promise<Followed> {
  const pairs = days.slice(1).map((_, at) => ({ from: at, to: at + 1 }))
  const employers = await readEmployers(context, source)
  const followed = followEmployers(employers, days, pairs, successions)
  if (followed.gaps.length === 0 && !(await context.once(`many vanish ${source} ${days.join(' ')}`, () => manyVanish(context, source, days, employers)))) return followed
  return (await followPeople(context, { source, days, pairs, successions })).followed
}

/** Say whether so many people of one employer are in no record a month-end later that renumbering must be looked for. */
async function manyVanish(context: CubeContext, source: string, days: readonly CalendarDate[], employers: readonly Employer[]): Promise<boolean> {
  const posts = new Map<string, number>(employers.flatMap((employer) => [...employer.posts].map(([day, count]) => [`${employer.level}:${employer.code}|${day}`, count] as const)))
  const rows = await context.select(`WITH days AS (SELECT unnest(string_split($2, chr(31)))::DATE AS period_to, generate_subscripts(string_split($2, chr(31)), 1) - 1 AS place),
    held AS (SELECT person, bit_or(1::BIGINT << place) AS seen FROM staff JOIN days USING (period_to) WHERE source = $1 GROUP BY person)
    SELECT at_level || ':' || at_code || '|' || period_to::VARCHAR AS mark, count(*)::INTEGER AS gone FROM staff JOIN days USING (period_to) JOIN held USING (person)
    WHERE source = $1 AND place + 1 < (SELECT count(*) FROM days) AND (seen >> (place + 1)) & 1 = 0 GROUP BY ALL`, [source, days.join(between)])
  return rows.some((row) => Number(row.gone) >= fewestGone && Number(row.gone) >= leastShareGone * (posts.get(String(row.mark)) ?? 0))
}

/** For each month-end: its day; the number of the year that its pair with the next belongs to, and with the last (−1 for none); months to the next; and whether a year ends on it. */
function daysAsText(days: readonly CalendarDate[]): Cell[] {
  const closes = days.map((day, at) => (at === 0 ? -1 : yearOf(days, day)))
  const opens = days.map((_, at) => closes[at + 1] ?? -1)
  const months = days.map((day, at) => (days[at + 1] === undefined ? 0 : monthsBetween(day, days[at + 1]!)))
  return [days, opens, closes, months].map((list) => list.join(between))
}

/** Years back from the last month-end: 0 for the year that ends on it. */
function yearOf(days: readonly CalendarDate[], day: CalendarDate): number {
  return Math.floor(monthsBetween(day, days.at(-1)!) / 12)
}

/** Employers that cannot be followed to the next month-end (opens) or from the last (closes), those beside months without their records among them. */
function unfollowed({ employers, pairs, before, after, gaps }: Followed, days: readonly CalendarDate[]): Cell[] {
  const mark = (employer: number, day: number) => `${employers[employer]!.level}:${employers[employer]!.code}|${days[day]!}`
  const sides = { opens: gaps.map(({ employer, at }) => mark(employer, at - 1)), closes: gaps.map(({ employer, at }) => mark(employer, at + 1)) }
  pairs.forEach(({ from, to }, pair) => employers.forEach((_, employer) => {
    const at = pair * employers.length + employer
    if (before[at] === 0) sides.opens.push(mark(employer, from))
    if (after[at] === 0) sides.closes.push(mark(employer, to))
  }))
  return [sides.opens.join(between), sides.closes.join(between)]
}

/** A post as one whole number, and what it is made of. */
const postSql = 'round(fte * 1e9)::BIGINT * 268435456 + line * 65536 + employer'
const [lineSql, employerSql] = ['(post // 65536 % 4096)', '(post % 65536)']
const numbersSql = 'JOIN lines USING (staff_group, profession) JOIN employers USING (at_level, at_code) JOIN placed USING (at_level, at_code)'

/**
 * One row per area, profession, age band and year, with whoever moved to another profession apart.
 *
 * `forms` says of everybody what they were and in which months, one bit for each month-end: few change within a year, so that it is a tenth of the rows. What an area sees is made of it.
 * `alike`: people of one post at a time who never changed their line are counted together with all who are as they are; the others stand `apart`, month by month.
 * Whoever holds the same form twice over (`doubled`) is read again post by post, for their hours add up. They are listed first, so that the engine looks for them and does not arrange all records.
 * A post is one whole number, FTE first, so that the largest is the post with most FTE: FTE in billionths, then profession (12 bits), then employer (16 bits).
 * `seen` has one bit for each month-end that a person is in the area; whose bit is not set a month later has left.
 */
const pairSql = `WITH placed AS (${placedSql.replaceAll('$6', '$9').replaceAll('$5', '$8').replaceAll('$4', '$7').replaceAll('$3', '$6')}),
  days AS MATERIALIZED (SELECT unnest(string_split($2, chr(31)))::DATE AS period_to, unnest(string_split($3, chr(31)))::INTEGER AS opens, unnest(string_split($4, chr(31)))::INTEGER AS closes, unnest(string_split($5, chr(31)))::INTEGER AS months,
    generate_subscripts(string_split($2, chr(31)), 1)::INTEGER - 1 AS place),
  forms AS MATERIALIZED (SELECT person, at_level, at_code, staff_group, profession, fte, age // 5 * 5 AS age_from, bit_or(1::BIGINT << place) AS held, count(*) AS posts FROM staff JOIN days USING (period_to) WHERE source = $1 GROUP BY ALL),
  lines AS MATERIALIZED (SELECT staff_group, profession, row_number() OVER (ORDER BY profession, staff_group)::BIGINT AS line FROM (SELECT DISTINCT staff_group, profession FROM forms)),
  employers AS MATERIALIZED (SELECT at_level, at_code, row_number() OVER (ORDER BY at_level, at_code)::BIGINT AS employer FROM (SELECT DISTINCT at_level, at_code FROM forms)),
  away AS MATERIALIZED (SELECT employer, place, bool_or(side = 'opens') AS opens, bool_or(side = 'closes') AS closes FROM (
      SELECT unnest(string_split($10, chr(31))) AS mark, 'opens' AS side UNION ALL SELECT unnest(string_split($11, chr(31))), 'closes')
    JOIN (SELECT *, at_level || ':' || at_code || '|' || period_to::VARCHAR AS mark FROM employers, days) USING (mark) GROUP BY ALL),
  placed_forms AS MATERIALIZED (SELECT cell, share, person, age_from, fte::DECIMAL(18, 9) AS fte, ${postSql} AS post, held, posts FROM forms ${numbersSql}),
  people AS MATERIALIZED (SELECT cell, person, bit_or(held) AS seen, sum(posts) > bit_count(bit_or(held)) AS several, bool_or(posts > bit_count(held)) AS doubled, min(${lineSql}) <> max(${lineSql}) AS changes FROM placed_forms GROUP BY ALL),
  alike AS (SELECT cell, share, ${employerSql} AS employer, ${lineSql} AS line, age_from, held, seen, count(*)::DECIMAL(9, 0) AS heads, sum((fte * share)::DECIMAL(28, 9)) AS fte FROM placed_forms JOIN people USING (cell, person) WHERE NOT several AND NOT changes GROUP BY ALL),
  again AS MATERIALIZED (SELECT person, period_to, at_level, at_code, staff_group, profession, fte, age FROM staff SEMI JOIN (SELECT unnest(list(DISTINCT person)) AS person FROM people WHERE doubled) USING (person) WHERE source = $1),
  apart AS MATERIALIZED (
    SELECT cell, share, person, place, age_from, fte, post, seen, several, changes FROM placed_forms JOIN people USING (cell, person) JOIN days ON (held >> place) & 1 = 1 WHERE (several OR changes) AND NOT doubled
    UNION ALL SELECT cell, share, person, place, age // 5 * 5, fte::DECIMAL(18, 9), ${postSql}, seen, several, changes FROM again JOIN days USING (period_to) ${numbersSql} JOIN people USING (cell, person) WHERE doubled),
  single AS (
    SELECT cell, share, person, place, age_from, fte, post, seen, changes FROM apart WHERE NOT several
    UNION ALL SELECT cell, max(share), person, place, min(age_from), sum(fte), max(post), seen, changes FROM apart WHERE several GROUP BY cell, person, place, seen, changes),
  monthly AS (
    SELECT cell, share, place, employer, line, age_from, seen, heads, fte, NULL AS next FROM alike JOIN days ON (held >> place) & 1 = 1
    UNION ALL SELECT cell, share, place, ${employerSql}, ${lineSql}, age_from, seen, 1, (fte * share)::DECIMAL(28, 9), CASE WHEN changes THEN lead(${lineSql}) OVER (PARTITION BY cell, person ORDER BY place) END FROM single),
  known AS (SELECT cell, share, heads, fte, line, age_from, days.opens, days.closes, days.months, coalesce(away.opens, false) AS no_next, coalesce(away.closes, false) AS no_last,
      (seen >> (place + 1)) & 1 = 1 AS stays, place > 0 AND (seen >> (place - 1)) & 1 = 1 AS stayed, CASE WHEN (seen >> (place + 1)) & 1 = 1 AND next <> line THEN next END AS next
    FROM monthly JOIN days USING (place) LEFT JOIN away USING (employer, place)),
  counted AS (
    SELECT cell, line, age_from, opens AS year, next, sum(heads * (months * share)::DECIMAL(28, 9)) AS exposure, sum(heads * share::DECIMAL(28, 9)) FILTER (WHERE NOT stays) AS leavers, sum(heads * share::DECIMAL(28, 9)) FILTER (WHERE next IS NOT NULL) AS moved, 0 AS joiners, 0 AS heads, 0 AS fte
      FROM known WHERE opens >= 0 AND NOT no_next GROUP BY ALL
    UNION ALL SELECT cell, line, age_from, closes, NULL, 0, 0, 0, sum(heads * share::DECIMAL(28, 9)), 0, 0 FROM known WHERE closes >= 0 AND NOT no_last AND NOT stayed GROUP BY ALL
    UNION ALL SELECT cell, line, age_from, closes, NULL, 0, 0, 0, 0, sum(heads * share::DECIMAL(28, 9)), sum(fte) FROM known WHERE closes >= 0 AND closes <> opens GROUP BY ALL)
  SELECT cell, here.staff_group, here.profession, age_from, year, there.staff_group AS to_group, there.profession AS moved_to,
    sum(exposure)::DOUBLE AS exposure, coalesce(sum(leavers), 0)::DOUBLE AS leavers, coalesce(sum(moved), 0)::DOUBLE AS moved, sum(joiners)::DOUBLE AS joiners, sum(heads)::DOUBLE AS heads, sum(fte)::DOUBLE AS fte
  FROM counted JOIN lines here ON here.line = counted.line LEFT JOIN lines there ON there.line = counted.next GROUP BY ALL ORDER BY ALL`

interface Filling extends PairCell { exposure: number; leavers: number; joiners: number; heads: number; fte: number; moves: PairMove[] }

function pairsFrom(rows: readonly Row[], { cells: places }: Placing, days: readonly CalendarDate[], source: string, gaps: number): FlowPairs {
  const areas: readonly (MapNode | null)[] = places.map((cell) => cell[0] ?? null)
  const years = yearsIn(days)
  const cells = new Map<string, Filling>()
  for (const row of rows) {
    const cell = cellOf(cells, row, areas[Number(row.cell)]?.code ?? null, addMonths(days.at(-1)!, -12 * Number(row.year)))
    for (const amount of ['exposure', 'leavers', 'joiners', 'heads', 'fte'] as const) cell[amount] += Number(row[amount])
    if (row.moved_to !== null) cell.moves.push({ group: String(row.to_group), to: String(row.moved_to), heads: Number(row.moved) })
  }
  return { source, gaps, years, cells: [...cells.values()] }
}

function cellOf(cells: Map<string, Filling>, row: Row, area: string | null, year: CalendarDate): Filling {
  const [group, profession, ageFrom] = [String(row.staff_group), String(row.profession), row.age_from === null ? null : Number(row.age_from)]
  const key = [area, group, profession, ageFrom, year].join(between)
  const found = cells.get(key) ?? { area, group, profession, ageFrom, year, exposure: 0, leavers: 0, joiners: 0, moves: [], heads: 0, fte: 0 }
  cells.set(key, found)
  return found
}

function yearsIn(days: readonly CalendarDate[]): PairYear[] {
  const months = new Map<number, number>()
  days.slice(1).forEach((day, at) => months.set(yearOf(days, day), (months.get(yearOf(days, day)) ?? 0) + monthsBetween(days[at]!, day)))
  return [...months].map(([back, covered]) => ({ to: addMonths(days.at(-1)!, -12 * back), months: covered })).reverse().toSorted((a, b) => compareText(a.to, b.to))
}

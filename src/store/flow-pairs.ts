import type { Viewer } from '../access/viewer.ts'
import type { FlowPairs, PairCell, PairMove } from '../dataset/flow-pairs.ts'
import { bases } from '../dataset/basis.ts'
import type { Row } from '../dataset/table.ts'
import type { MapNode } from '../reference/area-map.ts'
import { findArea } from '../reference/find-area.ts'
import { compareText } from '../reference/in-force.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { between, holdingsOf } from './cube-holdings.ts'
import { placeRows } from './cube-places.ts'
import { homeNation } from './cube-question.ts'
import type { Question } from './cube-question.ts'
import { placedSql, placeParameters } from './cube-sql.ts'
import { readEmployers } from './flow-employers.ts'
import { followPeople } from './flow-follow.ts'
import type { Following } from './flow-follow.ts'

/**
 * Count person-level pairs for calibration: who was exposed for a month and who left, moved to another profession or joined, seen from each
 * organisation or system inside an area, by profession, age band and month. One pass over the records.
 *
 * Each person counts once, in the profession of the post with most FTE. Employers that cannot be followed over a month are left out of it.
 * Errors: refusals `nothing-loaded`, `unknown-area`, `flows-not-held`.
 */
export async function readFlowPairs(house: Parameters<typeof openCube>[0], viewer: Viewer, asked: { readonly area: string | null; readonly level: 'organisation' | 'ics' | 'nation'; readonly from: CalendarDate; readonly to: CalendarDate }): Promise<FlowPairs | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const map = await context.mapOn(asked.to)
  const area = asked.area === null ? homeNation(map) : findArea(map, asked.area)
  if (isRefusal(area)) return area
  const inside = { inside: area ? [area] : [] } as unknown as Question
  const held = (await holdingsOf(context, bases.recordsPeople)).flatMap((holding) => {
    const placing = placeRows(map, holding, inside, [asked.level])
    return placing ? [{ holding, placing }] : []
  })
  const [best] = held.toSorted((a, b) => b.placing.places.length - a.placing.places.length)
  const days = best ? [...new Set(best.holding.dates.map((date) => date.to))].filter((day) => day >= asked.from && day <= asked.to).toSorted(compareText) : []
  if (!best || days.length < 2) return refuse('flows-not-held', 'absent', { doing: 'Counting pairs of month-ends for calibration', found: 'no two month-ends of staff records are held there', need: 'Staff records of two month-ends', next: 'Load them with cadre import, or calibrate from published counts' })
  const pairs = days.slice(1).map((_, at) => ({ from: at, to: at + 1 }))
  const following = await followPeople(context, { source: best.holding.source, days, pairs, successions: map.successions })
  const rows = await countPairs(context, best.holding.source, days, best.placing, await readUnfollowed(context, best.holding.source, following))
  return pairsFrom(rows, best.placing.cells.map((cell) => cell[0] ?? null), best.holding.source, following.followed.gaps.length)
}

/** Employers that cannot be followed to the next month-end (opens) or the last (closes), those without records of it among them: `level:code|day|side`. */
async function readUnfollowed(context: CubeContext, source: string, { posts, followed }: Following): Promise<string[]> {
  const employers = await readEmployers(context, source)
  const mark = (employer: number, day: number, side: string) => `${employers[employer]!.level}:${employers[employer]!.code}|${posts.days[day]!}|${side}`
  const besideGaps = followed.gaps.flatMap(({ employer, at }) => [mark(employer, at - 1, 'opens'), mark(employer, at + 1, 'closes')])
  return [...besideGaps, ...followed.pairs.flatMap(({ from, to }, pair) => employers.flatMap((_, employer) => {
    const at = pair * employers.length + employer
    return [...(followed.before[at] === 0 ? [mark(employer, from, 'opens')] : []), ...(followed.after[at] === 0 ? [mark(employer, to, 'closes')] : [])]
  }))]
}

/**
 * One row per person, place seen from and month-end, in the profession of the post with most FTE; then each beside the same person a month-end
 * later and earlier. Whoever is in no post of the place at the other end has left or joined.
 */
async function countPairs(context: CubeContext, source: string, days: readonly CalendarDate[], placing: Parameters<typeof placeParameters>[0], unfollowed: readonly string[]): Promise<Row[]> {
  const sql = `WITH placed AS (${placedSql}),
    days AS (SELECT unnest(string_split($2, chr(31)))::DATE AS day, generate_subscripts(string_split($2, chr(31)), 1) AS place),
    away AS (SELECT DISTINCT unnest(string_split($7, chr(31))) AS mark),
    people AS (SELECT cell, person, place, day, arg_max(profession, (fte, profession)) AS profession, min(age) AS age, arg_max(at_level || ':' || at_code, (fte, profession)) AS employer
      FROM staff JOIN placed USING (at_level, at_code) JOIN days ON days.day = staff.period_to WHERE source = $1 GROUP BY ALL),
    beside AS (SELECT *, lead(place) OVER each = place + 1 AS stays, lag(place) OVER each = place - 1 AS stayed, lead(profession) OVER each AS next_profession,
      (SELECT max(place) FROM days) AS last FROM people WINDOW each AS (PARTITION BY cell, person ORDER BY place)),
    seen AS (SELECT beside.*, place < last AND opens.mark IS NULL AS exposed, place > 1 AND closes.mark IS NULL AS entered FROM beside
      LEFT JOIN away opens ON opens.mark = employer || '|' || day::VARCHAR || '|opens' LEFT JOIN away closes ON closes.mark = employer || '|' || day::VARCHAR || '|closes')
    SELECT cell, profession, CASE WHEN age IS NULL THEN NULL ELSE age // 5 * 5 END AS age_from, day::VARCHAR AS day, CASE WHEN exposed AND stays AND next_profession <> profession THEN next_profession END AS moved_to,
      count(*) FILTER (WHERE exposed)::DOUBLE AS exposure, count(*) FILTER (WHERE exposed AND stays IS NOT TRUE)::DOUBLE AS leavers, count(*) FILTER (WHERE entered AND stayed IS NOT TRUE)::DOUBLE AS joiners
    FROM seen GROUP BY ALL ORDER BY ALL`
  const parameters = [source, days.join(between), ...placeParameters(placing), unfollowed.join(between)]
  return context.once(`flow pairs ${parameters.join(' ')}`, () => context.select(sql, parameters))
}

function pairsFrom(rows: readonly Row[], areas: readonly (MapNode | null)[], source: string, gaps: number): FlowPairs {
  const cells = new Map<string, PairCell & { exposure: number; leavers: number; joiners: number; moves: PairMove[] }>()
  for (const row of rows) {
    const area = areas[Number(row.cell)]?.code ?? null
    const [profession, ageFrom, day] = [String(row.profession), row.age_from === null ? null : Number(row.age_from), String(row.day)]
    const key = [area, profession, ageFrom, day].join('\u001f')
    const cell = cells.get(key) ?? { area, profession, ageFrom, day, exposure: 0, leavers: 0, joiners: 0, moves: [] }
    cells.set(key, cell)
    cell.exposure += Number(row.exposure)
    cell.leavers += Number(row.leavers)
    cell.joiners += Number(row.joiners)
    if (row.moved_to !== null && row.moved_to !== undefined) cell.moves.push({ to: String(row.moved_to), heads: Number(row.exposure) })
  }
  return { source, gaps, cells: [...cells.values()] }
}

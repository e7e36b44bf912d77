import type { Viewer } from '../access/viewer.ts'
import { bases } from '../dataset/basis.ts'
import type { CubeRequest } from '../dataset/cube.ts'
import type { Row } from '../dataset/table.ts'
import type { AreaMap, MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { shareInside } from '../reference/map-walk.ts'
import { placeOn } from '../reference/placing.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { chooseBasis } from './cube-choose.ts'
import { openCube } from './cube-context.ts'
import { wordsToAnswer } from './cube-groups.ts'
import { conditionSql } from './cube-holdings.ts'
import { readQuestion } from './cube-question.ts'
import type { House } from './house.ts'
import { refuseBeyond } from './within-reach.ts'

/** One organisation counted both ways. Units: FTE. By host = employed − working elsewhere + here from others. */
export interface HostedRow {
  readonly code: string
  readonly name: string
  readonly employed: number
  readonly elsewhere: number
  readonly here: number
  readonly byHost: number
}

/** Staff of an area counted by employer and by host, organisation by organisation, and how the two agree. */
export interface HostAccount {
  readonly area: string
  readonly asOf: CalendarDate
  readonly source: string
  readonly map: CalendarDate
  readonly snapshot: string
  readonly rows: readonly HostedRow[]
  readonly total: Omit<HostedRow, 'code' | 'name'>
  /** Units: FTE. What crosses the border of the area, with which the two totals differ. */
  readonly leaving: number
  readonly entering: number
  /** Posts held, counted the same way. Units: posts. */
  readonly posts: { readonly leaving: number; readonly entering: number }
  /** Posts an employer and a host both recorded as their own; left in both counts, for a person may hold two posts. */
  readonly twice: { readonly people: number; readonly fte: number }
}

/** Count staff records by employer and by host, of everybody or under further filters. Each record counts once either way. Errors: refusals of the cube for area, date and data not held. */
export async function readHosts(house: House, viewer: Viewer, asked: { area: string | null; at: CalendarDate | null; map: CalendarDate | null; where?: CubeRequest['where'] }): Promise<HostAccount | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const question = await readQuestion(context, { measure: 'fte', by: ['organisation'], where: { ...asked.where, ...(asked.area === null ? {} : { area: asked.area }) }, at: asked.at, from: null, to: null, map: asked.map })
  if (isRefusal(question)) return question
  const beyond = refuseBeyond(context.reach, question.inside.at(-1) ?? null, (await context.mapOn(asked.map ?? asked.at)).date)
  if (beyond) return beyond
  const choice = await chooseBasis(context, question, [bases.recordsFte])
  if (isRefusal(choice)) return choice
  const [source, asOf] = [choice.holding.source, choice.dates.at(-1) ?? '']
  const groups = question.group === null ? [] : [{ dimension: 'staff_group' as const, values: wordsToAnswer(choice.holding, question.group).words }]
  const conditions = conditionSql(choice.holding.basis, [...choice.conditions, ...groups], 3)
  const pairs = await context.select(pairsSql(conditions.sql), [source, asOf, ...conditions.parameters])
  const [both] = await context.select(twiceSql, [source, asOf])
  const area = question.inside.at(-1) ?? null
  return { ...account(pairs, choice.map, area), area: area?.name ?? 'All areas held', asOf, source, map: choice.map.date, snapshot: context.snapshot, twice: { people: Number(both?.people ?? 0), fte: Number(both?.fte ?? 0) } }
}

const pairsSql = (conditions: string): string => `SELECT at_level, at_code, coalesce(host_code, at_code) AS host, sum(fte::DECIMAL(18, 9))::DOUBLE AS fte, count(*)::DOUBLE AS posts FROM staff WHERE source = $1 AND period_to = $2::DATE${conditions} GROUP BY ALL ORDER BY ALL`

/** A person recorded by the employer as working at the host, and by the host as its own, in the same profession. */
const twiceSql = `SELECT count(DISTINCT own.person)::DOUBLE AS people, coalesce(sum(own.fte::DECIMAL(18, 9)), 0)::DOUBLE AS fte FROM staff own
  WHERE own.source = $1 AND own.period_to = $2::DATE AND own.host_code IS NULL AND EXISTS (SELECT 1 FROM staff lent
    WHERE lent.source = $1 AND lent.period_to = $2::DATE AND lent.person = own.person AND lent.host_code = own.at_code AND lent.at_code <> own.at_code AND lent.profession = own.profession)`

function account(pairs: readonly Row[], map: AreaMap, area: MapNode | null): Pick<HostAccount, 'rows' | 'total' | 'leaving' | 'entering' | 'posts'> {
  const rows = new Map<string, HostedRow>()
  let [leaving, entering] = [0, 0]
  const posts = { leaving: 0, entering: 0 }
  const inside = insideOf(map, area)
  for (const pair of pairs) {
    const [level, code, host, fte] = [String(pair.at_level), String(pair.at_code), String(pair.host), Number(pair.fte)]
    const isLent = host !== code
    const [from, to] = [inside(level, code), isLent ? inside('organisation', host) : inside(level, code)]
    if (from > 0) add(rows, map, level, code, { employed: fte * from, elsewhere: isLent ? fte * from : 0, here: 0 })
    if (isLent && to > 0) add(rows, map, 'organisation', host, { employed: 0, elsewhere: 0, here: fte * to })
    leaving += fte * Math.max(from - to, 0)
    entering += fte * Math.max(to - from, 0)
    posts.leaving += Number(pair.posts) * Math.max(from - to, 0)
    posts.entering += Number(pair.posts) * Math.max(to - from, 0)
  }
  const list = [...rows.values()].toSorted((a, b) => compareText(a.code, b.code))
  const sum = (key: 'employed' | 'elsewhere' | 'here' | 'byHost') => list.reduce((total, row) => total + row[key], 0)
  return { rows: list, total: { employed: sum('employed'), elsewhere: sum('elsewhere'), here: sum('here'), byHost: sum('byHost') }, leaving, entering, posts }
}

function add(rows: Map<string, HostedRow>, map: AreaMap, level: string, code: string, more: Pick<HostedRow, 'employed' | 'elsewhere' | 'here'>): void {
  const row = rows.get(code) ?? { code, name: map.nodes.get(`${level}:${code}`)?.name ?? code, employed: 0, elsewhere: 0, here: 0, byHost: 0 }
  const [employed, elsewhere, here] = [row.employed + more.employed, row.elsewhere + more.elsewhere, row.here + more.here]
  rows.set(code, { ...row, employed, elsewhere, here, byHost: employed - elsewhere + here })
}

/** Share of a place that lies inside the area; all of everything when no area is asked. */
function insideOf(map: AreaMap, area: MapNode | null): (level: string, code: string) => number {
  const known = new Map<string, number>()
  return (level, code) => {
    if (area === null) return 1
    const key = `${level}:${code}`
    const found = known.get(key) ?? placeOn(map, level, code).reduce((sum, { node, share }) => sum + share * shareInside(map, node, area), 0)
    known.set(key, found)
    return found
  }
}

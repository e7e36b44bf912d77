import { bases } from '../dataset/basis.ts'
import type { Basis } from '../dataset/basis.ts'
import type { FlowObserved, GroupHistory } from '../dataset/history.ts'
import { measureNamed } from '../dataset/measures.ts'
import type { MapNode } from '../reference/area-map.ts'
import { compareText } from '../reference/in-force.ts'
import { seriesBreaks } from '../reference/series-breaks.ts'
import { canonicalGroup, staffGroups } from '../reference/staff-group-tree.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { isRefusal } from '../units/refusal.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import { holdingsOf } from './cube-holdings.ts'
import type { Question } from './cube-question.ts'

/** An area, and the date of the map it is seen on: null is the map of each day the data is of. */
export interface Seen { readonly area: MapNode; readonly map: CalendarDate | null }

/** Histories from published counts, one per staff group: from the source that shows its flows, else the one with most dates. */
export async function readPublishedHistories(context: CubeContext, { area, map }: Seen, name: string | null): Promise<GroupHistory[]> {
  const holdings = [...await holdingsOf(context, bases.countsHeads), ...await holdingsOf(context, bases.countsFte)]
  const sources = [...new Set(holdings.map((holding) => holding.source))].toSorted(compareText)
  const found: GroupHistory[] = []
  for (const source of sources) found.push(...await historiesIn(context, { area, map }, source))
  return bestByGroup(found.filter((history) => name === null || history.group === name))
}

/** Value by staff group and date. */
type Series = ReadonlyMap<string, ReadonlyMap<CalendarDate, number | null>>

async function historiesIn(context: CubeContext, seen: Seen, source: string): Promise<GroupHistory[]> {
  const read = (basis: Basis) => readSeries(context, seen, source, basis)
  const [heads, fte, leavers, leaversFte, joiners, joinersFte] = [await read(bases.countsHeads), await read(bases.countsFte), await read(bases.leavers), await read(inFte(bases.leavers)), await read(bases.joiners), await read(inFte(bases.joiners))]
  const groups = [...new Set([...heads.keys(), ...fte.keys()])]
  return groups.map((group) => {
    const one = { heads: heads.get(group), fte: fte.get(group), leavers: leavers.get(group), leaversFte: leaversFte.get(group), joiners: joiners.get(group), joinersFte: joinersFte.get(group) }
    const dates = datesIn(one.heads, one.fte)
    return {
      area: seen.area.code, group, source, byAge: null, flows: flowsOf(one),
      stocks: dates.map((date) => ({ date, heads: one.heads?.get(date) ?? null, fte: one.fte?.get(date) ?? null })),
      breaks: seriesBreaks.filter((found) => found.source === source && (found.group === '*' || canonicalGroup(found.group) === group)).map(({ from, to, why, measure }) => ({ from, to, why, measure })),
    }
  })
}

/** The same flows, counted in FTE. */
function inFte(basis: Basis): Basis {
  return { ...basis, amounts: ['fte'] }
}

type OneGroup = Readonly<Record<'heads' | 'fte' | 'leavers' | 'leaversFte' | 'joiners' | 'joinersFte', ReadonlyMap<CalendarDate, number | null> | undefined>>

/** Flows of each year: joiners as published, else change in stock plus leavers where the stocks a year apart are known. */
function flowsOf(one: OneGroup): FlowObserved[] {
  return datesIn(one.leavers, one.joiners).map((to) => {
    const from = addMonths(to, -12)
    const leavers = { heads: one.leavers?.get(to) ?? null, fte: one.leaversFte?.get(to) ?? null }
    const published = { heads: one.joiners?.get(to) ?? null, fte: one.joinersFte?.get(to) ?? null }
    if (published.heads !== null || published.fte !== null) return { from, to, leavers, joiners: published, joinersBasis: 'published' }
    return { from, to, leavers, joiners: { heads: netJoiners(one.heads, leavers.heads, from, to), fte: netJoiners(one.fte, leavers.fte, from, to) }, joinersBasis: 'net-of-moves' }
  })
}

function netJoiners(stock: ReadonlyMap<CalendarDate, number | null> | undefined, leavers: number | null, from: CalendarDate, to: CalendarDate): number | null {
  const [opening, closing] = [stock?.get(from) ?? null, stock?.get(to) ?? null]
  return opening === null || closing === null || leavers === null ? null : closing - opening + leavers
}

/** Every date of a basis by staff group, the published totals among them. Empty where the source does not cover the area. */
async function readSeries(context: CubeContext, { area, map }: Seen, source: string, basis: Basis): Promise<Series> {
  const measure = measureNamed(basis.amounts[0] === 'fte' ? 'fte' : 'headcount')
  if (!measure) throw new Error('headcount and FTE are declared measures')
  const question: Question = { measure, by: ['staff_group', 'period'], inside: [area], areaAssumed: false, group: null, filters: {}, source, when: { kind: 'range', from: '0000-01-01', to: '9999-12-31' }, map }
  const figures = await readDirect(context, question, [basis])
  const series = new Map<string, Map<CalendarDate, number | null>>()
  if (isRefusal(figures)) return series
  for (const row of [...figures.totals, ...figures.rows]) {
    const group = canonicalGroup(row.values[0] ?? '')
    if (group === 'All') continue
    const dates = series.get(group) ?? new Map<CalendarDate, number | null>()
    series.set(group, dates.set(row.date, row.value))
  }
  return series
}

function datesIn(...maps: readonly (ReadonlyMap<CalendarDate, number | null> | undefined)[]): CalendarDate[] {
  return [...new Set(maps.flatMap((map) => [...(map?.keys() ?? [])]))].toSorted(compareText)
}

/** One history per group, in the order of the tree. */
function bestByGroup(histories: readonly GroupHistory[]): GroupHistory[] {
  const best = new Map<string, GroupHistory>()
  for (const history of histories) {
    const known = best.get(history.group)
    if (!known || worth(history) > worth(known)) best.set(history.group, history)
  }
  const rank = new Map(staffGroups.map((group, index) => [group.name, index]))
  return [...best.values()].toSorted((a, b) => (rank.get(a.group) ?? rank.size) - (rank.get(b.group) ?? rank.size) || compareText(a.group, b.group))
}

function worth(history: GroupHistory): number {
  return history.flows.length * 1000 + history.stocks.length
}

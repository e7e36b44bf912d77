import type { Viewer } from '../access/viewer.ts'
import type { KeyFigure } from '../contract/overview.ts'
import type { QueryAnswer, QueryRow } from '../contract/query.ts'
import type { House } from '../store/house.ts'
import { addMonths, sayMonth } from '../units/calendar-date.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { answerQuery } from './query.ts'

/** The measures every overview opens with, in the order of the page, and the words above each. */
const keyMeasures = [
  { measure: 'fte', name: 'Staff in post', unit: 'FTE', decimals: 0 }, { measure: 'vacancy_rate', name: 'Vacancy rate, contracted basis', unit: '%', decimals: 1 }, { measure: 'leaver_rate', name: 'Leaver rate', unit: '% a year', decimals: 1 },
  { measure: 'stability', name: 'Stability', unit: '%', decimals: 1 }, { measure: 'sickness_absence_rate', name: 'Sickness absence', unit: '%', decimals: 1 },
] as const
type KeyMeasure = (typeof keyMeasures)[number]

export interface Place { readonly code: string; readonly name: string }

/** Work out the key figures of an area on the map of a date (null: of the data), each beside the nation (or, for the nation, beside a year before). */
export function keyFigures(house: House, viewer: Viewer, area: Place, nation: Place | null, map: string | null = null): Promise<KeyFigure[]> {
  const beside = nation !== null && nation.code !== area.code ? nation : null
  return Promise.all(keyMeasures.map((key) => keyFigure(house, viewer, key, area, beside, map)))
}

async function keyFigure(house: House, viewer: Viewer, key: KeyMeasure, area: Place, nation: Place | null, map: string | null): Promise<KeyFigure> {
  const ask = (place: Place, by: string, from: string | null, source: string | null): Promise<QueryAnswer | Refusal> =>
    answerQuery(house, viewer, { measure: key.measure, by, where: [`area=${place.code}`, ...(source === null ? [] : [`source=${source}`])], ...(from === null ? {} : { from }), ...(map === null ? {} : { map }) })
  const now = await ask(area, '', null, null)
  // The years before are those of the same source: another one would count other staff.
  const source = isRefusal(now) ? null : onlySource(now)
  const monthly = isRefusal(now) ? now : await ask(area, 'period', addMonths(now.asOf, -12), source)
  // A source that speaks once a year has two points in twelve months: it is asked for all of its years.
  const series = isRefusal(monthly) || monthly.rows.length > 3 ? monthly : await ask(area, 'period', null, source)
  const points = isRefusal(series) ? [] : pointsOf(series)
  const row = isRefusal(now) ? null : now.rows[0] ?? null
  const named = { measure: key.measure, name: key.name, unit: key.unit, points: points.slice(-12) }
  if (isRefusal(now) || !row || row.value === null) return { ...named, value: null, status: row?.status ?? 'not-available', why: isRefusal(now) ? whyNot(now) : now.summary, comparison: '', trend: '', direction: 'unknown', asOf: null, provenance: isRefusal(now) ? null : now.provenance }
  const other = nation ? await ask(nation, '', null, source) : null
  return {
    ...named, value: row.value, status: row.status, why: null, asOf: now.asOf, provenance: now.provenance,
    comparison: other ? sayBeside(key, nation, isRefusal(other) ? null : other) : sayYearBefore(key, points, now.asOf, row.value),
    ...trendOf(key, points.slice(-12)),
  }
}

/** The source a figure rests on; null where it rests on several, such as posts and staff. */
function onlySource({ provenance }: QueryAnswer): string | null {
  const ids = new Set(provenance.sources.map(({ id }) => id))
  return ids.size === 1 ? [...ids][0]! : null
}

/** Why a figure is missing, and what would bring it: the words of the refusal. */
export function whyNot({ found, need, next }: Refusal): string {
  return `Not available, which is not the same as zero: ${found}. ${need}. ${next}.`
}

/** The dated values of a series, oldest first; periods without a value are left out. */
export function pointsOf(answer: { readonly rows: readonly QueryRow[] }): { date: string; value: number; status: QueryRow['status'] }[] {
  return answer.rows.flatMap(({ period, value, status }) => (typeof period === 'string' && value !== null ? [{ date: period.slice(-10), value, status }] : [])).sort((a, b) => (a.date < b.date ? -1 : 1))
}

function sayBeside(key: KeyMeasure, nation: Place | null, answer: QueryAnswer | null): string {
  const value = answer?.rows[0]?.value ?? null
  if (nation === null || value === null) return `${nation?.name ?? 'The nation'}: not available`
  return `${nation.name} ${sayAmount(key, value)}`
}

function sayYearBefore(key: KeyMeasure, points: readonly { date: string; value: number }[], asOf: string, value: number): string {
  const before = points.find(({ date }) => date === addMonths(asOf, -12))
  if (!before) return 'No figure for a year before'
  const change = value - before.value
  if (/^[0.]*( |$)/.test(sayChange(key, change))) return `Unchanged from ${sayMonth(before.date)}`
  return `${change > 0 ? '+' : '−'}${sayChange(key, change)} since ${sayMonth(before.date)}`
}

function trendOf(key: KeyMeasure, points: readonly { date: string; value: number }[]): Pick<KeyFigure, 'trend' | 'direction'> {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return { trend: 'Too few periods to judge', direction: 'unknown' }
  const change = last.value - first.value
  const span = `since ${sayMonth(first.date)}, over ${points.length} periods`
  const small = Math.abs(change) < 0.005 * Math.abs(first.value)
  if (small) return { trend: `Level ${span}`, direction: 'flat' }
  return { trend: `${change > 0 ? 'Up' : 'Down'} ${sayChange(key, change)} ${span}`, direction: change > 0 ? 'up' : 'down' }
}

/** The size of a change: rates change by points, people by FTE. */
function sayChange(key: KeyMeasure, change: number): string {
  return `${formatNumber(Math.abs(change), key.decimals)}${key.unit.startsWith('%') ? ' points' : ` ${key.unit}`}`
}

function sayAmount(key: KeyMeasure, value: number): string {
  return `${formatNumber(value, key.decimals)}${key.unit.startsWith('%') ? ' %' : ` ${key.unit}`}`
}

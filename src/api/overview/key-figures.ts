import type { Viewer } from '../../access/viewer.ts'
import type { KeyFigure } from '../../contract/overview.ts'
import type { QueryAnswer, QueryRow } from '../../contract/query.ts'
import type { House } from '../../store/house.ts'
import { addMonths, monthsBetween, sayMonth } from '../../units/calendar-date.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { coverageOf, readMonthsHeld } from './figure-coverage.ts'
import { judgeSeasons, judgeVariation, judgeYears, unjudged, type Better, type YearRate } from './figure-variation.ts'
import { keepReading } from '../kept.ts'
import type { Place as FoundPlace } from '../map/find-place.ts'
import { answerQuery } from '../query.ts'
import { saySigned } from '../say.ts'

export interface KeyMeasure {
  readonly measure: string; readonly name: string; readonly unit: string; readonly decimals: number
  readonly better: Better
  /** Each point covers twelve months, and the people it is a rate of: those in post at the start, or the mean of both ends. */
  readonly yearly?: 'opening' | 'mean'
  /** Goes up and down with the seasons: a month is judged by the same month of the year before. */
  readonly seasonal?: true
}

/** The measures every overview opens with, in the order of the page, and the words above each. */
export const keyMeasures: readonly KeyMeasure[] = [
  { measure: 'fte', name: 'Staff in post', unit: 'FTE', decimals: 0, better: null },
  { measure: 'vacancy_rate', name: 'Vacancy rate, contracted basis', unit: '%', decimals: 1, better: 'low' },
  { measure: 'leaver_rate', name: 'Leaver rate', unit: '% a year', decimals: 1, better: 'low', yearly: 'mean' },
  { measure: 'stability', name: 'Stability', unit: '%', decimals: 1, better: 'high', yearly: 'opening' },
  { measure: 'sickness_absence_rate', name: 'Sickness absence', unit: '%', decimals: 1, better: 'low', seasonal: true },
]

/** Points of history that are shown and judged. */
const mostPoints = 24

export interface Place { readonly level: string; readonly code: string; readonly name: string }
type Point = { date: string; value: number }

/** Answer the key figures of a place, each beside the nation and the year before. Kept per snapshot. */
export function keyFigures(house: House, viewer: Viewer, { area, nation, mapAsked, snapshot }: FoundPlace): Promise<KeyFigure[]> {
  return keepReading(house, viewer, snapshot, { work: 'key figures', asked: { area: `${area.level}:${area.code}`, map: mapAsked } }, () => workOut(house, viewer, area, nation, mapAsked))
}

async function workOut(house: House, viewer: Viewer, area: Place, nation: Place | null, map: string | null): Promise<KeyFigure[]> {
  const beside = nation !== null && nation.code !== area.code ? nation : null
  const figures = await Promise.all(keyMeasures.map((key) => keyFigure({ house, viewer, area, nation: beside, map }, key)))
  const newest = figures.flatMap(({ asOf }) => asOf ?? []).toSorted().at(-1)
  return figures.map((figure) => ({ ...figure, behind: figure.asOf === null || newest === undefined ? null : monthsBetween(figure.asOf, newest) }))
}

/** What every question of a page about an area is asked with. */
export interface Asked { readonly house: House; readonly viewer: Viewer; readonly area: Place; readonly nation: Place | null; readonly map: string | null }
interface Dates { readonly by?: string; readonly at?: string; readonly from?: string }

async function keyFigure(asked: Asked, key: KeyMeasure): Promise<KeyFigure> {
  const { house, viewer, area, nation, map } = asked
  const now = await askOf(asked, key.measure, area, null, {})
  const named = { measure: key.measure, name: key.name, unit: key.unit, behind: null }
  if (isRefusal(now)) return { ...named, ...missing, status: 'not-available', why: whyNot(now), provenance: null }
  // The years before are those of the same source: another one would count other staff.
  const source = onlySource(now)
  const points = await seriesOf(asked, key, now.asOf, source)
  const row = now.rows[0] ?? null
  if (!row || row.value === null) return { ...named, ...missing, points: points.slice(-mostPoints), status: row?.status ?? 'not-available', why: row?.status === 'suppressed' ? 'Hidden, to protect a small number' : now.summary, provenance: now.provenance }
  const yearBefore = points.find(({ date }) => date === addMonths(now.asOf, -12)) ?? null
  const [other, coverage, variation] = await Promise.all([
    nation === null ? null : askOf(asked, key.measure, nation, source, { at: now.asOf }),
    readMonthsHeld(house, viewer, area, map).then((matrix) => coverageOf(house, viewer, now, matrix)),
    variationOf(asked, key, points, now.asOf, source),
  ])
  const nationRow = other === null || isRefusal(other) ? null : other.rows[0] ?? null
  const beside = nation === null ? null : { code: nation.code, name: nation.name, value: nationRow?.value ?? null, status: nationRow?.status ?? ('not-available' as const) }
  const grown = nation !== null && key.measure === 'fte' ? await growthOf(asked, nation, nationRow, now.asOf, source) : null
  return {
    ...named, ...coverage, value: row.value, status: row.status, why: null, asOf: now.asOf, provenance: now.provenance, beside, yearBefore, variation, points: points.slice(-mostPoints),
    comparison: key.measure === 'fte' ? sayGrowth(row.value, yearBefore, beside?.name ?? null, grown) : sayBeside(key, beside, yearBefore),
  }
}

const missing = { value: null, comparison: '', beside: null, yearBefore: null, variation: unjudged('Not available'), points: [] as Point[], asOf: null, coverage: null, coverageWhy: null } satisfies Partial<KeyFigure>

/** Ask one measure of a place: the same questions get the same kept answers. */
export function askOf({ house, viewer, map }: Asked, measure: string, place: Place, source: string | null, dates: Dates): Promise<QueryAnswer | Refusal> {
  return answerQuery(house, viewer, { measure, by: '', where: [`area=${place.code}`, ...(source === null ? [] : [`source=${source}`])], ...dates, ...(map === null ? {} : { map }) })
}

/** Two years of a measure; a source that speaks once a year is asked for all of its years. */
export async function seriesOf(asked: Asked, { measure }: Pick<KeyMeasure, 'measure'>, asOf: string, source: string | null): Promise<Point[]> {
  const monthly = await askOf(asked, measure, asked.area, source, { by: 'period', from: addMonths(asOf, -mostPoints) })
  const series = isRefusal(monthly) || monthly.rows.length > 5 ? monthly : await askOf(asked, measure, asked.area, source, { by: 'period' })
  return isRefusal(series) ? [] : pointsOf(series).map(({ date, value }) => ({ date, value }))
}

async function variationOf(asked: Asked, { measure, better, yearly, seasonal }: KeyMeasure, points: readonly Point[], asOf: string, source: string | null): Promise<KeyFigure['variation']> {
  if (seasonal) return judgeSeasons(points, better)
  if (yearly === undefined) return judgeVariation(points.slice(-mostPoints), better)
  const heads = await askOf(asked, 'headcount', asked.area, source, { by: 'period', from: addMonths(asOf, -mostPoints) })
  const people = new Map(isRefusal(heads) ? [] : pointsOf(heads).map(({ date, value }) => [date, value]))
  const yearAt = (date: string): YearRate | null => {
    const [rate, opening, closing] = [points.find((point) => point.date === date)?.value, people.get(addMonths(date, -12)), people.get(date)]
    if (rate === undefined || opening === undefined || (yearly === 'mean' && closing === undefined)) return null
    return { date, rate: rate / 100, people: yearly === 'mean' ? (opening + closing!) / 2 : opening }
  }
  const judged = judgeYears(flip(yearAt(asOf), measure), flip(yearAt(addMonths(asOf, -12)), measure), measure === 'stability' ? 'low' : better)
  return measure === 'stability' ? unflip(judged) : judged
}

/** Who stayed is judged by who left: the few are what chance is reckoned of. */
function flip(year: YearRate | null, measure: string): YearRate | null {
  return year === null || measure !== 'stability' ? year : { ...year, rate: 1 - year.rate }
}

function unflip(judged: KeyFigure['variation']): KeyFigure['variation'] {
  const turned = { up: 'down', down: 'up', flat: 'flat', unknown: 'unknown' } as const
  return { ...judged, direction: turned[judged.direction], says: judged.says.replace(/ (above|below) the year/, (_, side: string) => ` ${side === 'above' ? 'below' : 'above'} the year`) }
}

/** The source a figure rests on; null where it rests on several, such as posts and staff. */
export function onlySource({ provenance }: QueryAnswer): string | null {
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

/** Share by which the staff of the nation grew over the year; null where either end is not held. */
async function growthOf(asked: Asked, nation: Place, now: QueryRow | null, asOf: string, source: string | null): Promise<number | null> {
  const before = await askOf(asked, 'fte', nation, source, { at: addMonths(asOf, -12) })
  const value = isRefusal(before) ? null : before.rows[0]?.value ?? null
  return now === null || now.value === null || value === null || value === 0 ? null : now.value / value - 1
}

/** Amounts of places of different size are not compared: how they grew is. */
function sayGrowth(value: number, before: Point | null, nation: string | null, grown: number | null): string {
  if (before === null || before.value === 0) return 'No figure for a year before'
  const own = `${saySigned(value - before.value, 0)} since ${sayMonth(before.date)}, ${saySigned((value / before.value - 1) * 100, 1)} %`
  return nation === null ? own : `${own}; ${nation} ${grown === null ? 'not available' : `${saySigned(grown * 100, 1)} %`}`
}

function sayBeside(key: KeyMeasure, beside: KeyFigure['beside'], before: Point | null): string {
  const parts = [
    ...(beside === null ? [] : [`${beside.name} ${beside.value === null ? 'not available for the same date' : sayAmount(key, beside.value)}`]),
    before === null ? 'no figure for a year before' : `${sayAmount(key, before.value)} a year before`,
  ]
  const words = parts.join('; ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sayAmount(key: KeyMeasure, value: number): string {
  return `${formatNumber(value, key.decimals)}${key.unit.startsWith('%') ? ' %' : ` ${key.unit}`}`
}

import type { Variation } from '../../contract/overview.ts'
import { addMonths, monthsBetween, sayMonth } from '../../units/calendar-date.ts'
import { judgeSeries, type SpcChartNumbers, type SpcSign } from '../../units/variation.ts'

interface Point { readonly date: string; readonly value: number }
/** Which way is better; null where neither is. */
export type Better = 'high' | 'low' | null

/** Fewest points that limits are drawn from: those of fewer move too much (Making Data Count). */
const fewestPoints = 12
/** Periods back within which a point that stood apart is still told. */
const stillTold = 6

/**
 * Say whether the last point of a series moves as the others do, and which rule says that it does not. Every point has to be a period of its own.
 *
 * Rules and limits: units/variation.ts. Where several fire, the first of: beyond the limits, a run on one side of the mean, a run up or down, two of three near a limit.
 */
export function judgeVariation(points: readonly Point[], better: Better): Variation {
  const judged = points.length < fewestPoints ? null : judgeSeries(points.map(({ value }) => value))
  const period = periodOf(points)
  if (judged === null) return unjudged(`Too few ${period}s to judge: ${points.length} of the ${fewestPoints} that are needed`)
  const limits = { mean: judged.mean, low: judged.low, high: judged.high }
  const sign = signOrder.find((one) => judged.signs.at(-1)?.includes(one))
  if (sign === undefined) return { direction: 'flat', meaning: 'neither', rule: null, says: sayOrdinary(points, judged, period), limits }
  const { direction, says } = tellers[sign](points, judged, period)
  const meaning = meaningOf(direction, better)
  return { direction, meaning, rule: sign, says: `${leadOf(direction, meaning)}: ${says}`, limits }
}

/**
 * Say whether a figure of the seasons moves as it did, by what sets each month apart from the same month of the year before: winter against summer says nothing.
 * No limits are drawn, for those of the differences are not those of the figure.
 */
export function judgeSeasons(points: readonly Point[], better: Better): Variation {
  const values = new Map(points.map(({ date, value }) => [date, value]))
  const differences = points.flatMap(({ date, value }) => {
    const before = values.get(addMonths(date, -12))
    return before === undefined ? [] : [{ date, value: value - before }]
  })
  const judged = judgeVariation(differences, better)
  if (judged.direction === 'unknown') return unjudged(`Too few months to judge: it goes with the seasons, and ${differences.length} of the ${fewestPoints} months that are needed have the same month of the year before`)
  return { ...judged, says: judged.rule === null ? 'Ordinary for the season: as far from the year before as usual' : `${judged.says}, by the difference from the same month a year before`, limits: null }
}

/** A rate of twelve months and the people it is a rate of. */
export interface YearRate { readonly date: string; readonly rate: number; readonly people: number }

/**
 * Say whether a rate of twelve months differs from that of the twelve months before by more than chance alone explains. Points in between share months with both, so no run of them says anything.
 *
 * Shape: rates as shares of `people`. Source: difference of two Poisson rates, 1.96 standard errors of the pooled rate.
 */
export function judgeYears(now: YearRate | null, before: YearRate | null, better: Better): Variation {
  if (now === null || before === null) return unjudged('Too few years to judge: neighbouring months share eleven of their twelve, and the year before is not held')
  const pooled = (now.rate * now.people + before.rate * before.people) / (now.people + before.people)
  if (pooled * (now.people + before.people) < fewestEvents) return unjudged(`Too few people to judge: fewer than ${fewestEvents} in two years`)
  const difference = now.rate - before.rate
  const isApart = Math.abs(difference) > 1.96 * Math.sqrt(pooled * (1 / now.people + 1 / before.people))
  if (!isApart) return { direction: 'flat', meaning: 'neither', rule: null, says: `Ordinary: no further from the year to ${sayMonth(before.date)} than chance explains`, limits: null }
  const direction = difference > 0 ? 'up' : 'down'
  const meaning = meaningOf(direction, better)
  return { direction, meaning, rule: 'chance', says: `${leadOf(direction, meaning)}: ${direction === 'up' ? 'above' : 'below'} the year to ${sayMonth(before.date)} by more than chance explains`, limits: null }
}

/** Below this many the difference of two counts is not near enough to a normal one. */
const fewestEvents = 20

/** A figure of which nothing can be said. */
export function unjudged(says: string): Variation {
  return { direction: 'unknown', meaning: 'unknown', rule: null, says, limits: null }
}

const signOrder: readonly SpcSign[] = ['beyond', 'shift', 'trend', 'two-of-three']
type Told = { readonly direction: 'up' | 'down'; readonly says: string }

const tellers: Readonly<Record<SpcSign, (points: readonly Point[], judged: SpcChartNumbers, period: string) => Told>> = {
  beyond(points, { high, low }, period) {
    const isUp = points.at(-1)!.value > high
    return { direction: isUp ? 'up' : 'down', says: `${sayRun(runBack(points, ({ value }) => (isUp ? value > high : value < low)), period)} ${isUp ? 'above' : 'below'} the limits` }
  },
  shift(points, { mean }, period) {
    const isUp = points.at(-1)!.value > mean
    return { direction: isUp ? 'up' : 'down', says: `${sayRun(runBack(points, ({ value }) => (isUp ? value > mean : value < mean)), period)} ${isUp ? 'above' : 'below'} the mean` }
  },
  trend(points, _judged, period) {
    const isUp = points.at(-1)!.value > points.at(-2)!.value
    const steps = points.slice(1).map((point, at) => ({ ...point, value: point.value - points[at]!.value }))
    return { direction: isUp ? 'up' : 'down', says: `${sayRun(runBack(steps, ({ value }) => (isUp ? value > 0 : value < 0)) + 1, period)}, each ${isUp ? 'higher' : 'lower'} than the one before` }
  },
  'two-of-three'(points, { mean }, period) {
    const isUp = points.at(-1)!.value > mean
    return { direction: isUp ? 'up' : 'down', says: `two of the last three ${period}s near the ${isUp ? 'upper' : 'lower'} limit` }
  },
}

/** How many of the last points in a row are so. */
function runBack(points: readonly Point[], is: (point: Point) => boolean): number {
  const from = points.findLastIndex((point) => !is(point))
  return points.length - 1 - from
}

function sayRun(count: number, period: string): string {
  return count === 1 ? `the last ${period}` : `${count} ${period}s in a row`
}

function sayOrdinary(points: readonly Point[], { high, signs }: SpcChartNumbers, period: string): string {
  const at = signs.findLastIndex((found, place) => found.includes('beyond') && place >= points.length - stillTold)
  if (at < 0) return `Ordinary variation: no rule fires in ${points.length} ${period}s`
  const point = points[at]!
  return `Back within the limits: ${sayMonth(point.date)} lay ${point.value > high ? 'above' : 'below'} them`
}

function meaningOf(direction: 'up' | 'down', better: Better): Variation['meaning'] {
  if (better === null) return 'neither'
  return (direction === 'up') === (better === 'high') ? 'improving' : 'worsening'
}

function leadOf(direction: 'up' | 'down', meaning: Variation['meaning']): string {
  if (meaning === 'improving') return 'Improving'
  return meaning === 'worsening' ? 'Worsening' : direction === 'up' ? 'Rising' : 'Falling'
}

/** What one point is called. */
function periodOf(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 2) return 'month'
  const step = monthsBetween(first.date, last.date) / (points.length - 1)
  return step < 1.5 ? 'month' : step > 9 ? 'year' : 'period'
}

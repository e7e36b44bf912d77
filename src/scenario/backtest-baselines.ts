import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactSqrt } from '../random/sqrt.ts'

/** A known stretch of a series: both ends, and the years between them. Breaks are already left out. */
export interface Stretch {
  readonly from: number
  readonly to: number
  readonly years: number
  /** The stretch starts where the one before it ended. */
  readonly follows: boolean
}

/** What a baseline says about one target: the middle and the standard deviation of a normal distribution. */
export interface BaselineForecast { readonly centre: number; readonly spread: number }

/** A forecast anybody can make on paper. Given what was known, oldest first, the value at the origin and the years ahead. */
export type Baseline = (known: readonly Stretch[], origin: number, horizon: number) => BaselineForecast

/**
 * The forecasts the model has to beat. Each has the spread of its own errors so far, grown with the horizon:
 * σ · √h for the last value, σ · √(h · (1 + h ÷ n)) where a mean of n years was estimated.
 *
 * Source: docs/method/accuracy.md; Hyndman and Athanasopoulos, Forecasting: principles and practice, 3rd edition, section 5.5.
 */
export const baselines: Readonly<Record<string, Baseline>> = {
  /** Nothing changes. */
  last: (known, origin, horizon) => ({ centre: origin, spread: exactSqrt(meanSquare(known.map((each) => change(each)), known.map((each) => each.years)) * horizon) }),
  /** The mean yearly change since the first date known goes on. */
  drift: (known, origin, horizon) => driftOver(known, origin, horizon),
  /** As drift, over the newest run of single years without a hole or a break: the reorganisation of 2011 to 2013 does not weigh on it. */
  driftUnbroken: (known, origin, horizon) => driftOver(unbrokenRun(known), origin, horizon),
  /** The mean growth of the last three years, or five, goes on. */
  growth3: (known, origin, horizon) => growthOver(known, origin, horizon, 3),
  growth5: (known, origin, horizon) => growthOver(known, origin, horizon, 5),
  /** The rates of the last year stay: joining and leaving as shares of the stock. */
  constantRates: (known, origin, horizon) => growthOver(known, origin, horizon, 1),
}

function unbrokenRun(known: readonly Stretch[]): readonly Stretch[] {
  let start = known.length - 1
  while (start > 0 && known[start]!.follows && known[start - 1]!.years === 1) start--
  return known.slice(start)
}

function driftOver(known: readonly Stretch[], origin: number, horizon: number): BaselineForecast {
  const years = sum(known.map((each) => each.years))
  const slope = sum(known.map(change)) / years
  const squares = known.map((each) => (change(each) - slope * each.years) ** 2 / each.years)
  const sigma = exactSqrt(sum(squares) / Math.max(1, known.length - 1))
  return { centre: origin + slope * horizon, spread: sigma * exactSqrt(horizon * (1 + horizon / years)) }
}

function growthOver(known: readonly Stretch[], origin: number, horizon: number, window: number): BaselineForecast {
  const growth = known.filter((each) => each.years === 1).map((each) => exactLog(each.to / each.from))
  const used = growth.slice(-window)
  const mean = sum(used) / used.length
  const sigma = exactSqrt(sum(growth.map((each) => (each - mean) ** 2)) / Math.max(1, growth.length - 1))
  const centre = origin * exactExp(mean * horizon)
  return { centre, spread: centre * sigma * exactSqrt(horizon * (1 + horizon / used.length)) }
}

function change(stretch: Stretch): number {
  return stretch.to - stretch.from
}

function meanSquare(changes: readonly number[], years: readonly number[]): number {
  return sum(changes.map((each, at) => (each * each) / years[at]!)) / changes.length
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

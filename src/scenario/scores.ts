import { normalCdf } from '../random/normal-cdf.ts'
import { normalDensity } from '../random/normal.ts'

/**
 * Mean absolute percentage error: how far off, as a share of what happened.
 *
 * Shape:  one forecast per outcome.
 * Units:  a share: 0.05 is 5 %.
 * Errors: RangeError when lengths differ, nothing is scored or an outcome is 0 (a share of nothing has no meaning).
 * Source: docs/method/scores.md, A1.
 */
export function mape(actual: readonly number[], forecast: readonly number[]): number {
  checkPairs('percentage error', actual, forecast)
  return mean(actual.map((value, at) => {
    if (value === 0) throw new RangeError(`Scoring percentage error: outcome ${at} is 0. Leave it out, and say so.`)
    return Math.abs((forecast[at]! - value) / value)
  }))
}

/**
 * Mean absolute scaled error: how far off, against repeating the last value through the history. Below 1 beats that.
 *
 * Shape:  one forecast per outcome; `history` in time order, at least two values.
 * Units:  a plain number.
 * Errors: RangeError when lengths differ, or the history never changes (it gives no scale).
 * Source: docs/method/scores.md, A2; R. J. Hyndman and A. B. Koehler, Int. J. Forecasting 22 (2006).
 */
export function mase(actual: readonly number[], forecast: readonly number[], history: readonly number[]): number {
  checkPairs('scaled error', actual, forecast)
  const steps = history.slice(1).map((value, at) => Math.abs(value - history[at]!))
  const scale = mean(steps)
  if (!(scale > 0)) {
    throw new RangeError(`Scoring scaled error: the ${history.length} values of the history never change. A history with change is needed for a scale.`)
  }
  return mean(actual.map((value, at) => Math.abs(forecast[at]! - value))) / scale
}

/**
 * Bias: forecast less outcome, on average. Above 0 forecast too high.
 *
 * Units:  as the outcomes.
 * Errors: RangeError when lengths differ or nothing is scored.
 * Source: docs/method/scores.md, A3.
 */
export function bias(actual: readonly number[], forecast: readonly number[]): number {
  checkPairs('bias', actual, forecast)
  return mean(actual.map((value, at) => forecast[at]! - value))
}

/**
 * Continuous ranked probability score of a normal forecast: 0 is perfect, and a sharp miss costs more than an honest wide one.
 *
 * Units:  as the outcome; a spread of 0 gives the absolute error.
 * Errors: RangeError when the spread is negative.
 * Source: docs/method/scores.md, A4; T. Gneiting and A. E. Raftery, J. Am. Stat. Assoc. 102 (2007), equation 21.
 */
export function crpsNormal(centre: number, spread: number, actual: number): number {
  if (!(spread >= 0)) throw new RangeError(`Scoring a normal forecast: the spread is ${spread}. It must be a number from 0.`)
  if (spread === 0) return Math.abs(actual - centre)
  const z = (actual - centre) / spread
  return spread * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - perRootPi)
}

const perRootPi = 0.5641895835477563

/**
 * Continuous ranked probability score of a set of draws, taken as the whole forecast.
 *
 * Units:  as the outcome.
 * Errors: RangeError when there are no draws.
 * Source: docs/method/scores.md, A5.
 */
export function crpsEnsemble(draws: ArrayLike<number>, actual: number): number {
  return distanceTo(draws, actual) - spreadOf(draws) / (draws.length * draws.length)
}

/**
 * The ensemble score made fair to small ensembles: what the draws' own distribution would score, on average.
 *
 * Units:  as the outcome.
 * Errors: RangeError when there are fewer than two draws.
 * Source: docs/method/scores.md, A6; C. A. T. Ferro, Q. J. R. Meteorol. Soc. 140 (2014).
 */
export function crpsFair(draws: ArrayLike<number>, actual: number): number {
  if (draws.length < 2) throw new RangeError(`Scoring an ensemble: ${draws.length} draws. The fair score needs at least two.`)
  return distanceTo(draws, actual) - spreadOf(draws) / (draws.length * (draws.length - 1))
}

/**
 * Winkler's interval score: the width, plus a fine of 2/α for every unit by which the outcome lies outside.
 *
 * Units:  as the outcome; `alpha` is the share that should fall outside (0.2 for an 80 % interval).
 * Errors: RangeError when the bounds cross or alpha is not between 0 and 1.
 * Source: docs/method/scores.md, A7; R. L. Winkler, J. Am. Stat. Assoc. 67 (1972).
 */
export function winkler(lower: number, upper: number, alpha: number, actual: number): number {
  if (!(lower <= upper) || !(alpha > 0 && alpha < 1)) {
    throw new RangeError(`Scoring an interval: from ${lower} to ${upper}, α ${alpha}. The lower bound must not pass the upper and α must lie between 0 and 1.`)
  }
  const outside = Math.max(0, lower - actual, actual - upper)
  return upper - lower + (2 / alpha) * outside
}

/**
 * Coverage: the share of outcomes inside their intervals, bounds included. An 80 % interval should cover 80 %.
 *
 * Shape:  one interval per outcome.
 * Errors: RangeError when lengths differ or nothing is scored.
 * Source: docs/method/scores.md, A8.
 */
export function coverage(actual: readonly number[], lower: readonly number[], upper: readonly number[]): number {
  checkPairs('coverage', actual, lower)
  checkPairs('coverage', actual, upper)
  return mean(actual.map((value, at) => (value >= lower[at]! && value <= upper[at]! ? 1 : 0)))
}

/**
 * Skill: the part of a baseline's error that the model removes. 1 is perfect, 0 no better, below 0 worse.
 *
 * Errors: RangeError when the baseline's score is not above 0 (a perfect baseline leaves nothing to remove).
 * Source: docs/method/scores.md, A9: 1 − score ÷ baseline score.
 */
export function skill(score: number, baselineScore: number): number {
  if (!(baselineScore > 0)) throw new RangeError(`Scoring skill: the baseline's score is ${baselineScore}. It must be above 0.`)
  return 1 - score / baselineScore
}

/** Mean distance of the draws from the outcome. */
function distanceTo(draws: ArrayLike<number>, actual: number): number {
  if (draws.length === 0) throw new RangeError('Scoring an ensemble: there are no draws. At least one is needed.')
  let total = 0
  for (let at = 0; at < draws.length; at++) total += Math.abs(draws[at]! - actual)
  return total / draws.length
}

/** Half the sum of all distances between draws, each pair both ways: in rising order, draw k counts 2k + 1 − n times. */
function spreadOf(draws: ArrayLike<number>): number {
  const rising = Float64Array.from(draws).sort()
  let total = 0
  for (let at = 0; at < rising.length; at++) total += (2 * at + 1 - rising.length) * rising[at]!
  return total
}

function checkPairs(doing: string, actual: readonly number[], other: readonly number[]): void {
  if (actual.length !== other.length || actual.length === 0) {
    throw new RangeError(`Scoring ${doing}: ${actual.length} outcomes and ${other.length} forecasts. There must be as many of each, and at least one.`)
  }
  for (const values of [actual, other]) for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new RangeError(`Scoring ${doing}: a value is ${value}. Every outcome and forecast must be a finite number; leave out what is not known.`)
    }
  }
}

/** Mean in the order given, so that the same scores always give the same bytes. */
function mean(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}

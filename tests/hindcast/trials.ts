import { normalQuantile } from '../../src/random/normal.ts'
import { backtestDefaults, scorePairs, type BacktestSettings } from '../../src/scenario/backtest.ts'
import type { BaselineForecast } from '../../src/scenario/backtest-baselines.ts'
import { originsOf } from '../../src/scenario/backtest-origins.ts'
import type { Scored } from '../../src/scenario/backtest-rows.ts'
import type { CalibrationOptions } from '../../src/supply/calibrate.ts'
import type { GroupHistory } from '../../src/dataset/history.ts'

/** Something that was tried: one choice of the method changed, the rest as it is. */
export interface Trial {
  readonly says: string
  readonly calibration: Partial<CalibrationOptions>
  readonly instead?: BacktestSettings['instead']
}

const trials: readonly Trial[] = [
  { says: 'as it is', calibration: {} },
  { says: 'rates of the last 2 years', calibration: { window: 2 } },
  { says: 'rates of the last 4 years', calibration: { window: 4 } },
  { says: 'rates of the last 5 years', calibration: { window: 5 } },
  { says: 'median of the last 3 years, not their mean', calibration: { centre: 'median' } },
  { says: 'median of the last 5 years', calibration: { window: 5, centre: 'median' } },
  { says: 'groups not pulled towards the whole', calibration: { shrink: false } },
  { says: 'last year’s swing dropped at once', calibration: { carryLastYear: false } },
  { says: 'half of a swing left in every group, not as much as the groups show', calibration: { persistenceError: 0 } },
  { says: 'ranges not set by past forecasts', calibration: { spreadWorth: null } },
  { says: '0.3 of a swing of the whole left after a year, not 0.5', calibration: { persistence: 0.3 } },
  { says: '0.7 of a swing of the whole left after a year', calibration: { persistence: 0.7 } },
  { says: 'growth damped to 0.95 a year from the start', calibration: { damping: 0.95, dampingAfter: 1 } },
  { says: 'growth damped to 0.9 a year from the start', calibration: { damping: 0.9, dampingAfter: 1 } },
  { says: 'number of joiners held from the start', calibration: { damping: null, dampingAfter: 1 } },
  { says: 'ranges a fifth narrower', calibration: {}, instead: (draws) => narrowed(draws, 0.8) },
  { says: 'half model, half drift', calibration: {}, instead: (draws, baseline) => halfAndHalf(draws, baseline('drift')) },
  { says: 'half model, half unbroken drift', calibration: {}, instead: (draws, baseline) => halfAndHalf(draws, baseline('driftUnbroken')) },
  { says: 'half model, half mean growth of 3 years', calibration: {}, instead: (draws, baseline) => halfAndHalf(draws, baseline('growth3')) },
]

/** The same middle, a part of the spread. */
function narrowed(draws: Float64Array, part: number): Float64Array {
  const middle = draws.toSorted()[Math.floor(draws.length / 2)]!
  return draws.map((draw) => middle + part * (draw - middle))
}

/** A mixture: as many draws of the baseline's own distribution beside the model's. */
function halfAndHalf(draws: Float64Array, { centre, spread }: BaselineForecast): Float64Array {
  return Float64Array.from([...draws, ...draws.map((_, at) => centre + spread * normalQuantile((at + 0.5) / draws.length))])
}

export interface TrialScore {
  readonly says: string
  /** Mean over horizons of 1 − CRPS ÷ CRPS of the baseline, CRPS as a share of the stock at the origin. */
  readonly early: Record<string, number>
  readonly late: Record<string, number>
  readonly all: Record<string, number>
  readonly coverage80: number
}

// A third of the product's draws: differences between trials are far larger than the noise of either.
const draws = 64
// Origins up to 2019 saw nothing of the years after 2020.
const lateFrom = '2020'

/** Score every trial on the same forecasts, those from early and from late origins apart. */
export function scoreTrials(histories: readonly GroupHistory[]): { scores: TrialScore[]; chosenBlind: TrialScore } {
  const origins = originsOf(histories, backtestDefaults.firstYear)
  const scored = trials.map((trial) => scorePairs(histories, origins, { ...backtestDefaults, draws, planOnly: true, calibration: trial.calibration, ...(trial.instead ? { instead: trial.instead } : {}) }, false)
    .pairs.filter((pair) => !(pair.series in backtestDefaults.notOverall)))
  return { scores: scored.map((pairs, at) => scoreOf(trials[at]!.says, pairs)), chosenBlind: scoreOf('chosen at each origin by what had come true by then', chooseBlind(scored, origins)) }
}

/** At each origin take the trial that had done best on forecasts whose outcome was known by then; the first trial until any was. */
function chooseBlind(scored: readonly (readonly Scored[])[], origins: readonly string[]): Scored[] {
  return origins.flatMap((origin) => {
    const known = scored.map((pairs) => pairs.filter((pair) => Number(pair.origin.slice(0, 4)) + pair.horizon <= Number(origin.slice(0, 4))))
    const crps = known.map((pairs) => (pairs.length > 0 ? mean(pairs.map((pair) => pair.model.crps / pair.opening)) : 0))
    return scored[crps.indexOf(Math.min(...crps))]!.filter((pair) => pair.origin === origin)
  })
}

function scoreOf(says: string, pairs: readonly Scored[]): TrialScore {
  return {
    says, early: skills(pairs.filter((pair) => pair.origin < lateFrom)), late: skills(pairs.filter((pair) => pair.origin >= lateFrom)), all: skills(pairs),
    coverage80: mean(pairs.map((pair) => (pair.model.inside80 ? 1 : 0))),
  }
}

function skills(pairs: readonly Scored[]): Record<string, number> {
  const horizons = [...new Set(pairs.map((pair) => pair.horizon))]
  return Object.fromEntries(Object.keys(pairs[0]!.baselines).map((name) => [name, mean(horizons.map((horizon) => {
    const here = pairs.filter((pair) => pair.horizon === horizon)
    return 1 - mean(here.map((pair) => pair.model.crps / pair.opening)) / mean(here.map((pair) => pair.baselines[name]!.crps / pair.opening))
  }))]))
}

function mean(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total / values.length
}

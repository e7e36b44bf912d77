import { normalQuantile } from '../random/normal.ts'
import { calibrate, type CalibrationOptions } from '../supply/calibrate.ts'
import { breaksWithin, type CountedIn } from '../supply/calibrate-years.ts'
import type { GroupHistory } from '../dataset/history.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, refuse, type Refusal } from '../units/refusal.ts'
import { baselines, type BaselineForecast } from './backtest-baselines.ts'
import { asKnownAt, originsOf, stockAt, stretchesOf } from './backtest-origins.ts'
import { stocksAhead } from './backtest-paths.ts'
import { growthOfWhole, realisedFutures, type RealisedFutures } from './backtest-realised.ts'
import { accuracyRows, realisedRows, type AccuracyRow, type RealisedRow, type Scored, type ScoreOfPair } from './backtest-rows.ts'
import { withJudgedLeavers } from './backtest-series.ts'
import { sayBacktest } from './describe-backtest.ts'
import { modelVersion } from './manifest.ts'
import { crpsEnsemble, crpsNormal } from './scores.ts'
import { drawFutures, percentile, type FutureRates } from './uncertainty.ts'

export interface BacktestSettings {
  readonly source: string
  readonly unit: 'fte' | 'headcount'
  /** First year to forecast from, and the most years ahead. */
  readonly firstYear: number
  readonly horizon: number
  readonly draws: number
  readonly seed: number
  /** What one of the series is called, and several. */
  readonly called: readonly [one: string, several: string]
  /** Fewest staff at an origin, people or FTE: smaller ones are not forecast from. */
  readonly fewestStaff: number
  /** Groups that are shown but not in the overall score, and why. */
  readonly notOverall: Readonly<Record<string, string>>
  readonly calibration: Partial<CalibrationOptions>
  /** Score this group alone; the others are still calibrated beside it. Null scores them all. */
  readonly only: string | null
  /** Score plans alone, with nothing of the years ahead given: for trials, which take long. */
  readonly planOnly?: boolean
  /** Another forecast made from the model's draws and the baselines, scored in the model's place: only to try things, never to project. */
  readonly instead?: (draws: Float64Array, baseline: (name: string) => BaselineForecast) => Float64Array
}

export const backtestDefaults: BacktestSettings = {
  source: 'turnover', unit: 'fte', firstYear: 2016, horizon: 5, draws: 200, seed: 1, called: ['staff group', 'staff groups'], fewestStaff: 0,
  notOverall: { 'Unknown classification': 'the remainder that could not be coded, not a staff group' }, calibration: {}, only: null,
}

/** One forecast and what happened. */
export interface Backtest {
  readonly source: string
  readonly summary: string
  readonly model: string
  readonly unit: string
  readonly series: readonly { readonly id: string; readonly name: string; readonly horizons: readonly AccuracyRow[] }[]
  readonly overall: readonly AccuracyRow[]
  readonly origins: readonly string[]
  readonly excluded: readonly Excluded[]
  readonly withBreaks: readonly AccuracyRow[]
  /** The same forecasts with some of the years ahead given as they came, beside the plan. */
  readonly realised: readonly RealisedRow[]
  readonly notes: readonly string[]
}

export interface Excluded { readonly series: string; readonly from: string; readonly to: string; readonly why: string }

/**
 * Forecast from every past year with only what was known by then, and score the forecasts against what happened.
 *
 * The model is the projection itself: the same calibration, the same draws, and the stock that its monthly steps come to.
 * A forecast whose span crosses a declared break of the stock is left out and listed; `withBreaks` scores them all.
 *
 * Units:  scores of a series in its unit; overall as shares of the stock at the origin, so that large groups do not drown small ones.
 * Errors: refused when no group has a stock to forecast from and one to compare with.
 * Source: docs/method/accuracy.md.
 */
export function backtest(published: readonly GroupHistory[], options: Partial<BacktestSettings> = {}): Backtest | Refusal {
  const settings = { ...backtestDefaults, ...options }
  const histories = published.map(withJudgedLeavers)
  const leaversKnown = new Set(published.filter((history) => history.flows.length > 0).map((history) => history.group))
  const origins = originsOf(histories, settings.firstYear)
  const { pairs, excluded } = scorePairs(histories, origins, settings, false, leaversKnown)
  const series = histories.map((history) => history.group).filter((group, at, all) => all.indexOf(group) === at && pairs.some((pair) => pair.series === group))
  const inOverall = (pair: Scored) => settings.only !== null || !(pair.series in settings.notOverall)
  if (!pairs.some(inOverall)) return nothingToScore(settings)
  const overall = accuracyRows(pairs.filter(inOverall), 'share of stock')
  const broken = histories.some((history) => history.breaks.length > 0)
  const withBreaks = broken ? accuracyRows(scorePairs(histories, origins, settings, true, leaversKnown).pairs.filter(inOverall), 'share of stock') : overall
  return {
    source: settings.source, summary: sayBacktest(overall, new Set(pairs.filter(inOverall).map((pair) => pair.series)).size, settings.called), model: modelVersion, unit: settings.unit,
    series: series.map((group) => ({ id: group, name: group, horizons: accuracyRows(pairs.filter((pair) => pair.series === group), 'unit') })),
    overall, origins, excluded, withBreaks, realised: realisedRows(pairs.filter(inOverall)), notes: notesOf(settings, leaversKnown.size > 0),
  }
}

function nothingToScore(settings: BacktestSettings): Refusal {
  return refuse('nothing-to-backtest', 'absent', {
    doing: `Back-testing ${settings.source}`,
    found: `no staff group has enough years of stock and leavers before an origin from ${settings.firstYear} on, and a stock after it`,
    need: 'At least three years before an origin and one after it are needed',
    next: 'Load the published turnover series, or earlier years of your own',
  })
}

/** Score every origin, group and horizon. With `keepBreaks` neither the model nor the score knows of any break. */
export function scorePairs(
  histories: readonly GroupHistory[], origins: readonly CalendarDate[], settings: BacktestSettings, keepBreaks: boolean, leaversKnown?: ReadonlySet<string>,
): { pairs: Scored[]; excluded: Excluded[] } {
  const pairs: Scored[] = []
  const excluded: Excluded[] = []
  const wholes = new Map([...new Set(histories.map(({ area }) => area))].map((area) => [area, growthOfWhole(histories, area, keepBreaks)]))
  for (const origin of origins) {
    const known = histories.map((history) => asKnownAt(history, origin))
    const calibrated = calibrate(known, { ...settings.calibration, keepBreaks })
    histories.forEach((history, at) => {
      const parameters = calibrated[at]!
      if (settings.only !== null && history.group !== settings.only) return
      if (isRefusal(parameters) || addMonths(parameters.openingDate, 0) !== origin) return
      const targets = targetsOf(history, origin, settings, keepBreaks, excluded)
      if (targets.length === 0) return
      const given = (planned: readonly FutureRates[]) => realisedFutures({ history, growthOfWhole: wholes.get(history.area)!, parameters, planned, origin, seed: settings.seed, keepBreaks, leaversKnown: leaversKnown?.has(history.group) ?? true })
      pairs.push(...scoreOrigin(known[at]!, { history, parameters, origin, targets, given }, settings, keepBreaks))
    })
  }
  return { pairs, excluded }
}

interface Target { readonly horizon: number; readonly actual: number }

function targetsOf(history: GroupHistory, origin: CalendarDate, settings: BacktestSettings, keepBreaks: boolean, excluded: Excluded[]): Target[] {
  const targets: Target[] = []
  for (let horizon = 1; horizon <= settings.horizon; horizon++) {
    const date = addMonths(origin, 12 * horizon)
    const actual = stockAt(history, date, countedInOf(settings))
    if (actual === null || actual === 0) continue
    const broken = !keepBreaks && breaksWithin(history, origin, date, 'stock')
    if (broken) excluded.push({ series: history.group, from: origin, to: date, why: history.breaks.find((found) => (found.measure ?? 'stock') === 'stock' && found.from < date && found.to > origin)?.why ?? 'a declared break of the stock' })
    else targets.push({ horizon, actual })
  }
  return targets
}

interface Origin {
  readonly history: GroupHistory
  readonly parameters: SupplyParameters
  readonly origin: CalendarDate
  readonly targets: readonly Target[]
  readonly given: (planned: readonly FutureRates[]) => RealisedFutures
}

/** Forecast one group from one origin, by the model and by every baseline. */
function scoreOrigin(known: GroupHistory, { history, parameters, origin, targets, given }: Origin, settings: BacktestSettings, keepBreaks: boolean): Scored[] {
  const opening = stockAt(history, origin, countedInOf(settings))
  const stretches = stretchesOf(known, countedInOf(settings), keepBreaks)
  const yearly = stretches.filter((each) => each.years === 1)
  const naive = yearly.reduce((total, each) => total + Math.abs(each.to - each.from), 0) / yearly.length
  // A series that has never moved gives errors no scale, and nothing to foresee.
  if (opening === null || opening <= 0 || opening < settings.fewestStaff || yearly.length < 2 || naive === 0) return []
  const futures = drawFutures(parameters, { years: targets.at(-1)!.horizon, draws: settings.draws, seed: settings.seed })
  const stocks = stocksAhead(parameters, futures, settings.unit)
  const realised = Object.entries(settings.planOnly ? {} : given(futures)).map(([name, paths]) => [name, stocksAhead(parameters, paths, settings.unit)] as const)
  return targets.map(({ horizon, actual }) => {
    const draws = Float64Array.from(stocks, (stock) => stock[horizon]!)
    const named = Object.entries(baselines).map(([name, forecast]): [string, ScoreOfPair] => {
      const { centre, spread } = forecast(stretches, opening, horizon)
      return [name, { error: centre - actual, crps: crpsNormal(centre, spread, actual), ...insideNormal(centre, spread, actual) }]
    })
    const scored = settings.instead?.(draws, (name) => baselines[name]!(stretches, opening, horizon)) ?? draws
    const givens = realised.filter(([, paths]) => (paths[0]?.length ?? 0) > horizon)
      .map(([name, paths]) => [name, scoreDraws(Float64Array.from(paths, (stock) => stock[horizon]!).sort(), actual)] as const)
    return { series: history.group, origin, horizon, opening, actual, naive, model: scoreDraws(scored.sort(), actual), baselines: Object.fromEntries(named), realised: Object.fromEntries(givens) }
  })
}

function scoreDraws(sorted: Float64Array, actual: number): ScoreOfPair {
  const inside = (outside: number) => actual >= percentile(sorted, outside / 2) && actual <= percentile(sorted, 1 - outside / 2)
  return { error: percentile(sorted, 0.5) - actual, crps: crpsEnsemble(sorted, actual), inside50: inside(0.5), inside80: inside(0.2), inside95: inside(0.05) }
}

function insideNormal(centre: number, spread: number, actual: number): { inside50: boolean; inside80: boolean; inside95: boolean } {
  const inside = (outside: number) => Math.abs(actual - centre) <= spread * normalQuantile(1 - outside / 2)
  return { inside50: inside(0.5), inside80: inside(0.2), inside95: inside(0.05) }
}

function countedInOf(settings: BacktestSettings): CountedIn {
  return settings.unit === 'fte' ? 'fte' : 'people'
}

function notesOf(settings: BacktestSettings, leaversKnown: boolean): string[] {
  return [
    'Each forecast used only stocks and leavers published by its origin. The figures are today’s edition of the published series: revisions since are not undone.',
    'Series scores are in the unit of the series; overall scores are shares of the stock at the origin, so that large groups do not drown small ones.',
    ...(leaversKnown ? ['Totals and subtotals are scored like groups, so the overall score counts some staff more than once.'] : [stocksOnly]),
    'Baselines leave out declared breaks as the model does, and have the spread of their own past errors.',
    ...(settings.fewestStaff > 0 ? [`Nothing is forecast from fewer than ${settings.fewestStaff} staff, nor for a series whose growth swings by more than a half in an ordinary year.`] : []),
    ...Object.entries(settings.notOverall).filter(() => settings.called[0] === 'staff group').map(([group, why]) => `${group} is shown but not in the overall score: it is ${why}.`),
  ]
}

const stocksOnly = 'Leavers are not published in this series: a tenth of the stock is taken to leave each year, by judgement. That decides only how fast growth fades beyond five years ahead.'

import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { addMonths } from '../units/calendar-date.ts'
import { estimateLevels, type Level, type LevelRule, type YearlyFigure } from './calibrate-levels.ts'

/** How much wider ranges have to be than levels and swings make them, and how many past forecasts say so. */
export interface SpreadOfPast { readonly times: number; readonly forecasts: number }

export interface SpreadRule {
  readonly levels: LevelRule
  /** What is left of a swing of the whole a year later. */
  readonly persistence: number
  readonly carryLastYear: boolean
  /** Fewest years known to forecast from. */
  readonly fewestYears: number
  /** What ranges as they are count for, in past forecasts; null leaves them as they are. Those of one year share its oddities: there are far fewer independent ones than counted. */
  readonly worth: number | null
}

/**
 * Find how wide ranges have to be so that 80 % of them would have held, from forecasts that could have been made before.
 *
 * From the end of every year on, each group is forecast one to five years ahead with what was known by then, and the outcome known by now
 * is set beside it. Nothing later than the newest figure is used, so that a back-test at an earlier date sees only what was known at that date.
 *
 * Source: docs/method/uncertainty.md, ranges set by past forecasts; Gneiting, Balabdaoui and Raftery 2007, J. R. Stat. Soc. B 69:243–268, on calibration.
 */
export function spreadOfPast(figures: readonly YearlyFigure[], rule: SpreadRule): SpreadOfPast {
  if (rule.worth === null) return { times: 1, forecasts: 0 }
  const years = [...new Set(figures.flatMap(({ byYear }) => [...byYear.keys()]))].sort()
  const misses = years.slice(0, -1).flatMap((origin) => missesFrom(figures, origin, rule)).sort((a, b) => a - b)
  if (misses.length === 0) return { times: 1, forecasts: 0 }
  const held = Math.max(misses[Math.floor(eightyOfHundred * (misses.length - 1))]! / normalEighty, narrowest)
  return { times: exactExp((exactLog(held) * misses.length) / (misses.length + rule.worth)), forecasts: misses.length }
}

const eightyOfHundred = 0.8
/** Standard deviations on either side that hold 80 % of a normal distribution. */
const normalEighty = 1.2815515655446004
/** Groups that all grew exactly as foreseen say that ranges may narrow, not that they vanish. */
const narrowest = 0.1
const furthest = 5

/** Size of each forecast's error from one origin, in standard deviations of the forecast. */
function missesFrom(figures: readonly YearlyFigure[], origin: string, rule: SpreadRule): number[] {
  const known = figures.map((figure) => ({ ...figure, byYear: new Map([...figure.byYear].filter(([to]) => to <= origin)), lastDate: origin }))
  const levels = estimateLevels(known, rule.levels)
  return figures.flatMap((figure, at) => {
    if (known[at]!.byYear.size < rule.fewestYears || !figure.byYear.has(origin)) return []
    const level = levels.get(figure.key)!
    const misses: number[] = []
    for (let [ahead, came, year] = [1, 0, addMonths(origin, 12)]; ahead <= furthest && figure.byYear.has(year); ahead++, year = addMonths(year, 12)) {
      came += figure.byYear.get(year)!
      const { middle, spread } = growthAhead(level, rule, ahead)
      if (spread > 0) misses.push(Math.abs(came - middle) / spread)
    }
    return misses
  })
}

/** Growth over some years ahead together, as futures are drawn: middle and standard deviation of the logarithm. */
export function growthAhead(level: Level, { persistence, carryLastYear }: Pick<SpreadRule, 'persistence' | 'carryLastYear'>, ahead: number): { middle: number; spread: number } {
  const [national, own] = carryLastYear ? [level.openingNational, level.openingGroup] : [0, 0]
  const variance = (level.standardError * ahead) ** 2 + level.nationalSd ** 2 * swingsAhead(persistence, ahead, national !== 0) + level.groupSd ** 2 * swingsAhead(level.groupPersistence, ahead, own !== 0)
  return { middle: level.level * ahead + national * leftOf(persistence, ahead) + own * leftOf(level.groupPersistence, ahead), spread: exactSqrt(variance) }
}

/** What is left of a swing in all the years ahead together: φ + φ² + … */
function leftOf(share: number, ahead: number): number {
  let [left, total] = [1, 0]
  for (let year = 0; year < ahead; year++) {
    left *= share
    total += left
  }
  return total
}

/** Variance of fresh swings added up over the years ahead, for a yearly variance of 1: each year's fresh part goes on into those after it. */
function swingsAhead(share: number, ahead: number, lastKnown: boolean): number {
  let variance = 0
  for (let year = 1; year <= ahead; year++) variance += (year === 1 && !lastKnown ? 1 : 1 - share * share) * (1 + leftOf(share, ahead - year)) ** 2
  return variance
}

/** Make the ranges of a level so many times as wide; its middle and what is carried on of the last year stay. */
export function widened(level: Level, times: number): Level {
  return { ...level, standardError: level.standardError * times, nationalSd: level.nationalSd * times, groupSd: level.groupSd * times }
}

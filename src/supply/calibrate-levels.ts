import { exactSqrt } from '../random/sqrt.ts'
import { pooledPersistence, type PersistencePrior } from './calibrate-persistence.ts'
import { sum, varianceBetween } from './calibrate-shrinkage.ts'

/** A yearly figure of one group, as a logarithm, beside the whole it is part of. `byYear` maps the last date of each year to the figure. */
export interface YearlyFigure {
  readonly key: string
  /** Key of the whole; null for the whole itself. */
  readonly whole: string | null
  readonly byYear: ReadonlyMap<string, number>
  readonly lastDate: string
}

/** Where a yearly figure stands now, how sure we are, and how much it swings about that level from year to year. */
export interface Level {
  readonly level: number
  readonly standardError: number
  /** Swings shared with the whole, and those of the parts below it. */
  readonly nationalSd: number
  readonly groupSd: number
  /** Distance of the last year from the level, shared with the whole and own; 0 when the last year was not usable. */
  readonly openingNational: number
  readonly openingGroup: number
  /** Share of a part's own swing that is left the next year, the same for all parts of a whole. */
  readonly groupPersistence: number
  /** Share of the variance of a part's own swings that is chance among its people today; absent means none is told apart. */
  readonly groupChance?: number
  /** Share of the difference from the whole that was kept: 1 trusts the group alone, 0 the whole alone. */
  readonly kept: number
  readonly yearsUsed: readonly string[]
}

export interface LevelRule {
  /** The level is that of the newest so many usable years. */
  readonly window: number
  readonly centre: 'mean' | 'median'
  /** Pull differences from the whole towards none, by how far they exceed their own noise. */
  readonly shrink: boolean
  /** Judgement before any data, worth `priorYears` years: how much the whole swings, and how much a part swings about it. */
  readonly nationalPriorSd: number
  readonly groupPriorSd: number
  readonly priorYears: number
  /** What is taken to be left of a swing a year later, before the parts say. */
  readonly persistence: PersistencePrior
}

/**
 * Find the level and the swings of every group's yearly figure: the whole first, then each part by its difference from its whole.
 *
 * Order of the figures does not matter: they are worked through by depth, then by key.
 *
 * Units:  as the figures; standard deviations per year.
 * Source: docs/method/uncertainty.md, levels and swings.
 */
export function estimateLevels(figures: readonly YearlyFigure[], rule: LevelRule): Map<string, Level> {
  const byKey = new Map(figures.map((figure) => [figure.key, figure]))
  const depths = new Map(figures.map((figure) => [figure.key, depthOf(figure, byKey)]))
  const levels = new Map<string, Level>()
  for (let depth = 0; depth <= Math.max(0, ...depths.values()); depth++) {
    const here = figures.filter((figure) => depths.get(figure.key) === depth).sort((a, b) => (a.key < b.key ? -1 : 1))
    if (depth === 0) for (const figure of here) levels.set(figure.key, levelOfWhole(figure, rule))
    else for (const whole of new Set(here.map((figure) => figure.whole!))) placeParts(here.filter((figure) => figure.whole === whole), byKey.get(whole)!, levels, rule)
  }
  return levels
}

function depthOf(figure: YearlyFigure, byKey: ReadonlyMap<string, YearlyFigure>): number {
  let depth = 0
  for (let at = figure; at.whole !== null; depth++) {
    const above = byKey.get(at.whole)
    if (!above || depth > 20) throw new Error(`Estimating levels: ${at.key} names ${at.whole} as its whole, which is not among the figures or is part of itself`)
    at = above
  }
  return depth
}

function levelOfWhole(figure: YearlyFigure, rule: LevelRule): Level {
  const years = [...figure.byYear.keys()].sort()
  const used = years.slice(-rule.window)
  const level = used.length > 0 ? centreOf(used.map((year) => figure.byYear.get(year)!), rule.centre) : 0
  const variance = scatterOf(years.map((year) => figure.byYear.get(year)!), rule.nationalPriorSd ** 2, rule.priorYears)
  const last = figure.byYear.get(figure.lastDate)
  return { level, standardError: exactSqrt(variance / Math.max(1, used.length)), nationalSd: exactSqrt(variance), groupSd: 0, openingNational: last === undefined ? 0 : last - level, openingGroup: 0, groupPersistence: rule.persistence.value, kept: 1, yearsUsed: used }
}

interface Part {
  readonly figure: YearlyFigure
  readonly differences: ReadonlyMap<string, number>
  readonly years: readonly string[]
}

/** Place the parts of one whole: each its difference from the whole, shrunk by what the parts together say. */
function placeParts(figures: readonly YearlyFigure[], whole: YearlyFigure, levels: Map<string, Level>, rule: LevelRule): void {
  const above = levels.get(whole.key)!
  const parts = figures.map((figure) => differencesFrom(figure, whole))
  const pooled = pooledScatter(parts, rule)
  const scatter = parts.map((part) => scatterOf(part.years.map((year) => part.differences.get(year)!), pooled, rule.priorYears))
  const means = parts.map((part, at) => {
    const used = part.years.slice(-rule.window)
    return { used, mean: used.length > 0 ? centreOf(used.map((year) => part.differences.get(year)!), rule.centre) : 0, noise: used.length > 0 ? scatter[at]! / used.length : 0 }
  })
  const between = varianceBetween(means)
  const groupPersistence = pooledPersistence(parts.map(({ years, differences }) => ({ years, values: years.map((year) => differences.get(year)!) })), rule.persistence)
  parts.forEach((part, at) => levels.set(part.figure.key, { ...levelOfPart(part, means[at]!, scatter[at]!, between, above, rule), groupPersistence }))
}

function levelOfPart(part: Part, found: { used: readonly string[]; mean: number; noise: number }, scatter: number, between: number, above: Level, rule: LevelRule): Omit<Level, 'groupPersistence'> {
  const kept = found.used.length === 0 ? 0 : rule.shrink && found.noise > 0 ? between / (between + found.noise) : 1
  const ownError = found.used.length === 0 ? between : (kept * scatter) / found.used.length
  const last = part.differences.get(part.figure.lastDate)
  return {
    level: above.level + kept * found.mean,
    standardError: exactSqrt(above.standardError ** 2 + ownError),
    nationalSd: above.nationalSd,
    groupSd: exactSqrt(above.groupSd ** 2 + scatter),
    openingNational: above.openingNational,
    openingGroup: above.openingGroup + (last === undefined ? 0 : kept * (last - found.mean)),
    kept,
    yearsUsed: found.used,
  }
}

function differencesFrom(figure: YearlyFigure, whole: YearlyFigure): Part {
  const differences = new Map<string, number>()
  for (const [year, value] of figure.byYear) if (whole.byYear.has(year)) differences.set(year, value - whole.byYear.get(year)!)
  return { figure, differences, years: [...differences.keys()].sort() }
}

/** The middle part's scatter: what a part with few years of its own is taken to swing by. */
function pooledScatter(parts: readonly Part[], rule: LevelRule): number {
  const own = parts.filter((part) => part.years.length > 1).map((part) => scatterOf(part.years.map((year) => part.differences.get(year)!), 0, 0)).sort((a, b) => a - b)
  return own.length > 0 ? medianOf(own) : rule.groupPriorSd ** 2
}

/** Variance about the mean, with a prior worth so many years. */
function scatterOf(values: readonly number[], prior: number, priorYears: number): number {
  const freedom = Math.max(0, values.length - 1)
  if (freedom + priorYears === 0) return prior
  const mean = values.length > 0 ? sum(values) / values.length : 0
  return (sum(values.map((value) => (value - mean) ** 2)) + priorYears * prior) / (freedom + priorYears)
}

function centreOf(values: readonly number[], centre: LevelRule['centre']): number {
  return centre === 'mean' ? sum(values) / values.length : medianOf([...values].sort((a, b) => a - b))
}

function medianOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactPow } from '../random/pow.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { quasiNormals } from '../random/quasi.ts'
import type { SupplyParameters, YearEffect } from '../supply/parameters.ts'

/** Percentiles over draws. 80 % interval: p10 to p90; 95 % interval: p2_5 to p97_5. */
export interface Fan { readonly p2_5: number; readonly p10: number; readonly p50: number; readonly p90: number; readonly p97_5: number }

/** The rates of one future: one entry per year ahead. `growth` is the logarithm of the stock's yearly growth through joining less leaving. */
export interface FutureRates {
  readonly leave: readonly number[]
  readonly growth: readonly number[]
}

// Numbers of chance per year ahead: leaving and growth each swing with the nation, and by themselves.
const perYear = 2

/**
 * Draw the futures of one group: where the rates really stand, and how they swing from year to year.
 *
 * The nation's swings come from one stream shared by every group, the group's own from a stream of its name: adding a group moves nobody
 * else's draws, more draws repeat the first ones, and so do more years.
 *
 * Shape:  `draws` futures of `years` years.
 * Units:  annual shares of the stock; growth as a logarithm.
 * Source: docs/method/uncertainty.md, draws.
 */
export function drawFutures(parameters: SupplyParameters, settings: { readonly years: number; readonly draws: number; readonly seed: number }): FutureRates[] {
  const { years, draws, seed } = settings
  const name = `${parameters.area}/${parameters.group}`
  const levels = quasiNormals(seed, `supply-level/${name}`, draws, 2)
  const national = quasiNormals(seed, 'year-effect/national', draws, perYear * years)
  const own = quasiNormals(seed, `year-effect/${name}`, draws, perYear * years)
  return Array.from({ length: draws }, (_, draw) => futureOf(parameters, years, {
    leaveLevel: levels[2 * draw]!, growthLevel: levels[2 * draw + 1]!,
    national: national.subarray(draw * perYear * years, (draw + 1) * perYear * years), own: own.subarray(draw * perYear * years, (draw + 1) * perYear * years),
  }))
}

/** The median future: every level at its value, no swings but the fading of the last year's. */
export function medianFuture(parameters: SupplyParameters, years: number): FutureRates {
  const still = new Float64Array(perYear * years)
  return futureOf(parameters, years, { leaveLevel: 0, growthLevel: 0, national: still, own: still })
}

/** Standard normal numbers of one future: a level each for leaving and growth, then leaving and growth for each year in turn. */
export interface Chance {
  readonly leaveLevel: number
  readonly growthLevel: number
  readonly national: Float64Array
  readonly own: Float64Array
}

/** The rates that a future's numbers of chance stand for. */
export function futureOf(parameters: SupplyParameters, years: number, chance: Chance): FutureRates {
  const leaving = swingsApart(parameters.leaveYearEffect, years, chance, 0)
  const leave = drawnShare(parameters.leave.value, parameters.leave.standardError, chance.leaveLevel)
  const factor = 1 + parameters.join.value - parameters.leave.value
  const growth = exactLog(factor) + (chance.growthLevel * parameters.join.standardError) / factor
  return {
    leave: leaving.national.map((swing, year) => Math.min(mostLeaving, leave * exactExp(swing + leaving.own[year]!))),
    growth: growthOf(parameters, growth, years, chance),
  }
}

/** Growth of every year: what is left of its level, and swings; the part of the group's own that is chance among few people shrinks as they become more. */
function growthOf({ joinYearEffect, damping, dampingAfter }: SupplyParameters, level: number, years: number, chance: Chance): number[] {
  const { national, own } = swingsApart(joinYearEffect, years, chance, 1)
  const byChance = joinYearEffect.groupChance ?? 0
  let grown = 0
  return national.map((swing, year) => {
    const scale = byChance === 0 ? 1 : exactSqrt(1 - byChance + byChance * Math.min(mostChance, exactExp(-grown)))
    const growth = level * exactPow(damping, Math.max(0, year + 1 - (dampingAfter ?? 1))) + (swing + scale * own[year]!)
    grown += growth
    return growth
  })
}

// Where hardly anybody is left, chance is not let grow beyond that of a quarter of the stock.
const mostChance = 4

// A year in which everybody leaves has no monthly rate; nothing observed comes near.
const mostLeaving = 0.999

/**
 * AR(1) swings, year by year: fresh ones about zero, plus what is left of the last year observed.
 *
 * Where the last year is known, the first year ahead is as unsure as any year is given the one before it; where it is not, as unsure as a year picked at random.
 */
function swingsApart(effect: YearEffect, years: number, chance: Chance, which: 0 | 1): { national: number[]; own: number[] } {
  return {
    national: swingPart(effect.persistence, effect.nationalSd, effect.openingNational ?? 0, years, (year) => chance.national[perYear * year + which]!),
    own: swingPart(effect.groupPersistence ?? effect.persistence, effect.groupSd, effect.openingGroup ?? 0, years, (year) => chance.own[perYear * year + which]!),
  }
}

/** Swings of the nation, or of the group itself, with what is left of the last year's. */
function swingPart(persistence: number, sd: number, opening: number, years: number, chance: (year: number) => number): number[] {
  const innovation = exactSqrt(1 - persistence * persistence)
  const first = opening === 0 ? 1 : innovation
  let [fresh, faded] = [0, opening]
  return Array.from({ length: years }, (_, year) => {
    fresh = persistence * fresh + (year === 0 ? first : innovation) * sd * chance(year)
    faded *= persistence
    return fresh + faded
  })
}

/** Logit-normal: the drawn share stays between 0 and 1. */
function drawnShare(value: number, standardError: number, z: number): number {
  if (value <= 0) return 0
  const odds = exactLog(value / (1 - value)) + (z * standardError) / (value * (1 - value))
  return 1 / (1 + exactExp(-odds))
}

/** Sum draws up as percentiles, by straight lines between sorted draws. Errors: RangeError when there are none or one is not a number. */
export function fanOf(draws: ArrayLike<number>): Fan {
  if (draws.length === 0) throw new RangeError('Taking percentiles: there are no draws. At least one is needed.')
  const sorted = Float64Array.from(draws).sort()
  if (Number.isNaN(sorted.at(-1))) throw new RangeError('Taking percentiles: a draw is not a number')
  return { p2_5: percentile(sorted, 0.025), p10: percentile(sorted, 0.1), p50: percentile(sorted, 0.5), p90: percentile(sorted, 0.9), p97_5: percentile(sorted, 0.975) }
}

/** Value below which the given share of sorted draws lies (Hyndman and Fan's type 7). */
export function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const low = sorted[below]!
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!
  return low + (at - below) * (high - low)
}

import { exactExp } from '../random/exp.ts'
import { exactLog } from '../random/log.ts'
import { exactSqrt } from '../random/sqrt.ts'
import { calibrationDefaults } from '../supply/calibrate.ts'
import { countedInOf, yearsOf, type YearObserved } from '../supply/calibrate-years.ts'
import type { GroupHistory } from '../dataset/history.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { drawFutures, type FutureRates } from './uncertainty.ts'

/** What is given of the years ahead, to tell what the model gets wrong from what nobody could know at the origin. */
export type Given = 'whole' | 'leaving' | 'rates'

/** Words for what is given, and what is left to be wrong. */
export const givenWords: Readonly<Record<Given, string>> = {
  whole: 'growth of the whole as it came: what is left is how a group differs from its whole',
  leaving: 'leaving as it came, joining as planned: how it would have been if leavers were not replaced',
  rates: 'every rate of the group as it came: what is left is the structure alone, FTE per head held at the origin',
}

/** Futures in which something is given as it came. Shape: they end with the last year in which it is known; none where it is not known at all. */
export type RealisedFutures = Readonly<Record<Given, readonly Pick<FutureRates, 'growth'>[]>>

export interface RealisedAsk {
  /** The group with all that came later, and the yearly growth of its whole (`growthOfWhole`). */
  readonly history: GroupHistory
  readonly growthOfWhole: ReadonlyMap<string, number>
  /** What was learnt at the origin, and the futures planned from it. */
  readonly parameters: SupplyParameters
  readonly planned: readonly FutureRates[]
  readonly origin: CalendarDate
  readonly seed: number
  readonly keepBreaks: boolean
  /** Leavers are published, not judged. */
  readonly leaversKnown: boolean
}

/**
 * Project a group from an origin once more, with the years that followed given in part.
 *
 * Nothing else changes: the same calibration at the origin, and the same chance for what is not given.
 *
 * Units:  growth as a logarithm, per year.
 * Source: docs/method/accuracy.md, planned and realised.
 */
export function realisedFutures(ask: RealisedAsk): RealisedFutures {
  const years = ask.planned[0]?.growth.length ?? 0
  return { whole: withWhole(ask, years), leaving: withLeaving(ask, years), rates: withRates(ask, years) }
}

/** Yearly growth of the whole of an area by last date of the year: of the group that is the whole, else of all groups added up. */
export function growthOfWhole(all: readonly GroupHistory[], area: string, keepBreaks: boolean): Map<string, number> {
  const here = all.filter((each) => each.area === area)
  const whole = here.filter((each) => each.group === calibrationDefaults.wholeGroup)
  const [opening, closing] = [new Map<string, number>(), new Map<string, number>()]
  for (const each of whole.length > 0 ? whole : here) for (const year of observedYears(each, keepBreaks)) {
    if (year.growth === null) continue
    opening.set(year.to, (opening.get(year.to) ?? 0) + year.opening)
    closing.set(year.to, (closing.get(year.to) ?? 0) + year.closing)
  }
  return new Map([...closing].map(([to, stock]) => [to, exactLog(stock / opening.get(to)!)]))
}

/** The whole grows as it did; the group's difference from it, and its own swings, are as planned. Not for the whole itself: nothing would be left. */
function withWhole({ history, growthOfWhole: growth, parameters, planned, origin, seed }: RealisedAsk, years: number): FutureRates[] {
  if (history.group === calibrationDefaults.wholeGroup) return []
  const known = [...growth.keys()].filter((to) => to <= origin).sort().slice(-calibrationDefaults.window)
  const realised = untilUnknown(years, (year) => growth.get(addMonths(origin, 12 * year)) ?? null)
  if (known.length === 0 || realised.length === 0) return []
  const level = known.reduce((sum, to) => sum + growth.get(to)!, 0) / known.length
  const own = ownPart(parameters, level, known.length)
  return drawFutures(own, { years: realised.length, draws: planned.length, seed }).map((future) => ({ ...future, growth: future.growth.map((difference, year) => realised[year]! + difference) }))
}

/** The parameters of a group's difference from its whole: the whole's level, its error and its swings taken out. */
function ownPart(parameters: SupplyParameters, levelOfWhole: number, yearsOfWhole: number): SupplyParameters {
  const { leave, join, joinYearEffect } = parameters
  const factor = 1 + join.value - leave.value
  const difference = exactExp(exactLog(factor) - levelOfWhole)
  const variance = (join.standardError / factor) ** 2 - joinYearEffect.nationalSd ** 2 / yearsOfWhole
  return {
    ...parameters, join: { ...join, value: leave.value + difference - 1, standardError: difference * exactSqrt(Math.max(0, variance)) },
    joinYearEffect: { ...joinYearEffect, nationalSd: 0, openingNational: 0 },
  }
}

/** As many leave as did, and as many join as were planned to: nobody is replaced who was not planned to leave. */
function withLeaving({ history, planned, origin, keepBreaks, leaversKnown }: RealisedAsk, years: number): Pick<FutureRates, 'growth'>[] {
  if (!leaversKnown) return []
  const observed = new Map(observedYears(history, keepBreaks).map((year) => [year.to, year]))
  const realised = untilUnknown(years, (ahead) => {
    const year = observed.get(addMonths(origin, 12 * ahead))
    return year === undefined || year.leavers === null ? null : year.leavers / year.opening
  })
  if (realised.length === 0) return []
  return planned.map(({ leave, growth }) => ({ growth: realised.map((share, year) => exactLog(Math.max(fewestLeft, exactExp(growth[year]!) + leave[year]! - share))) }))
}

// Nothing observed comes near; a stock of nobody has no logarithm.
const fewestLeft = 0.001

/** One future, the one that came, in the unit that was projected. Only where FTE rest on people: else it is what happened, word for word. */
function withRates({ history, parameters, origin, keepBreaks }: RealisedAsk, years: number): Pick<FutureRates, 'growth'>[] {
  if ((parameters.measured ?? 'both') !== 'both') return []
  const observed = new Map(observedYears(history, keepBreaks).map((year) => [year.to, year.growth]))
  const growth = untilUnknown(years, (ahead) => observed.get(addMonths(origin, 12 * ahead)) ?? null)
  return growth.length === 0 ? [] : [{ growth }]
}

function observedYears(history: GroupHistory, keepBreaks: boolean): YearObserved[] {
  const countedIn = countedInOf(history)
  return countedIn === null ? [] : yearsOf(history, countedIn, keepBreaks)
}

function untilUnknown(years: number, at: (ahead: number) => number | null): number[] {
  const found: number[] = []
  for (let ahead = 1; ahead <= years; ahead++) {
    const value = at(ahead)
    if (value === null) break
    found.push(value)
  }
  return found
}

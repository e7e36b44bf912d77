import { exactSqrt } from '../random/sqrt.ts'
import type { Level } from './calibrate-levels.ts'
import { sum, varianceBetween } from './calibrate-shrinkage.ts'

/** People of one place followed over the years used: who was gained and who was lost. Units: people; exposure in person-years. */
export interface GainsAndLosses { readonly key: string; readonly exposure: number; readonly gained: number; readonly lost: number }

/** Growth of one group of one place. Units: people gained for each person-year in post, less those lost: a logarithm of the stock's yearly growth. */
export interface FollowedGrowth {
  readonly value: number
  readonly standardError: number
  /** As counted, before anything was lent. */
  readonly raw: number
  /** Growth of all places together: what the place has without a difference of its own. */
  readonly parent: number
  /** Share of its own difference from all that was kept. */
  readonly kept: number
  /** Standard deviation that chance alone gives its growth over one person-year in post; over n of them it is √n smaller. */
  readonly chance: number
}

/**
 * Compare the growth of one profession in every place with that in all of them, small places pulled to all.
 *
 * Gains less losses are shrunk as one figure: leavers are replaced, and a place that many leave and many join must not seem to shrink because the two
 * were pulled differently. Noise, for what is kept, is that of all gains and losses by chance, each by itself; it is too much where leavers are replaced, so that
 * little is kept. What chance truly does to one place is what the places show.
 *
 * What all places together show is itself chance in part where a profession is small: `together` says what to lean on instead, and how sure that is.
 *
 * Shape:  one entry per place with people in it, by key; their order changes nothing.
 * Source: docs/method/uncertainty.md, people followed between month-ends; method of moments as in `varianceBetween`.
 */
export function shrinkGrowths(places: readonly GainsAndLosses[], together: { readonly value: number; readonly standardError: number } | null = null): Map<string, FollowedGrowth> {
  const usable = places.filter(({ exposure }) => exposure > 0).sort((a, b) => (a.key < b.key ? -1 : 1))
  const exposure = sum(usable.map((place) => place.exposure))
  if (exposure === 0) return new Map()
  const seenTogether = sum(usable.map(({ gained, lost }) => gained - lost)) / exposure
  const parent = together?.value ?? seenTogether
  const moving = sum(usable.map(({ gained, lost }) => gained + lost)) / exposure
  const means = usable.map((place) => ({ mean: (place.gained - place.lost) / place.exposure - seenTogether, noise: moving / place.exposure }))
  const between = varianceBetween(means)
  const seen = sum(means.map(({ mean }, at) => usable[at]!.exposure * mean * mean)) / usable.length - (between * exposure) / usable.length
  const chance = Math.min(moving, Math.max(0, seen))
  const unsure = together === null ? moving / exposure : together.standardError * together.standardError
  return new Map(usable.map(({ key }, at) => {
    const { mean, noise } = means[at]!
    const kept = between + noise > 0 ? between / (between + noise) : 0
    const raw = seenTogether + mean
    return [key, { value: parent + kept * (raw - parent), raw, parent, kept, standardError: exactSqrt(kept * noise + unsure), chance: exactSqrt(chance) }]
  }))
}

/**
 * Put growth as people were followed in the place of growth learnt from stocks a year apart; how the whole swings stays as the stocks show it.
 *
 * A small place swings by chance at least, and what its stocks show holds that chance. Chance does not last into the next year; only what is more than chance
 * shows in one of twenty years does. Chance is smaller where people are more, so `groupChance` says its share. How far the last year lay from the level is mostly chance too, and only the whole's is carried on.
 *
 * Units:  logarithms; `exposure` in person-years over all `years`.
 */
export function growthAsFollowed(stocks: Level, followed: FollowedGrowth, years: readonly string[], exposure: number): Level {
  const chance = (followed.chance * followed.chance * years.length) / exposure
  const own = stocks.groupSd * stocks.groupSd
  const swing = Math.max(own, chance)
  const lasting = swing > 0 ? Math.max(0, own - beyondChance * chance) / swing : 1
  return {
    ...stocks, level: followed.value, yearsUsed: years, kept: followed.kept, openingGroup: 0, groupSd: exactSqrt(swing),
    groupPersistence: stocks.groupPersistence * lasting,
    groupChance: 1 - lasting,
    standardError: exactSqrt(followed.standardError * followed.standardError + (stocks.nationalSd * stocks.nationalSd + followed.kept * own) / years.length),
  }
}

// A squared deviation that chance exceeds once in twenty times, as a multiple of its variance: chi-square of one degree of freedom, 95 %.
const beyondChance = 3.841459

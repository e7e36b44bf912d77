import { momentKappa, shrinkRate, sum } from './calibrate-shrinkage.ts'
import type { AgeHistory } from '../dataset/history.ts'

/** What records say by single year of age. Shape: every array has one entry per age. */
export interface AgeProfile {
  /** Annual leaving by age as a multiple of the group's own rate; over the people now in post it averages 1. */
  readonly leaveByAge: readonly number[]
  /** FTE per head. */
  readonly participation: readonly number[]
  /** Share of joiners who are of each age; adds up to 1. */
  readonly joinAges: readonly number[]
}

// Ages that are alike enough to lend each other their rate: five years, as published age bands.
const yearsPerBand = 5

/**
 * Read leaving, participation and joining by age from records: each age shrinks to its five-year band, each band to the group.
 *
 * Shape:  one entry per age of `history`.
 * Source: docs/method/uncertainty.md, ages.
 */
export function profileOf(history: AgeHistory): AgeProfile {
  const rates = ratesByAge(history.leavers, history.exposure)
  const everybody = sum(history.heads)
  const average = everybody > 0 ? sum(history.heads.map((heads, at) => heads * rates[at]!)) / everybody : 0
  return {
    leaveByAge: rates.map((rate) => (average > 0 ? rate / average : 1)),
    participation: ratesByAge(history.fte, history.heads),
    joinAges: sharesOf(history.joiners, history.heads),
  }
}

/**
 * Spread the stock in post over ages as the records show, and scale it to the figures of the whole stock: people without a known age are
 * taken to be of the same ages as the others.
 *
 * Units:  people and FTE; `fte` null when it is not known, and every person then counts as 1.
 */
export function stockByAge(history: AgeHistory, people: number, fte: number | null): AgeProfile & { readonly ages: readonly number[]; readonly openingHeads: readonly number[] } {
  const profile = profileOf(history)
  const known = sum(history.heads)
  const openingHeads = history.heads.map((heads) => (known > 0 ? (heads * people) / known : people / history.heads.length))
  const worked = sum(openingHeads.map((heads, at) => heads * profile.participation[at]!))
  const participation = profile.participation.map((share) => (fte === null ? 1 : worked > 0 ? (share * fte) / worked : fte / people))
  return { ...profile, ages: history.ages, openingHeads, participation }
}

/** Events per exposure at each age, each age shrunk to its band and each band to all ages. */
function ratesByAge(events: readonly number[], exposure: readonly number[]): number[] {
  const all = sum(exposure) > 0 ? sum(events) / sum(exposure) : 0
  const bands = cellsOf(events, exposure)
  const kappaOfBands = momentKappa(bands)
  return bands.flatMap((band) => {
    const rate = shrinkRate(band.events, band.exposure, all, kappaOfBands)
    const kappa = momentKappa(band.ages)
    return band.ages.map((age) => shrinkRate(age.events, age.exposure, rate, kappa))
  })
}

function cellsOf(events: readonly number[], exposure: readonly number[]): { events: number; exposure: number; ages: { events: number; exposure: number }[] }[] {
  const bands: { events: number; exposure: number; ages: { events: number; exposure: number }[] }[] = []
  for (let from = 0; from < events.length; from += yearsPerBand) {
    const ages = events.slice(from, from + yearsPerBand).map((count, at) => ({ events: count, exposure: exposure[from + at]! }))
    bands.push({ events: sum(ages.map((age) => age.events)), exposure: sum(ages.map((age) => age.exposure)), ages })
  }
  return bands
}

/** Shares of the joiners; where nobody was seen to join, those in post stand in. */
function sharesOf(joiners: readonly number[], heads: readonly number[]): number[] {
  const from = sum(joiners) > 0 ? joiners : heads
  const total = sum(from)
  return from.map((count) => (total > 0 ? count / total : 1 / from.length))
}

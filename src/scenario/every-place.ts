import type { SupplyParameters } from '../supply/parameters.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { drawDemand, gapYears, type DemandDraw } from './gap.ts'
import type { SupplyPath } from './supply-draws.ts'
import { walkTogether } from './supply-ensemble.ts'
import { drawFutures, fanOf, type Fan } from './uncertainty.ts'

/** One staff group in every place that has a history of it. */
export interface GroupEverywhere {
  readonly group: string
  readonly places: readonly PlaceOfGroup[]
}

export interface PlaceOfGroup {
  readonly code: string
  readonly parameters: SupplyParameters
  readonly demand: DemandAssumptions
}

export interface EverywhereSettings {
  readonly years: number
  readonly draws: number
  readonly seed: number
  readonly unit: 'fte' | 'headcount'
}

/** A year end of a place or of all places together. Gap = demand − supply: above 0 is short. */
export interface PlaceYear {
  readonly ahead: number
  readonly date: string
  readonly supply: Fan
  readonly demand: Fan
  readonly gap: Fan
}

export interface GroupAnswer {
  readonly group: string
  readonly places: readonly { readonly code: string; readonly rows: readonly PlaceYear[] }[]
  /** All places together, draw by draw: the nation's swings are the same in each, their own are not. */
  readonly together: readonly PlaceYear[]
  /** Supply and demand of all places together. Shape: [year end][draw]. For adding groups up, draw by draw. */
  readonly drawn: { readonly supply: readonly Float64Array[]; readonly demand: readonly Float64Array[] }
}

/**
 * Project one staff group in every place at once: each place as `project` gives it alone, and all of them together.
 *
 * Units:  people or FTE by `unit`.
 * Source: docs/method/uncertainty.md; places share the nation's swings, so their ranges do not average out when they are added up.
 */
export function projectEverywhere({ group, places }: GroupEverywhere, settings: EverywhereSettings): GroupAnswer {
  const { years, draws, seed, unit } = settings
  const paths = walkTogether(places.map(({ parameters }) => ({ parameters, futures: drawFutures(parameters, settings) })))
  const needs = places.map(({ parameters, demand }) => drawDemand(openingOf(parameters, unit), demand, { years, draws, seed, name: `${parameters.area}/${parameters.group}` }))
  const drawn = {
    supply: totals(years, draws, places.length, (place, draw) => stockOf(paths[place]![draw]!, unit)),
    demand: totals(years, draws, places.length, (place, draw) => needs[place]![draw]!.withProductivity),
  }
  const dates = Array.from({ length: years + 1 }, (_, ahead) => addMonths(places[0]!.parameters.openingDate, 12 * ahead))
  return {
    group, drawn, together: sumsUp(drawn, dates),
    places: places.map(({ code }, place) => ({ code, rows: rowsOf(paths[place]!, needs[place]!, unit, dates) })),
  }
}

function rowsOf(paths: readonly SupplyPath[], needs: readonly DemandDraw[], unit: EverywhereSettings['unit'], dates: readonly string[]): PlaceYear[] {
  return gapYears(paths, needs, unit, dates.length - 1).map(({ supply, demand, gap }, ahead) => ({ ahead, date: dates[ahead]!, supply, demand, gap }))
}

/** Add places up in their order, for each year end and draw. `of` gives the year ends of a draw of a place. */
function totals(years: number, draws: number, places: number, of: (place: number, draw: number) => Float64Array): Float64Array[] {
  const sums = Array.from({ length: years + 1 }, () => new Float64Array(draws))
  for (let place = 0; place < places; place++) {
    for (let draw = 0; draw < draws; draw++) {
      const ends = of(place, draw)
      for (let year = 0; year <= years; year++) sums[year]![draw]! += ends[year]!
    }
  }
  return sums
}

/** Fans of supply, demand and gap that were added up draw by draw. */
export function sumsUp(drawn: GroupAnswer['drawn'], dates: readonly string[]): PlaceYear[] {
  return dates.map((date, ahead) => {
    const [supply, demand] = [drawn.supply[ahead]!, drawn.demand[ahead]!]
    return { ahead, date, supply: fanOf(supply), demand: fanOf(demand), gap: fanOf(demand.map((need, draw) => need - supply[draw]!)) }
  })
}

function stockOf(path: SupplyPath, unit: EverywhereSettings['unit']): Float64Array {
  return (unit === 'fte' ? path.fte : path.heads).stock
}

/** In post at the opening, as `project` counts it. */
export function openingOf({ openingHeads, participation }: SupplyParameters, unit: EverywhereSettings['unit']): number {
  let sum = 0
  for (let age = 0; age < openingHeads.length; age++) sum += openingHeads[age]! * (unit === 'fte' ? participation[age]! : 1)
  return sum
}

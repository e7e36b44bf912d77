import { addMonths } from '../units/calendar-date.ts'
import { stocksEverywhere, type EverywhereSettings, type PlaceOfGroup, type PlaceStocks } from './every-place-stocks.ts'
import { drawDemand, gapOfStocks, type DemandDraw } from './gap.ts'
import { openingOf } from './supply-draws.ts'
import { fanOf, type Fan } from './uncertainty.ts'

/** One staff group in every place that has a history of it. */
export interface GroupEverywhere {
  readonly group: string
  readonly places: readonly PlaceOfGroup[]
}

/** A year end of a place or of all places together. Gap = demand − supply: above 0 is short. */
export interface PlaceYear {
  readonly ahead: number
  readonly date: string
  readonly supply: Fan
  readonly demand: Fan
  readonly gap: Fan
  /** Supply with levers less supply without them, draw by draw; absent where there are none. */
  readonly difference?: Fan
}

export interface GroupAnswer {
  readonly group: string
  readonly places: readonly { readonly code: string; readonly rows: readonly PlaceYear[] }[]
  /** All places together, draw by draw: the nation's swings are the same in each, their own are not. */
  readonly together: readonly PlaceYear[]
  /** Supply and demand of all places together, and supply without levers where there are some. Shape: [year end][draw]. For adding groups up, draw by draw. */
  readonly drawn: Drawn
}

export interface Drawn { readonly supply: readonly Float64Array[]; readonly demand: readonly Float64Array[]; readonly without?: readonly Float64Array[] }

/**
 * Project one staff group in every place at once: each place as `project` gives it alone, or `whatIf` where there are levers, and all of them together.
 *
 * Units:  people or FTE by `unit`.
 * Source: docs/method/uncertainty.md; places share the nation's swings, so their ranges do not average out when they are added up.
 */
export function projectEverywhere({ group, places }: GroupEverywhere, settings: EverywhereSettings): GroupAnswer {
  const { years, draws, seed, unit } = settings
  const stocks = stocksEverywhere(places, settings)
  const needs = places.map(({ parameters, demand }) => drawDemand(openingOf(parameters, unit), demand, { years, draws, seed, name: `${parameters.area}/${parameters.group}` }))
  const drawn = {
    supply: totals(years, draws, places.length, (place, draw) => stocks[place]!.after[draw]!),
    demand: totals(years, draws, places.length, (place, draw) => needs[place]![draw]!.withProductivity),
    ...(settings.compared !== true ? {} : { without: totals(years, draws, places.length, (place, draw) => stocks[place]!.before[draw]!) }),
  }
  const dates = Array.from({ length: years + 1 }, (_, ahead) => addMonths(places[0]!.parameters.openingDate, 12 * ahead))
  return {
    group, drawn, together: sumsUp(drawn, dates),
    places: places.map(({ code }, place) => ({ code, rows: rowsOf(stocks[place]!, needs[place]!, dates, settings.compared === true) })),
  }
}

function rowsOf({ before, after }: PlaceStocks, needs: readonly DemandDraw[], dates: readonly string[], levers: boolean): PlaceYear[] {
  return gapOfStocks(after, needs, dates.length - 1).map(({ supply, demand, gap }, ahead) => ({
    ahead, date: dates[ahead]!, supply, demand, gap, ...(levers ? { difference: fanOf(after.map((ends, draw) => ends[ahead]! - before[draw]![ahead]!)) } : {}),
  }))
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
export function sumsUp(drawn: Drawn, dates: readonly string[]): PlaceYear[] {
  return dates.map((date, ahead) => {
    const [supply, demand, without] = [drawn.supply[ahead]!, drawn.demand[ahead]!, drawn.without?.[ahead]]
    return {
      ahead, date, supply: fanOf(supply), demand: fanOf(demand), gap: fanOf(demand.map((need, draw) => need - supply[draw]!)),
      ...(without === undefined ? {} : { difference: fanOf(supply.map((inPost, draw) => inPost - without[draw]!)) }),
    }
  })
}

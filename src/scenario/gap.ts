import { demandPath } from '../demand/demand-path.ts'
import { productivityFactor } from '../demand/productivity.ts'
import { exactExp } from '../random/exp.ts'
import { quasiNormals } from '../random/quasi.ts'
import type { DemandAssumptions, StatedInterval } from './demand-assumptions.ts'
import type { SupplyPath } from './supply-draws.ts'
import { fanOf, type Fan } from './uncertainty.ts'

/** Supply, demand and what is missing at one year end. Gap = demand − supply: above 0 is short. */
export interface GapYear {
  readonly supply: Fan
  readonly demand: Fan
  readonly gap: Fan
  readonly demandZeroProductivity: Fan
  readonly gapZeroProductivity: Fan
}

/** Required staff in each draw. Shape: one entry per year end, today first. */
export interface DemandDraw {
  readonly withProductivity: Float64Array
  readonly zeroProductivity: Float64Array
}

/**
 * Draw the staff required: growth, productivity and unmet need each from its stated range.
 *
 * Requirement today is staff in post and unmet need together; each draw then grows by its own share a year about the stated path.
 *
 * Shape:  `draws` entries of `years` + 1 year ends.
 * Units:  as `inPost`.
 */
export function drawDemand(inPost: number, demand: DemandAssumptions, settings: { readonly years: number; readonly draws: number; readonly seed: number; readonly name: string }): DemandDraw[] {
  const { years, draws } = settings
  const needed = demandByChance(inPost, demand, years)
  const chance = quasiNormals(settings.seed, `demand/${settings.name}`, draws, 3)
  return Array.from({ length: draws }, (_, draw) => needed({ unmetNeed: chance[3 * draw]!, growth: chance[3 * draw + 1]!, productivity: chance[3 * draw + 2]! }))
}

/** Standard normal numbers of one draw of demand. */
interface DemandChance { readonly unmetNeed: number; readonly growth: number; readonly productivity: number }

/** The staff required, as a function of a draw's numbers of chance; at 0 each assumption is at its value. Units: as `inPost`. */
export function demandByChance(inPost: number, demand: DemandAssumptions, years: number): (chance: DemandChance) => DemandDraw {
  const path = demandPath({ openingFte: inPost, unmetNeed: demand.unmetNeed.value * inPost, growth: demand.growth, productivity: 0, years }).zeroProductivity
  return (chance) => {
    const unmet = Math.max(0, drawn(demand.unmetNeed, chance.unmetNeed))
    return demandOf(path, (1 + unmet) / (1 + demand.unmetNeed.value), drawn(demand.growthError, chance.growth), drawn(demand.productivity, chance.productivity), years)
  }
}

/** Need at year ends: today's scaled by a draw's unmet need, faster growth compounding, productivity taken off. */
function demandOf(monthly: Float64Array, start: number, faster: number, productivity: number, years: number): DemandDraw {
  const zeroProductivity = Float64Array.from({ length: years + 1 }, (_, year) => monthly[12 * year]! * start * exactExp(faster * year))
  return { zeroProductivity, withProductivity: zeroProductivity.map((need, year) => need * productivityFactor(productivity, year)) }
}

// Normal distribution: 8 draws in 10 lie within 1.2816 standard deviations.
const perEighty = 2 * 1.2815515655446004

/** The value of a stated assumption that a standard normal number stands for. */
export function drawn(interval: StatedInterval, z: number): number {
  return interval.value + (z * (interval.high - interval.low)) / perEighty
}

/** Set supply against demand, draw by draw, and sum up as percentiles: one entry per year end, today first. */
export function gapYears(supply: readonly SupplyPath[], demand: readonly DemandDraw[], unit: 'fte' | 'headcount', years: number): GapYear[] {
  return gapOfStocks(supply.map((path) => (unit === 'fte' ? path.fte : path.heads).stock), demand, years)
}

/** The same of what is in post at the year ends of each draw. */
export function gapOfStocks(stocks: readonly Float64Array[], demand: readonly DemandDraw[], years: number): GapYear[] {
  const [withProductivity, zeroProductivity] = [demand.map((draw) => draw.withProductivity), demand.map((draw) => draw.zeroProductivity)]
  return Array.from({ length: years + 1 }, (_, year) => {
    const [inPost, needed, twin] = [atYear(stocks, year), atYear(withProductivity, year), atYear(zeroProductivity, year)]
    return {
      supply: fanOf(inPost), demand: fanOf(needed), gap: fanOf(needed.map((need, draw) => need - inPost[draw]!)),
      demandZeroProductivity: fanOf(twin), gapZeroProductivity: fanOf(twin.map((need, draw) => need - inPost[draw]!)),
    }
  })
}

/** One year end of every draw. */
function atYear(draws: readonly Float64Array[], year: number): Float64Array {
  const values = new Float64Array(draws.length)
  for (let draw = 0; draw < draws.length; draw++) values[draw] = draws[draw]![year]!
  return values
}

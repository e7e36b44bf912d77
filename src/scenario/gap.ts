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
  const path = demandPath({ openingFte: inPost, unmetNeed: demand.unmetNeed.value * inPost, growth: demand.growth, productivity: 0, years }).zeroProductivity
  const chance = quasiNormals(settings.seed, `demand/${settings.name}`, draws, 3)
  return Array.from({ length: draws }, (_, draw) => {
    const unmet = Math.max(0, drawn(demand.unmetNeed, chance[3 * draw]!))
    const faster = drawn(demand.growthError, chance[3 * draw + 1]!)
    const productivity = drawn(demand.productivity, chance[3 * draw + 2]!)
    return demandOf(path, (1 + unmet) / (1 + demand.unmetNeed.value), faster, productivity, years)
  })
}

/** Need at year ends: today's scaled by a draw's unmet need, faster growth compounding, productivity taken off. */
function demandOf(monthly: Float64Array, start: number, faster: number, productivity: number, years: number): DemandDraw {
  const zeroProductivity = Float64Array.from({ length: years + 1 }, (_, year) => monthly[12 * year]! * start * exactExp(faster * year))
  return { zeroProductivity, withProductivity: zeroProductivity.map((need, year) => need * productivityFactor(productivity, year)) }
}

// Normal distribution: 8 draws in 10 lie within 1.2816 standard deviations.
const perEighty = 2 * 1.2815515655446004

function drawn(interval: StatedInterval, z: number): number {
  return interval.value + (z * (interval.high - interval.low)) / perEighty
}

/** Set supply against demand, draw by draw, and sum up as percentiles: one entry per year end, today first. */
export function gapYears(supply: readonly SupplyPath[], demand: readonly DemandDraw[], unit: 'fte' | 'headcount', years: number): GapYear[] {
  return Array.from({ length: years + 1 }, (_, year) => {
    const inPost = Float64Array.from(supply, (path) => (unit === 'fte' ? path.fte : path.heads).stock[year]!)
    const needed = Float64Array.from(demand, (draw) => draw.withProductivity[year]!)
    const twin = Float64Array.from(demand, (draw) => draw.zeroProductivity[year]!)
    return {
      supply: fanOf(inPost), demand: fanOf(needed), gap: fanOf(needed.map((need, draw) => need - inPost[draw]!)),
      demandZeroProductivity: fanOf(twin), gapZeroProductivity: fanOf(twin.map((need, draw) => need - inPost[draw]!)),
    }
  })
}

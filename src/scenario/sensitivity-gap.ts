import { exactExp } from '../random/exp.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import type { DemandAssumptions } from './demand-assumptions.ts'
import { openingOf } from './supply-draws.ts'
import { demandByChance } from './gap.ts'
import { column, columnsOver } from './sensitivity-inputs.ts'
import type { SupplyPath } from './supply-draws.ts'
import { walkTogether } from './supply-ensemble.ts'
import { futureOf, type FutureRates } from './uncertainty.ts'

// The kernel walks as many areas side by side as it has lanes; futures of one area fill them as well.
const side = 12

/**
 * The gap at the last year as a function of chance: rows of standard normal numbers in, one gap per row out.
 *
 * The supply of the first rows asked for is remembered, for later rows that differ from them in demand only. Without ages a stock after some years is
 * its opening times the growth of each year, so nothing is walked.
 *
 * Units: as `unit`; above 0 is short.
 */
export function gapByChance(parameters: SupplyParameters, demand: DemandAssumptions, { years, unit }: { readonly years: number; readonly unit: 'fte' | 'headcount' }): (chance: Float64Array) => Float64Array {
  const { width } = columnsOver(years)
  const inUnit = (path: SupplyPath): Float64Array => (unit === 'fte' ? path.fte : path.heads).stock
  const opening = openingOf(parameters, unit)
  const needed = demandByChance(opening, demand, years)
  let first: { readonly chance: Float64Array; readonly supply: Float64Array } | null = null
  const supplyOf = (chance: Float64Array): Float64Array => {
    if (first && sameSupply(first.chance, chance, width)) return first.supply
    const futures = futuresOf(parameters, chance, years)
    const supply = parameters.ageing ? Float64Array.from(walkSideBySide(parameters, futures), (path) => inUnit(path)[years]!) : Float64Array.from(futures, ({ growth }) => opening * exactExp(sum(growth)))
    first ??= { chance, supply }
    return supply
  }
  return (chance) => supplyOf(chance).map((supply, row) => {
    const at = (which: number): number => chance[row * width + which]!
    return needed({ unmetNeed: at(column.unmetNeed), growth: at(column.needGrowth), productivity: at(column.productivity) }).withProductivity[years]! - supply
  })
}

const ofDemand: readonly number[] = [column.unmetNeed, column.needGrowth, column.productivity]

function sameSupply(a: Float64Array, b: Float64Array, width: number): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at] && !ofDemand.includes(at % width)) return false
  return true
}

function futuresOf(parameters: SupplyParameters, chance: Float64Array, years: number): FutureRates[] {
  const { own, width } = columnsOver(years)
  return Array.from({ length: chance.length / width }, (_, row) => {
    const numbers = chance.subarray(row * width, (row + 1) * width)
    return futureOf(parameters, years, { leaveLevel: numbers[column.leaveLevel]!, growthLevel: numbers[column.growthLevel]!, national: numbers.subarray(column.nation, own), own: numbers.subarray(own) })
  })
}

/** Walk every future, several side by side; each is as if it were walked alone. */
function walkSideBySide(parameters: SupplyParameters, futures: readonly FutureRates[]): SupplyPath[] {
  const each = Math.ceil(futures.length / side)
  const filled = Array.from({ length: each * side }, (_, at) => futures[at] ?? futures.at(-1)!)
  return walkTogether(Array.from({ length: side }, (_, at) => ({ parameters, futures: filled.slice(at * each, (at + 1) * each) }))).flat().slice(0, futures.length)
}

function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

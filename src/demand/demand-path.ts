import { exactPow } from '../random/pow.ts'
import { productivityFactor } from './productivity.ts'

/** Why the need for staff grows, before productivity. */
export type DemandGrowth =
  /** A share per year, stated by somebody: 0.02 is 2 % a year. */
  | { readonly by: 'stated'; readonly perYear: number }
  /** In step with the number of people; one entry per year end, today first. `perPerson` is the share by which each person needs more every year. */
  | { readonly by: 'population'; readonly people: readonly number[]; readonly perPerson?: number }
  /** In step with people of each age times FTE per head of that age; years first, then ages. */
  | { readonly by: 'population-by-age'; readonly people: readonly (readonly number[])[]; readonly ftePerHead: readonly number[]; readonly perPerson?: number }
  /** Staff required at each year end, today first, as a method reckons them: what is in post and unmet need do not enter. Units: as `openingFte`. */
  | { readonly by: 'method'; readonly required: readonly number[] }

export interface DemandInputs {
  /** FTE in post today. */
  readonly openingFte: number
  /** FTE needed today and not there: vacancies not covered, or a stated gap. A visible assumption. */
  readonly unmetNeed: number
  readonly growth: DemandGrowth
  /** Share by which the same staff do more each year, 0.015 is 1.5 %; a named assumption, never hidden in the growth. */
  readonly productivity: number
  readonly years: number
}

/** Shape: one entry per month end, today first: 12 × years + 1. Units: FTE. */
export interface DemandPath {
  readonly withProductivity: Float64Array
  /** The same need if no productivity comes: the twin every plan shows. */
  readonly zeroProductivity: Float64Array
}

/**
 * Project the staff required, month by month, from today's requirement, growth in need and productivity.
 *
 * Today's requirement is what is in post plus unmet need. Within a year, need grows by the same share each month.
 *
 * Shape:  a population path has `years` + 1 entries or more.
 * Units:  FTE in and out; shares per year.
 * Errors: RangeError when a number is negative or missing, the population starts at 0, or its path is too short.
 * Source: docs/method/demand.md, D1 to D3.
 */
export function demandPath(inputs: DemandInputs): DemandPath {
  checkInputs(inputs)
  const start = inputs.growth.by === 'method' ? 1 : inputs.openingFte + inputs.unmetNeed
  const need = needByYear(inputs)
  const zeroProductivity = new Float64Array(12 * inputs.years + 1)
  const withProductivity = new Float64Array(12 * inputs.years + 1)
  for (let month = 0; month <= 12 * inputs.years; month++) {
    zeroProductivity[month] = start * between(need, month)
    withProductivity[month] = zeroProductivity[month]! * productivityFactor(inputs.productivity, month / 12)
  }
  return { withProductivity, zeroProductivity }
}

/** Need at each year end before productivity: relative to today, or in FTE where a method reckons it. */
function needByYear({ growth, years }: DemandInputs): number[] {
  if (growth.by === 'method') {
    if (growth.required.length <= years) throw new RangeError(`Projecting demand: the staff required have ${growth.required.length} years. They need ${years + 1}, today and every year end.`)
    return growth.required.slice(0, years + 1)
  }
  if (growth.by === 'stated') return Array.from({ length: years + 1 }, (_, year) => exactPow(1 + growth.perYear, year))
  const totals = growth.by === 'population' ? growth.people : growth.people.map((ages) => weighted(ages, growth.ftePerHead))
  if (totals.length <= years) {
    throw new RangeError(`Projecting demand: the population path has ${totals.length} years. It needs ${years + 1}, today and every year end.`)
  }
  if (!(totals[0]! > 0)) {
    throw new RangeError(`Projecting demand: the population today needs ${totals[0]}. It must be above 0, for growth to be measured from it.`)
  }
  return totals.slice(0, years + 1).map((total, year) => (total / totals[0]!) * exactPow(1 + (growth.perPerson ?? 0), year))
}

/** FTE that a population of several ages needs. */
function weighted(people: readonly number[], ftePerHead: readonly number[]): number {
  if (people.length !== ftePerHead.length) {
    throw new RangeError(`Projecting demand: ${people.length} ages of people and ${ftePerHead.length} of FTE per head. They must be the same.`)
  }
  let total = 0
  for (const [age, heads] of people.entries()) total += heads * ftePerHead[age]!
  return total
}

/** Need in a month between two year ends: the same share of growth each month. */
function between(need: readonly number[], month: number): number {
  const year = Math.floor(month / 12)
  const from = need[year]!
  if (month % 12 === 0) return from
  return from === 0 ? 0 : from * exactPow(need[year + 1]! / from, (month % 12) / 12)
}

function checkInputs({ openingFte, unmetNeed, growth, years }: DemandInputs): void {
  for (const [name, value] of [['FTE in post', openingFte], ['unmet need', unmetNeed]] as const) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Projecting demand: ${name} is ${value}. It must be a finite number from 0.`)
    }
  }
  if (!Number.isInteger(years) || years < 1) throw new RangeError(`Projecting demand: over ${years} years. It must be a whole number from 1.`)
  const perYear = growth.by === 'stated' ? growth.perYear : growth.by === 'method' ? 0 : growth.perPerson ?? 0
  if (!(perYear > -1 && perYear < Number.POSITIVE_INFINITY)) throw new RangeError(`Projecting demand: growth is ${perYear} a year. It must be a share above -1.`)
  const people = growth.by === 'stated' ? [] : growth.by === 'method' ? growth.required : growth.people.flat()
  const rates = growth.by === 'population-by-age' ? growth.ftePerHead : []
  for (const value of [...people, ...rates]) {
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`Projecting demand: a number of the population path, or of the staff required, is ${value}. Each must be a finite number from 0; a missing year is not 0.`)
    }
  }
}

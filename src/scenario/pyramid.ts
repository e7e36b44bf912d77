import type { SupplyParameters } from '../supply/parameters.ts'
import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { walkFuture } from './supply-draws.ts'
import { medianFuture } from './uncertainty.ts'

/** People of five years of age. `near` are those of them who reach the retirement age within five years, or have reached it. Units: people. */
export interface PyramidBand { readonly ageFrom: number; readonly ageTo: number; readonly people: number; readonly near: number }

/** One year end. `near` is the sum over the bands; `meanAge` is in years. */
export interface PyramidYear { readonly year: number; readonly ahead: number; readonly date: CalendarDate; readonly people: number; readonly near: number; readonly meanAge: number; readonly bands: readonly PyramidBand[] }

/** Years in which somebody is near retirement. */
const nearYears = 5

/**
 * Age a group year by year, with every rate at its middle value: the same run that gives the account of a projection.
 *
 * Shape:  one entry per year end, the opening first; every year has the same bands, youngest first.
 * Errors: RangeError when ages are not known.
 * Source: docs/method/supply.md, S1 to S4.
 */
export function pyramidAhead(parameters: SupplyParameters, years: number, retirementAge: number): PyramidYear[] {
  if (!parameters.ageing) throw new RangeError(`Ageing ${parameters.group} in ${parameters.area}: ages are not known.`)
  const found: PyramidYear[] = []
  walkFuture(parameters, medianFuture(parameters, years), (byAge, ahead) => found.push(yearOf(parameters, byAge, ahead, retirementAge)))
  return found
}

function yearOf({ ages, openingDate }: SupplyParameters, byAge: Float64Array, ahead: number, retirementAge: number): PyramidYear {
  const date = addMonths(openingDate, 12 * ahead)
  const first = Math.floor(ages[0]! / 5) * 5
  const bands = Array.from({ length: Math.floor((ages.at(-1)! - first) / 5) + 1 }, (_, at) => ({ ageFrom: first + 5 * at, ageTo: Math.min(first + 5 * at + 4, ages.at(-1)!), people: 0, near: 0 }))
  let [people, near, years] = [0, 0, 0]
  ages.forEach((age, at) => {
    const band = bands[Math.floor((age - first) / 5)]!
    const own = byAge[at]!
    const due = age >= retirementAge - nearYears ? own : 0
    band.people += own
    band.near += due
    people += own
    near += due
    years += own * age
  })
  return { year: Number(date.slice(0, 4)), ahead, date, people, near, meanAge: people > 0 ? years / people : Number.NaN, bands }
}

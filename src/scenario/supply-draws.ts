import { exactExp } from '../random/exp.ts'
import { monthlyRate } from '../supply/monthly-rate.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { stepSupply } from '../supply/step.ts'
import { averageWorked, changeBy, leaveTimesOf, type StaffChange } from './staff-change.ts'
import type { FutureRates } from './uncertainty.ts'

/** One future of one group: stocks at the end of each year, the opening first; flows during each year. Units: people and FTE. */
export interface SupplyPath {
  readonly heads: Totals
  readonly fte: Totals
}

/** Shape: `stock` has one entry more than the flows, the opening at 0. */
export interface Totals {
  readonly stock: Float64Array
  readonly leavers: Float64Array
  readonly agedOut: Float64Array
  readonly joiners: Float64Array
}

/**
 * Walk one group through one future, month by month.
 *
 * Joining follows leaving: leavers are replaced, and the stock grows by the future's growth on top. Where growth is so negative that
 * nobody needs to be replaced, the rest leaves too: moves to other groups are then counted as leavers.
 *
 * With levers it is walked without them first: as many people join as would have joined then, and levers add to them.
 * `seen` is shown the people by age at the opening and at the end of each year.
 *
 * Units:  people and FTE; flows per year.
 * Errors: throws when an account of any month does not balance (a bug).
 * Source: docs/method/uncertainty.md, the year's steps.
 */
export function walkFuture(parameters: SupplyParameters, future: FutureRates, seen: Seen = () => undefined, change: StaffChange | null = changeBy(parameters.levers)): SupplyPath {
  const still = walkMonths(parameters, future, null, change === null ? seen : () => undefined)
  return change === null ? still.path : walkMonths(parameters, future, { change, joined: still.joined }, seen).path
}

type Seen = (byAge: Float64Array, ahead: number) => void

/** Levers, and who joined in each month without them. */
interface Moved { readonly change: StaffChange; readonly joined: Float64Array }

function walkMonths(parameters: SupplyParameters, future: FutureRates, moved: Moved | null, seen: Seen): { readonly path: SupplyPath; readonly joined: Float64Array } {
  const years = future.leave.length
  const path = { heads: emptyTotals(years), fte: emptyTotals(years) }
  const joined = new Float64Array(12 * years)
  const { participation, ageing, openingHeads, joinAges } = parameters
  const average = averageWorked(openingHeads, participation)
  let byAge: Float64Array = Float64Array.from(parameters.openingHeads)
  path.heads.stock[0] = total(byAge)
  path.fte.stock[0] = weighted(byAge, participation)
  seen(byAge, 0)
  const joining = new Float64Array(byAge.length)
  for (let year = 0; year < years; year++) {
    const rates = monthlyRates(parameters, future.leave[year]!, future.growth[year]!, moved === null ? undefined : (share) => moved.change.leaving(year, share))
    const worked = moved === null ? 1 : moved.change.worked(year, average)
    for (let month = 12 * year; month < 12 * year + 12; month++) {
      const opening = total(byAge)
      joined[month] = moved === null ? rates.joining * opening : moved.change.joining(month, moved.joined[month]!)
      for (let age = 0; age < joining.length; age++) joining[age] = moved === null ? rates.joining * joinAges[age]! * opening : joined[month]! * joinAges[age]!
      const step = stepSupply({ byAge, ageing }, { hazard: rates.hazard, joining })
      checkAccount(step.account, parameters)
      byAge = step.closing
      path.heads.leavers[year]! += step.account.leavers
      path.heads.agedOut[year]! += step.account.agedOut
      path.heads.joiners[year]! += step.account.joiners
      path.fte.leavers[year]! += weighted(step.leavers, participation) * worked
      path.fte.agedOut[year]! += step.account.agedOut * participation.at(-1)! * worked
      path.fte.joiners[year]! += weighted(joining, participation) * worked
    }
    path.heads.stock[year + 1] = total(byAge)
    path.fte.stock[year + 1] = weighted(byAge, participation) * worked
    seen(byAge, year + 1)
  }
  return { path, joined }
}

/** In post at the opening, as `project` counts it. */
export function openingOf({ openingHeads, participation }: SupplyParameters, unit: 'fte' | 'headcount'): number {
  let sum = 0
  for (let age = 0; age < openingHeads.length; age++) sum += openingHeads[age]! * (unit === 'fte' ? participation[age]! : 1)
  return sum
}

/** Monthly hazard by age, and joiners as a share of the opening stock. */
function monthlyRates(parameters: SupplyParameters, leave: number, growth: number, leaving = (share: number) => share): { hazard: Float64Array; joining: number } {
  const { leaveTimes, joining } = yearRates(parameters, leave, growth)
  const times = leaveTimesOf(leaveTimes, leave, leaving(leave))
  return { hazard: monthlyHazard(parameters).map((hazard) => Math.min(1, hazard * times)), joining }
}

/** Monthly hazard of each age before a future's multiplier; all ages alike where nobody leaves by rate. */
export function monthlyHazard({ leave, leaveByAge }: SupplyParameters): Float64Array {
  return Float64Array.from(leaveByAge, (times) => (leave.value > 0 ? monthlyRate(Math.min(1, leave.value * times)) : 1))
}

/**
 * What a year of a future does to the calibrated hazard, and who joins as a share of the month's opening stock.
 *
 * Joining follows leaving and growth. Below 0 nobody joins, and leaving is raised until the stock falls as the future says.
 */
export function yearRates({ leave: { value } }: SupplyParameters, leave: number, growth: number): { readonly leaveTimes: number; readonly joining: number } {
  const leaving = monthlyRate(leave)
  const rising = exactExp(growth / 12) - 1
  const joining = leaving + rising
  const gone = joining < 0 ? -rising : leaving
  return { leaveTimes: value > 0 ? gone / monthlyRate(value) : gone, joining: Math.max(0, joining) }
}

/** Everybody is accounted for, to the rounding of the arithmetic. */
function checkAccount(account: { opening: number; leavers: number; moved: number; agedOut: number; joiners: number; closing: number }, parameters: SupplyParameters): void {
  const residual = account.opening - account.leavers + account.moved - account.agedOut + account.joiners - account.closing
  if (!(Math.abs(residual) <= 1e-9 * Math.max(1, account.opening, account.closing))) throw new Error(`Projecting ${parameters.group} in ${parameters.area}: the month's account is off by ${residual} people of ${account.opening}`)
}

function emptyTotals(years: number): { stock: Float64Array; leavers: Float64Array; agedOut: Float64Array; joiners: Float64Array } {
  return { stock: new Float64Array(years + 1), leavers: new Float64Array(years), agedOut: new Float64Array(years), joiners: new Float64Array(years) }
}

function total(values: Float64Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}

function weighted(values: Float64Array, weights: readonly number[]): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]! * weights[at]!
  return sum
}

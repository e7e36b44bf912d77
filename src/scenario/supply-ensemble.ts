import { kernelHere } from '../supply/kernel/kernel-here.ts'
import { filledUp, layByAge, type Future, type Kernel, type Profession, type YearEnds } from '../supply/kernel/profession.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { monthlyHazard, noLevers, walkFuture, yearRates, type SupplyPath, type Totals } from './supply-draws.ts'
import type { FutureRates } from './uncertainty.ts'

/** One area × group and the futures it is walked through. */
export interface Ensemble {
  readonly parameters: SupplyParameters
  readonly futures: readonly FutureRates[]
}

/**
 * Walk one group through its futures: `walkFuture` for each, by the kernel where ages are known.
 *
 * Units:  people and FTE; flows per year.
 * Errors: throws when an account does not balance (a bug).
 */
export function walkFutures(parameters: SupplyParameters, futures: readonly FutureRates[]): SupplyPath[] {
  return walkTogether([{ parameters, futures }])[0]!
}

/**
 * Walk several areas' groups side by side; each is as if it were walked alone.
 *
 * Shape:  one list of paths for each ensemble, in the order of its futures. Every ensemble has as many futures, of as many years.
 */
export function walkTogether(ensembles: readonly Ensemble[], kernel: Kernel = kernelHere()): SupplyPath[][] {
  const paths = ensembles.map(({ parameters, futures }) => (parameters.ageing ? [] : futures.map((future) => walkFuture(parameters, future))))
  const ageing = ensembles.map((_, at) => at).filter((at) => ensembles[at]!.parameters.ageing)
  if (ageing.length === 0) return paths
  walkAgeing(ageing.map((at) => ensembles[at]!), kernel).forEach((walked, place) => { paths[ageing[place]!] = walked })
  return paths
}

function walkAgeing(ensembles: readonly Ensemble[], kernel: Kernel): SupplyPath[][] {
  const years = ensembles[0]!.futures[0]?.leave.length ?? 0
  const walker = kernel.open(professionOf(ensembles, years))
  const shares = ensembles.map(({ parameters }) => sharesOf(parameters))
  const paths: SupplyPath[][] = ensembles.map(() => [])
  for (let draw = 0; draw < ensembles[0]!.futures.length; draw++) {
    writeFuture(ensembles, draw, walker.future)
    walker.walk()
    ensembles.forEach(({ parameters }, place) => paths[place]!.push(pathOf(parameters, shares[place]!, walker.ends, place, filledUp(ensembles.length), years)))
  }
  return paths
}

/**
 * Lay areas' groups out for the kernel, all with the ages of the one that has most.
 *
 * The others are filled up below their youngest: nobody is there and nobody joins, so that no bit of an area depends on those beside it.
 */
export function professionOf(ensembles: readonly Ensemble[], years: number): Profession {
  const [areas, ages] = [ensembles.length, Math.max(...ensembles.map(({ parameters }) => parameters.ages.length))]
  const lay = (of: (parameters: SupplyParameters) => ArrayLike<number>): Float64Array => {
    const values = ensembles.map(({ parameters }) => of(parameters))
    return layByAge(areas, ages, (area, age) => values[area]![age - ages + values[area]!.length] ?? 0)
  }
  const nobody = layByAge(areas, ages, () => 0)
  return {
    areas, ages, years, growing: true, opening: lay(({ openingHeads }) => openingHeads), participation: lay(({ participation }) => participation), hazard: lay(monthlyHazard),
    monthlyAges: lay(({ joinAges }) => joinAges), yearlyAgesA: nobody, yearlyAgesB: nobody,
  }
}

/** Lay down a draw of every ensemble. */
export function writeFuture(ensembles: readonly Ensemble[], draw: number, future: Future): void {
  const wide = filledUp(ensembles.length)
  ensembles.forEach(({ parameters, futures }, place) => {
    const { leave, growth } = futures[draw]!
    leave.forEach((share, year) => {
      const rates = yearRates(parameters, share, growth[year]!)
      future.leaveTimes[year * wide + place] = rates.leaveTimes
      future.growth[year * wide + place] = rates.joining
    })
  })
}

/** Constants of a group: its opening, and what a joiner brings. */
interface Shares { readonly heads: number; readonly fte: number; readonly joinerHeads: number; readonly joinerFte: number; readonly oldestFte: number }

function sharesOf({ openingHeads, participation, joinAges }: SupplyParameters): Shares {
  let [heads, fte, joinerHeads, joinerFte] = [0, 0, 0, 0]
  for (let age = 0; age < openingHeads.length; age++) {
    heads += openingHeads[age]!
    fte += openingHeads[age]! * participation[age]!
    joinerHeads += joinAges[age]!
    joinerFte += joinAges[age]! * participation[age]!
  }
  return { heads, fte, joinerHeads, joinerFte, oldestFte: participation.at(-1)! }
}

function pathOf(parameters: SupplyParameters, shares: Shares, ends: YearEnds, place: number, wide: number, years: number): SupplyPath {
  const series = (values: Float64Array, times = 1): Float64Array => seriesOf(values, times, place, wide, years)
  const worked = 1 + (parameters.levers ?? noLevers).participation
  const path = {
    heads: totals(shares.heads, series(ends.heads), series(ends.leavers), series(ends.agedOut), series(ends.joinedMonthly, shares.joinerHeads)),
    fte: totals(shares.fte, series(ends.fte, worked), series(ends.leaversFte, worked), series(ends.agedOut, shares.oldestFte * worked), series(ends.joinedMonthly, shares.joinerFte * worked)),
  }
  checkAccounts(parameters, path.heads)
  return path
}

/** The years of one area, each times a constant. */
function seriesOf(values: Float64Array, times: number, place: number, wide: number, years: number): Float64Array {
  const own = new Float64Array(years)
  for (let year = 0; year < years; year++) own[year] = values[year * wide + place]! * times
  return own
}

function totals(opening: number, ends: Float64Array, leavers: Float64Array, agedOut: Float64Array, joiners: Float64Array): Totals {
  const stock = new Float64Array(ends.length + 1)
  stock[0] = opening
  stock.set(ends, 1)
  return { stock, leavers, agedOut, joiners }
}

/** Everybody is accounted for, to the rounding of the arithmetic. */
function checkAccounts(parameters: SupplyParameters, { stock, leavers, agedOut, joiners }: Totals): void {
  for (let year = 0; year < leavers.length; year++) {
    const residual = stock[year]! - leavers[year]! - agedOut[year]! + joiners[year]! - stock[year + 1]!
    if (!(Math.abs(residual) <= 1e-9 * Math.max(1, stock[year]!, stock[year + 1]!, joiners[year]!))) throw new Error(`Projecting ${parameters.group} in ${parameters.area}: the account of year ${year + 1} is off by ${residual} people of ${stock[year]}`)
  }
}

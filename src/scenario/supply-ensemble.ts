import { kernelHere } from '../supply/kernel/kernel-here.ts'
import { filledUp, layByAge, type Future, type Kernel, type Profession, type YearEnds } from '../supply/kernel/profession.ts'
import type { SimpleLevers, SupplyParameters } from '../supply/parameters.ts'
import { averageWorked, changeBy, leaveTimesOf, type StaffChange } from './staff-change.ts'
import { monthlyHazard, walkFuture, yearRates, type SupplyPath, type Totals } from './supply-draws.ts'
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
 * Walk several areas' groups side by side, with the levers of their parameters; each is as if it were walked alone.
 *
 * Shape:  one list of paths for each ensemble, in the order of its futures. Every ensemble has as many futures, of as many years.
 */
export function walkTogether(ensembles: readonly Ensemble[], kernel: Kernel = kernelHere()): SupplyPath[][] {
  return walkBeside(ensembles, [ensembles.map(({ parameters }) => alwaysBy(parameters.levers))], kernel)[0]!
}

/** Levers of one number each, the same in every draw; null where none is moved. */
export function alwaysBy(levers: SimpleLevers | undefined): Layer[number] {
  const change = changeBy(levers)
  return change === null ? null : () => change
}

/** What is done to each ensemble in a draw; null where nothing is moved. */
export type Layer = readonly (((draw: number) => StaffChange) | null)[]

/**
 * The same futures under one layer of changes after another, all of them from the same walk without any.
 *
 * Shape: for each layer, what `walkTogether` answers.
 */
export function walkBeside(ensembles: readonly Ensemble[], layers: readonly Layer[], kernel: Kernel = kernelHere()): SupplyPath[][][] {
  const paths = layers.map((layer) => ensembles.map(({ parameters, futures }, at) => (parameters.ageing ? [] : futures.map((future, draw) => walkFuture(parameters, future, undefined, layer[at]?.(draw) ?? null)))))
  const ageing = ensembles.map((_, at) => at).filter((at) => ensembles[at]!.parameters.ageing)
  if (ageing.length === 0) return paths
  const walked = walkAgeing(ageing.map((at) => ensembles[at]!), layers.map((layer) => ageing.map((at) => layer[at]!)), kernel)
  walked.forEach((own, layer) => own.forEach((each, place) => { paths[layer]![ageing[place]!] = each }))
  return paths
}

function walkAgeing(ensembles: readonly Ensemble[], layers: readonly Layer[], kernel: Kernel): SupplyPath[][][] {
  const years = ensembles[0]!.futures[0]?.leave.length ?? 0
  const walker = kernel.open(professionOf(ensembles, years))
  const shares = ensembles.map(({ parameters }) => sharesOf(parameters))
  const paths: SupplyPath[][][] = layers.map(() => ensembles.map(() => []))
  const keep = (layer: number, draw: number, moved: boolean): void => layers[layer]!.forEach((change, place) => {
    if ((change !== null) === moved) paths[layer]![place]!.push(pathOf(ensembles[place]!.parameters, shares[place]!, change?.(draw) ?? null, walker.ends, place, filledUp(ensembles.length), years))
  })
  const joined = new Float64Array(walker.joined.length)
  for (let draw = 0; draw < ensembles[0]!.futures.length; draw++) {
    walker.future.monthly.fill(0)
    writeFuture(ensembles, draw, walker.future)
    walker.walk()
    joined.set(walker.joined)
    layers.forEach((_, layer) => keep(layer, draw, false))
    layers.forEach((layer, at) => {
      if (layer.every((change) => change === null)) return
      writeFuture(ensembles, draw, walker.future)
      writeMoved(ensembles, layer, draw, joined, walker.future)
      walker.walk()
      keep(at, draw, true)
    })
  }
  return paths
}

/** Lay a layer over a draw: joiners stay the people they were without it, and levers add to them. */
function writeMoved(ensembles: readonly Ensemble[], layer: Layer, draw: number, joined: Float64Array, future: Future): void {
  const wide = filledUp(ensembles.length)
  future.growth.fill(0)
  future.monthly.set(joined)
  ensembles.forEach(({ futures }, place) => {
    const change = layer[place]?.(draw)
    if (change === undefined) return
    futures[draw]!.leave.forEach((share, year) => {
      const cell = year * wide + place
      future.leaveTimes[cell] = leaveTimesOf(future.leaveTimes[cell]!, share, change.leaving(year, share))
      for (let at = 12 * year * wide + place; at < 12 * (year + 1) * wide; at += wide) future.monthly[at] = change.joining(Math.floor(at / wide), joined[at]!)
    })
  })
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
interface Shares { readonly heads: number; readonly fte: number; readonly average: number; readonly joinerHeads: number; readonly joinerFte: number; readonly oldestFte: number }

function sharesOf({ openingHeads, participation, joinAges }: SupplyParameters): Shares {
  let [heads, fte, joinerHeads, joinerFte] = [0, 0, 0, 0]
  for (let age = 0; age < openingHeads.length; age++) {
    heads += openingHeads[age]!
    fte += openingHeads[age]! * participation[age]!
    joinerHeads += joinAges[age]!
    joinerFte += joinAges[age]! * participation[age]!
  }
  return { heads, fte, average: averageWorked(openingHeads, participation), joinerHeads, joinerFte, oldestFte: participation.at(-1)! }
}

function pathOf(parameters: SupplyParameters, shares: Shares, change: StaffChange | null, ends: YearEnds, place: number, wide: number, years: number): SupplyPath {
  const worked = Float64Array.from({ length: years }, (_, year) => (change === null ? 1 : change.worked(year, shares.average)))
  const series = (values: Float64Array, times = 1): Float64Array => seriesOf(values, () => times, place, wide, years)
  const inFte = (values: Float64Array, times = 1): Float64Array => seriesOf(values, (year) => times * worked[year]!, place, wide, years)
  const path = {
    heads: totals(shares.heads, series(ends.heads), series(ends.leavers), series(ends.agedOut), series(ends.joinedMonthly, shares.joinerHeads)),
    fte: totals(shares.fte, inFte(ends.fte), inFte(ends.leaversFte), inFte(ends.agedOut, shares.oldestFte), inFte(ends.joinedMonthly, shares.joinerFte)),
  }
  checkAccounts(parameters, path.heads)
  return path
}

/** The years of one area, each times a number of its year. */
function seriesOf(values: Float64Array, times: (year: number) => number, place: number, wide: number, years: number): Float64Array {
  const own = new Float64Array(years)
  for (let year = 0; year < years; year++) own[year] = values[year * wide + place]! * times(year)
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

import { plainKernel } from '../supply/kernel/plain.ts'
import { filledUp, placeOf, type Future, type Kernel, type Profession } from '../supply/kernel/profession.ts'
import type { SimpleLevers } from '../supply/parameters.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import type { EverywhereSettings, PlaceOfGroup } from './every-place-stocks.ts'
import type { GroupEverywhere } from './every-place.ts'
import { demandByChance } from './gap.ts'
import { openingOf } from './supply-draws.ts'
import { averageWorked, changeBy, leaveTimesOf, type StaffChange } from './staff-change.ts'
import { professionOf, writeFuture, type Ensemble } from './supply-ensemble.ts'
import { medianFuture } from './uncertainty.ts'

/** What a central run counts, and how far it goes. */
export type CentralSettings = Pick<EverywhereSettings, 'years' | 'unit'>

/** Every group of every area, laid out for the kernel: all that a central run is a function of but its levers. */
export interface CentralRun extends CentralSettings {
  /** Groups of an area that have no history to project, and are not in the run. */
  readonly without: number
  readonly blocks: readonly CentralBlock[]
}

/** One staff group in the areas whose ages are known, or in those where they are not. Shape: arrays by place have one entry an area, in the run's order. */
export interface CentralBlock {
  readonly group: string
  readonly openingDate: CalendarDate
  /** False where ages are not known: nobody ages out of the single class. */
  readonly ageing: boolean
  readonly profession: Profession
  /** The central future, before any lever moves. */
  readonly future: Future
  /** Share who leave in each year, that levers act on. byYear. */
  readonly leave: Float64Array
  /** In post today, in the run's unit. By place. */
  readonly opening: Float64Array
  /** Staff needed, each assumption at its value. Shape: [year end][place], today first. */
  readonly demand: Float64Array
}

/** A group in all its areas together. Shape: one entry per year end, today first. Units: as the run's. */
export interface CentralPath {
  readonly group: string
  readonly openingDate: CalendarDate
  readonly supply: Float64Array
  readonly demand: Float64Array
}

/**
 * Lay groups out for the central run: every rate at its value, no swing but the fading of the last year's, no draw.
 *
 * Shape: groups in their order; a group whose ages are known in some areas and not in others is two blocks.
 */
export function prepareCentralRun(groups: readonly GroupEverywhere[], settings: CentralSettings, without = 0): CentralRun {
  return { ...settings, without, blocks: groups.flatMap(({ group, places }) => [...Map.groupBy(places, ({ parameters }) => parameters.ageing).values()].map((own) => prepareBlock(group, own, settings))) }
}

function prepareBlock(group: string, places: readonly PlaceOfGroup[], { years, unit }: CentralSettings): CentralBlock {
  const ensembles = places.map(({ parameters }) => ({ parameters, futures: [medianFuture(parameters, years)] }))
  const profession = professionOf(ensembles, years)
  const { future } = plainKernel.open(profession)
  writeFuture(ensembles, 0, future)
  const needs = places.map(({ parameters, demand }) => demandByChance(openingOf(parameters, unit), demand, years)({ unmetNeed: 0, growth: 0, productivity: 0 }).withProductivity)
  return {
    group, openingDate: places[0]!.parameters.openingDate, ageing: places[0]!.parameters.ageing, profession, future, leave: leaveOf(ensembles, years),
    opening: Float64Array.from(places, ({ parameters }) => openingOf(parameters, unit)),
    demand: Float64Array.from({ length: (years + 1) * places.length }, (_, at) => needs[at % places.length]![Math.floor(at / places.length)]!),
  }
}

function leaveOf(ensembles: readonly Ensemble[], years: number): Float64Array {
  const wide = filledUp(ensembles.length)
  const shares = new Float64Array(years * wide)
  ensembles.forEach(({ futures }, place) => futures[0]!.leave.forEach((share, year) => { shares[year * wide + place] = share }))
  return shares
}

/**
 * Make ready to walk every group with levers moved, as often as they move: what `project` calls the median-rates run, everywhere at once, without ranges.
 *
 * As many people join as without levers, and levers add to them: who they are is found out once, and kept.
 *
 * Shape:  one path for each group, in their order; areas are added up in theirs.
 * Units:  people or FTE by the run's unit.
 * Source: docs/method/supply.md S1 to S5; the same bits as `walkTogether` of each median future.
 */
export function openCentralRun(run: CentralRun, kernel: Kernel): (levers: SimpleLevers) => CentralPath[] {
  const walkers = run.blocks.map((block) => openBlock(block, run.unit, kernel))
  return (levers) => {
    const byGroup = new Map<string, CentralPath>()
    run.blocks.forEach(({ group, openingDate, demand }, at) => {
      const path = byGroup.get(group) ?? { group, openingDate, supply: new Float64Array(run.years + 1), demand: new Float64Array(run.years + 1) }
      byGroup.set(group, path)
      addPlaces(walkers[at]!(levers), path.supply)
      addPlaces(demand, path.demand)
    })
    return [...byGroup.values()]
  }
}

function addPlaces(byPlace: Float64Array, sums: Float64Array): void {
  const places = byPlace.length / sums.length
  for (let at = 0; at < byPlace.length; at++) sums[Math.floor(at / places)]! += byPlace[at]!
}

/** A walk without levers, or with them over the one without. `joined` is by month, as the kernel's. */
interface Walked { readonly ends: Float64Array; readonly joined: Float64Array }

/** Make ready one block. What is answered is in post at each year end. Shape: [year end][place], today first. */
export function openBlock(block: CentralBlock, unit: CentralSettings['unit'], kernel: Kernel): (levers: SimpleLevers) => Float64Array {
  const averages = averagesOf(block)
  let still: Walked | null = null
  return (levers) => {
    const walk = (future: Future): Walked => (block.ageing ? walkAges(block, future, unit, kernel) : walkSingleClass(block, future, unit))
    const change = changeBy(levers)
    still ??= walk(block.future)
    return stockOf(block, (change === null ? still : walk(movedFuture(block, change, still.joined))).ends, (year, place) => (change === null || unit === 'headcount' ? 1 : change.worked(year, averages[place]!)))
  }
}

/** FTE per head today. By place. */
function averagesOf({ profession: { areas, ages, opening, participation } }: CentralBlock): number[] {
  return Array.from({ length: areas }, (_, area) => {
    const own = (values: Float64Array): Float64Array => Float64Array.from({ length: ages }, (_age, age) => values[placeOf(area, age, ages)]!)
    return averageWorked(own(opening), own(participation))
  })
}

function stockOf({ profession: { areas, years }, opening }: CentralBlock, ends: Float64Array, worked: (year: number, place: number) => number): Float64Array {
  const wide = filledUp(areas)
  const stock = new Float64Array((years + 1) * areas)
  stock.set(opening)
  for (let year = 0; year < years; year++) for (let place = 0; place < areas; place++) stock[(year + 1) * areas + place] = ends[year * wide + place]! * worked(year, place)
  return stock
}

/** The central future with levers: leaving is moved, and people join who joined without them, as levers say. */
function movedFuture({ profession: { areas, years }, future, leave }: CentralBlock, change: StaffChange, joined: Float64Array): Future {
  const wide = filledUp(areas)
  const [leaveTimes, monthly] = [new Float64Array(future.leaveTimes.length), new Float64Array(joined.length)]
  for (let year = 0; year < years; year++) {
    for (let place = 0; place < areas; place++) {
      const cell = year * wide + place
      leaveTimes[cell] = leaveTimesOf(future.leaveTimes[cell]!, leave[cell]!, change.leaving(year, leave[cell]!))
      for (let month = 12 * year; month < 12 * year + 12; month++) monthly[month * wide + place] = change.joining(month, joined[month * wide + place]!)
    }
  }
  return { ...future, leaveTimes, monthly, growth: new Float64Array(future.growth.length) }
}

function walkAges({ profession }: CentralBlock, future: Future, unit: CentralSettings['unit'], kernel: Kernel): Walked {
  const walker = kernel.open({ ...profession, growing: future.growth.some((share) => share !== 0) })
  for (const name of ['leaveTimes', 'growth', 'monthly', 'yearlyA', 'yearlyB'] as const) walker.future[name].set(future[name])
  walker.walk()
  return { ends: (unit === 'fte' ? walker.ends.fte : walker.ends.heads).slice(), joined: walker.joined.slice() }
}

/** Month by month as ../supply/step.ts does where ages are not known: staff leave, joiners arrive, so many or in proportion to the opening stock. */
function walkSingleClass({ profession: { areas, ages, years, opening, participation, hazard, monthlyAges } }: CentralBlock, { leaveTimes, growth, monthly }: Future, unit: CentralSettings['unit']): Walked {
  const wide = filledUp(areas)
  const [ends, joined] = [new Float64Array(years * wide), new Float64Array(12 * years * wide)]
  const stock = new Float64Array(ages)
  for (let area = 0; area < areas; area++) {
    for (let age = 0; age < ages; age++) stock[age] = opening[placeOf(area, age, ages)]!
    for (let cell = area; cell < ends.length; cell += wide) {
      for (let month = 0; month < 12; month++) {
        const inMonth = (12 * Math.floor(cell / wide) + month) * wide + area
        const present = total(stock)
        joined[inMonth] = monthly[inMonth]! + growth[cell]! * present
        for (let age = 0; age < ages; age++) {
          const here = placeOf(area, age, ages)
          // The order of the factors is that of ./supply-draws.ts, to the last bit.
          const joining = growth[cell] === 0 ? joined[inMonth]! * monthlyAges[here]! : growth[cell]! * monthlyAges[here]! * present
          stock[age] = stock[age]! - stock[age]! * Math.min(1, hazard[here]! * leaveTimes[cell]!) + joining
        }
      }
      for (let age = 0; age < ages; age++) ends[cell]! += stock[age]! * (unit === 'fte' ? participation[placeOf(area, age, ages)]! : 1)
    }
  }
  return { ends, joined }
}

function total(values: Float64Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}

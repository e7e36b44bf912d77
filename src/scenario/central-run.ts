import { plainKernel } from '../supply/kernel/plain.ts'
import { filledUp, placeOf, type Future, type Kernel, type Profession } from '../supply/kernel/profession.ts'
import type { SimpleLevers } from '../supply/parameters.ts'
import type { CalendarDate } from '../units/calendar-date.ts'
import { openingOf, type EverywhereSettings, type GroupEverywhere, type PlaceOfGroup } from './every-place.ts'
import { demandByChance } from './gap.ts'
import { professionOf, writeFuture } from './supply-ensemble.ts'
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
    group, openingDate: places[0]!.parameters.openingDate, ageing: places[0]!.parameters.ageing, profession, future,
    opening: Float64Array.from(places, ({ parameters }) => openingOf(parameters, unit)),
    demand: Float64Array.from({ length: (years + 1) * places.length }, (_, at) => needs[at % places.length]![Math.floor(at / places.length)]!),
  }
}

/**
 * Walk every group with levers moved: what `project` calls the median-rates run, everywhere at once, without ranges.
 *
 * Shape:  one path for each group, in their order; areas are added up in theirs.
 * Units:  people or FTE by the run's unit.
 * Source: docs/method/supply.md S1 to S5; the same bits as `walkTogether` of each median future.
 */
export function walkCentralRun(run: CentralRun, levers: SimpleLevers, kernel: Kernel): CentralPath[] {
  const byGroup = new Map<string, CentralPath>()
  for (const block of run.blocks) {
    const path = byGroup.get(block.group) ?? { group: block.group, openingDate: block.openingDate, supply: new Float64Array(run.years + 1), demand: new Float64Array(run.years + 1) }
    byGroup.set(block.group, path)
    addPlaces(walkBlock(block, levers, run.unit, kernel), path.supply)
    addPlaces(block.demand, path.demand)
  }
  return [...byGroup.values()]
}

function addPlaces(byPlace: Float64Array, sums: Float64Array): void {
  const places = byPlace.length / sums.length
  for (let at = 0; at < byPlace.length; at++) sums[Math.floor(at / places)]! += byPlace[at]!
}

/** In post at each year end of one block. Shape: [year end][place], today first. */
export function walkBlock(block: CentralBlock, levers: SimpleLevers, unit: CentralSettings['unit'], kernel: Kernel): Float64Array {
  const { areas, years } = block.profession
  const ends = block.ageing ? walkAges(block, levers, unit, kernel) : walkSingleClass(block, levers, unit)
  const worked = unit === 'fte' ? 1 + levers.participation : 1
  const wide = filledUp(areas)
  const stock = new Float64Array((years + 1) * areas)
  stock.set(block.opening)
  for (let year = 0; year < years; year++) for (let place = 0; place < areas; place++) stock[(year + 1) * areas + place] = ends[year * wide + place]! * worked
  return stock
}

function walkAges({ profession, future }: CentralBlock, levers: SimpleLevers, unit: CentralSettings['unit'], kernel: Kernel): Float64Array {
  const walker = kernel.open(profession)
  const [leaving, joining] = [1 + levers.leaving, 1 + levers.joining]
  for (const [name, times] of [['leaveTimes', leaving], ['growth', joining], ['monthly', joining], ['yearlyA', joining], ['yearlyB', joining]] as const) {
    const [from, to] = [future[name], walker.future[name]]
    for (let at = 0; at < from.length; at++) to[at] = from[at]! * times
  }
  walker.walk()
  return unit === 'fte' ? walker.ends.fte : walker.ends.heads
}

/** Month by month as ../supply/step.ts does where ages are not known: staff leave, joiners arrive in proportion to the opening stock. */
function walkSingleClass({ profession: { areas, ages, years, opening, participation, hazard, monthlyAges }, future }: CentralBlock, levers: SimpleLevers, unit: CentralSettings['unit']): Float64Array {
  const wide = filledUp(areas)
  const ends = new Float64Array(years * wide)
  const stock = new Float64Array(ages)
  for (let area = 0; area < areas; area++) {
    for (let age = 0; age < ages; age++) stock[age] = opening[placeOf(area, age, ages)]!
    for (let cell = area; cell < ends.length; cell += wide) {
      const [leaving, joining] = [future.leaveTimes[cell]! * (1 + levers.leaving), future.growth[cell]! * (1 + levers.joining)]
      for (let month = 0; month < 12; month++) {
        const present = total(stock)
        for (let age = 0; age < ages; age++) {
          const here = placeOf(area, age, ages)
          stock[age] = stock[age]! - stock[age]! * Math.min(1, hazard[here]! * leaving) + joining * monthlyAges[here]! * present
        }
      }
      for (let age = 0; age < ages; age++) ends[cell]! += stock[age]! * (unit === 'fte' ? participation[placeOf(area, age, ages)]! : 1)
    }
  }
  return ends
}

function total(values: Float64Array): number {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at]!
  return sum
}

/**
 * One profession in every area, and what a future does to it: the work of one call of the kernel.
 *
 * Areas stand side by side in blocks of six, so that six are worked at once. Shape: `byAge` arrays are [block][age][6], `byYear` arrays
 * [year][area], `byMonth` arrays [month][area], with the areas filled up to a multiple of six by areas without anybody.
 */
export interface Profession {
  readonly areas: number
  readonly ages: number
  readonly years: number
  /** True where joiners come in proportion to the stock of the month, too. */
  readonly growing: boolean
  /** People as the first year opens; FTE per head; monthly hazard before a future's multiplier. byAge. */
  readonly opening: Float64Array
  readonly participation: Float64Array
  readonly hazard: Float64Array
  /** Share of each age among joiners: of the monthly stream, and of the two that are alike in every month of a year. byAge. */
  readonly monthlyAges: Float64Array
  readonly yearlyAgesA: Float64Array
  readonly yearlyAgesB: Float64Array
}

/** What differs from future to future. Units: people a month, but for the multiplier and the share. */
export interface Future {
  /** Multiplier of the hazard; leaving never passes everybody. byYear. */
  readonly leaveTimes: Float64Array
  /** Who joins in each month. byMonth. */
  readonly monthly: Float64Array
  /** Share of the month's opening stock that joins besides, by the ages of the monthly stream. byYear. */
  readonly growth: Float64Array
  /** Two streams alike in every month of a year, say from abroad and back to practice. byYear. */
  readonly yearlyA: Float64Array
  readonly yearlyB: Float64Array
}

/** What became of the profession in each year. Units: people and FTE at the year's end, and in the year. byYear. */
export interface YearEnds {
  readonly heads: Float64Array
  readonly fte: Float64Array
  /** Who left by hazard, without those who aged out. */
  readonly leavers: Float64Array
  readonly leaversFte: Float64Array
  /** Survivors of the oldest age who passed it. */
  readonly agedOut: Float64Array
  /** Who joined by the monthly stream and in proportion to the stock. */
  readonly joinedMonthly: Float64Array
}

/** A profession made ready: write a future into `future`, walk, read `ends`. The arrays are the same ones every time. */
export interface Walker {
  readonly future: Future
  readonly ends: YearEnds
  /** Who joined in each month by the monthly stream and in proportion to the stock. byMonth. */
  readonly joined: Float64Array
  walk(): void
}

/** Makes walkers; opening another profession ends the walker before it. */
export interface Kernel {
  readonly kind: 'plain' | 'fast'
  open(profession: Profession): Walker
}

/** Areas worked at once. */
export const lanes = 6

/** Areas filled up to whole blocks. */
export function filledUp(areas: number): number {
  return Math.ceil(areas / lanes) * lanes
}

/** Place of an age of an area in a `byAge` array. */
export function placeOf(area: number, age: number, ages: number): number {
  return (Math.floor(area / lanes) * ages + age) * lanes + (area % lanes)
}

/** Lay out a number of each area and age as `byAge`. */
export function layByAge(areas: number, ages: number, of: (area: number, age: number) => number): Float64Array {
  const laid = new Float64Array(filledUp(areas) * ages)
  for (let area = 0; area < areas; area++) for (let age = 0, at = placeOf(area, 0, ages); age < ages; age++, at += lanes) laid[at] = of(area, age)
  return laid
}

import type { Future, Profession, YearEnds } from './profession.ts'

/**
 * Several professions in every area, between which staff move within their area: the work of one call of the kernel with levers.
 *
 * Every profession has the same areas, ages and years. Moves go from one profession to another at the same age, served in their order after leaving.
 */
export interface LinkedProfessions {
  readonly professions: readonly Profession[]
  readonly moves: readonly { readonly from: number; readonly to: number }[]
  /**
   * For each profession, the one whose joiners of the same month join this one too, or −1: a profession with levers beside itself without them.
   * It has to stand before. What its own streams take away never leaves fewer than nobody.
   */
  readonly joinsLike: readonly number[]
}

/** What differs from future to future. Shape: `shares` has one `byYear` array for each move: share of the opening stock that moves in a month. */
export interface LinkedFuture {
  readonly of: readonly Future[]
  readonly shares: readonly Float64Array[]
}

/** Units: people in the year, besides the figures of a profession alone. byYear. */
export interface LinkedEnds extends YearEnds {
  readonly movedIn: Float64Array
  readonly movedOut: Float64Array
}

/** Linked professions made ready: write a future into `future`, walk, read `ends`. The arrays are the same ones every time. */
export interface LinkedWalker {
  readonly future: LinkedFuture
  readonly ends: readonly LinkedEnds[]
  walk(): void
}

/** Errors: RangeError where professions differ in areas, ages or years, or a move or a likeness names one that is not there. */
export function checkLinked({ professions, moves, joinsLike }: LinkedProfessions): void {
  const [first] = professions
  if (!first || joinsLike.length !== professions.length) throw new RangeError(`Walking linked professions: ${professions.length} professions and ${joinsLike.length} likenesses. There must be one for each.`)
  if (professions.some(({ areas, ages, years }) => areas !== first.areas || ages !== first.ages || years !== first.years)) throw new RangeError('Walking linked professions: they differ in areas, ages or years. They must be the same.')
  if (moves.some(({ from, to }) => !professions[from] || !professions[to] || from === to)) throw new RangeError(`Walking linked professions: a move names a profession that is not there, or itself. There are ${professions.length}.`)
  if (joinsLike.some((like, at) => like !== -1 && !(like >= 0 && like < at))) throw new RangeError('Walking linked professions: a profession joins like one that does not stand before it.')
}

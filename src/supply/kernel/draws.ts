import type { LinkedEnds, LinkedFuture, LinkedWalker } from './linked.ts'
import type { Future, Walker, YearEnds } from './profession.ts'

/** Year ends of every draw. Shape: each array is [cell][draw], a cell being a year and area as in `byYear` arrays. */
export type DrawnEnds<Name extends keyof YearEnds> = { readonly [name in Name]: Float64Array }

/** Make room for the draws of a profession; the same room serves every profession of as many cells. */
export function roomForDraws<Name extends keyof YearEnds>(cells: number, draws: number, keep: readonly Name[]): DrawnEnds<Name> {
  return Object.fromEntries(keep.map((name) => [name, new Float64Array(cells * draws)])) as { [name in Name]: Float64Array }
}

/**
 * Walk one profession through its draws, one after another, and keep the figures there is room for.
 *
 * `write` lays down the future of a draw; whatever it leaves alone stands as the draw before left it.
 */
export function walkDraws<Name extends keyof YearEnds>(walker: Walker, draws: number, room: DrawnEnds<Name>, write: (draw: number, future: Future) => void): void {
  const names = Object.keys(room) as Name[]
  for (let draw = 0; draw < draws; draw++) {
    write(draw, walker.future)
    walker.walk()
    for (const name of names) scatter(walker.ends[name], room[name], draw, draws)
  }
}

/** The same for linked professions: room for each, and `write` lays down the future of all of them; `then` may change what came out before it is kept. */
export function walkLinkedDraws<Name extends keyof YearEnds>(walker: LinkedWalker, draws: number, rooms: readonly DrawnEnds<Name>[], write: (draw: number, future: LinkedFuture) => void, then: (ends: readonly LinkedEnds[]) => void): void {
  for (let draw = 0; draw < draws; draw++) {
    write(draw, walker.future)
    walker.walk()
    then(walker.ends)
    rooms.forEach((room, at) => { for (const name of Object.keys(room) as Name[]) scatter(walker.ends[at]![name], room[name], draw, draws) })
  }
}

function scatter(ends: Float64Array, room: Float64Array, draw: number, draws: number): void {
  for (let cell = 0; cell < ends.length; cell++) room[cell * draws + draw] = ends[cell]!
}

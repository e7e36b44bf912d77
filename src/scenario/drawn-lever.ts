import { quasiNormals } from '../random/quasi.ts'
import { drawLevers, rangesOf } from './lever-draws.ts'
import type { Lever } from './lever-set.ts'
import { demandLeverNamed, orderOf } from './scenario-lever.ts'

/** A lever as each draw takes it: the same in every set of levers it is asked in. */
export interface DrawnLever {
  readonly lever: Lever
  readonly order: string
  /** Null where its change is taken as stated. */
  readonly at: ((draw: number) => Lever) | null
}

/** Levers of supply and of demand that are pulled together. */
export interface Pulled { readonly supply: readonly DrawnLever[]; readonly demand: readonly DrawnLever[] }

export const nothingPulled: Pulled = { supply: [], demand: [] }

/** Say where the change of every lever lies in each draw. Shape: in the order of the levers, which is that of `inOrder`. */
export function drawnLevers(levers: readonly Lever[], settings: { readonly draws: number; readonly seed: number }): DrawnLever[] {
  const supply = levers.filter(({ kind }) => demandLeverNamed(kind) === undefined)
  const ranged = new Set(rangesOf({ levers: supply }).map(({ lever }) => lever))
  const drawn = drawLevers({ programmes: [], origins: [], levers: supply }, settings)
  const byDraw = ranged.size === 0 ? [] : Array.from({ length: settings.draws }, (_, draw) => drawn(draw).levers)
  return levers.map((lever) => {
    const at = supply.indexOf(lever)
    const order = orderOf(lever)
    if (at >= 0) return { lever, order, at: ranged.has(at) ? (draw) => byDraw[draw]![at]! : null }
    return { lever, order, at: lever.range === undefined ? null : demandDrawn(lever, settings) }
  })
}

// Eight draws of ten lie within so many standard deviations.
const eighty = 1.2815515655446004

function demandDrawn(lever: Lever, { draws, seed }: { readonly draws: number; readonly seed: number }): (draw: number) => Lever {
  const chance = quasiNormals(seed, `lever/${lever.kind}`, draws, 1)
  const { low, high } = lever.range!
  return (draw) => {
    const z = chance[draw]!
    return { ...lever, change: lever.change + (z / eighty) * (z < 0 ? lever.change - low : high - lever.change), range: undefined }
  }
}

/** Everything that is pulled in several places together, in the one order levers act in. */
export function pulledTogether(parts: readonly Pulled[]): Pulled {
  return { supply: sorted(parts.flatMap(({ supply }) => supply)), demand: sorted(parts.flatMap(({ demand }) => demand)) }
}

function sorted(levers: readonly DrawnLever[]): DrawnLever[] {
  return levers.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
}

/** Pull levers: those of supply and those of demand apart. */
export function pull(levers: readonly DrawnLever[]): Pulled {
  const isDemand = ({ lever }: DrawnLever): boolean => demandLeverNamed(lever.kind) !== undefined
  return { supply: levers.filter((each) => !isDemand(each)), demand: levers.filter(isDemand) }
}

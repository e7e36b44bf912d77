import { quasiNormals } from '../random/quasi.ts'
import { changeAt, drawLevers, rangesOf } from './lever-draws.ts'
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

function demandDrawn(lever: Lever, { draws, seed }: { readonly draws: number; readonly seed: number }): (draw: number) => Lever {
  // Only what a lever acts on names its stream: the same lever has the same chance in every scenario.
  const to = [lever.toProfession, lever.toArea, lever.toSector].filter((part) => part !== undefined).map((part) => `/${part.trim().toLowerCase()}`).join('')
  const chance = quasiNormals(seed, `lever/${lever.kind}${to}`, draws, 1)
  return (draw) => drawnAt(lever, chance[draw]!)
}

/** A lever with the change that a standard normal number stands for: the middle at 0, low and high at the ends of eight in ten, never beyond what it may do. */
export function drawnAt(lever: Lever, z: number): Lever {
  return { ...lever, change: changeAt(lever, z), range: undefined }
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

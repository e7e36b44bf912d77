import { isRefusal, type Refusal } from '../units/refusal.ts'
import { middleOf } from './contributions.ts'
import { drawnLevers, pull } from './drawn-lever.ts'
import { frontier, smallestChange, type Found, type FrontierPoint, type Search } from './goal-seek.ts'
import type { Lever } from './lever-set.ts'
import { peopleOf, type Acting } from './scenario.ts'
import { openEnsemble, type EnsembleSettings, type ScenarioScene } from './scenario-ensemble.ts'
import { inOrder, unitOf } from './scenario-lever.ts'
import type { Bind } from './what-binds.ts'

/** What is to be reached: the middle gap, or the middle of what is in post, at a year end. */
export interface Target { readonly of: 'gap' | 'supply'; readonly value: number; readonly ahead: number }

export interface Sought {
  /** The outcome as the scenario stands. */
  readonly asStated: number
  /** The outcome with the lever left out. */
  readonly without: number
  readonly first: Found
  /** The lever as it would have to be. */
  readonly lever: Lever
  /** How much of a second lever goes with how much of the first; null where none was named. */
  readonly frontier: readonly FrontierPoint[] | null
  /** What keeps levers from doing what they say in the year asked for, with the lever so. */
  readonly binds: readonly (Bind & { readonly id: string })[]
  /** Times the futures were walked. */
  readonly runs: number
}

/**
 * Find the smallest change of a lever that reaches a target, with every other lever as it stands; and what a second could do in its place.
 *
 * A lever that has a range keeps it about the new change, within what its kind takes.
 *
 * Source: docs/method/scenarios.md, C7.
 */
export function seek(scene: ScenarioScene, acting: readonly Acting[], { target, lever, second }: { readonly target: Target; readonly lever: string; readonly second: string | null }, settings: EnsembleSettings & { readonly dataset: string }): Sought | Refusal {
  const ensemble = openEnsemble(scene, settings)
  let runs = 0
  const outcomeOf = (changes: Readonly<Record<string, number>>): number | null => {
    runs++
    const levers = inOrder(acting.map(({ id, lever: stated }) => ({ id, lever: Object.hasOwn(changes, id) ? changedTo(stated, changes[id]!) : stated })))
    const pulled = pull(drawnLevers(levers.map(({ lever: each }) => each), settings))
    const changed = ensemble.change(pulled)
    return isRefusal(changed) ? null : middleOf(ensemble.gapWith(pulled, changed)[target.of][target.ahead]!)
  }
  const stated = (id: string): Lever => acting.find((each) => each.id === id)!.lever
  const searchOf = (id: string, rest: Readonly<Record<string, number>>, way?: 'down' | 'up'): Search => {
    const { low, high } = unitOf(stated(id))!
    return { low, high, target: target.value, outcome: (change) => outcomeOf({ ...rest, [id]: change }), ...(way === undefined ? {} : { way }) }
  }
  const [asStated, without] = [outcomeOf({})!, outcomeOf({ [lever]: 0 })!]
  const way = (second === null ? without : outcomeOf({ [lever]: 0, [second]: 0 })!) > target.value ? 'down' : 'up'
  const first = smallestChange(searchOf(lever, second === null ? {} : { [second]: 0 }, second === null ? undefined : way))
  const points = second === null ? null : frontier(first, (change) => searchOf(second, { [lever]: change }, way))
  // Where it is not reached, what binds is seen with the lever at its end: just before it binds, nothing does.
  const answered = acting.map((each) => (each.id === lever ? { id: lever, lever: changedTo(each.lever, first.reached ? first.change : first.end) } : each))
  const people = peopleOf(scene, inOrder(answered), settings)
  if (isRefusal(people)) return people
  const year = Number(scene.nodes[0]!.parameters.openingDate.slice(0, 4)) + target.ahead
  return { asStated, without, first, lever: changedTo(stated(lever), first.change), frontier: points, binds: people.binds.filter((bind) => bind.year === year), runs }
}

/** A lever with another change; its range goes with it. */
export function changedTo(lever: Lever, change: number): Lever {
  const { low, high } = unitOf(lever)!
  const held = (value: number): number => Math.min(high, Math.max(low, value))
  return { ...lever, change, ...(lever.range === undefined ? {} : { range: { low: held(change - (lever.change - lever.range.low)), high: held(change + (lever.range.high - lever.change)) } }) }
}

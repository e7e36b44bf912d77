import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { nothingPulled, pull, type DrawnLever, type Pulled } from './drawn-lever.ts'
import type { NodeNames } from './lever-set.ts'
import { openEnsemble, type DrawnGap, type EnsembleSettings, type ScenarioEnsemble, type ScenarioScene } from './scenario-ensemble.ts'
import { inOrder, orderOf } from './scenario-lever.ts'
import type { Acting } from './scenario.ts'
import { shapley } from './shapley.ts'

/** How a central run of a scenario is counted, and how far it goes. */
export type CentralScenarioSettings = Pick<EnsembleSettings, 'years' | 'unit'>

/** A year end of the central path: one number each, no range. A gap above 0 is short. */
export interface CentralScenarioYear {
  readonly year: number
  readonly ahead: number
  readonly date: CalendarDate
  /** Do nothing. */
  readonly baseline: { readonly supply: number; readonly demand: number; readonly gap: number }
  readonly scenario: { readonly supply: number; readonly demand: number; readonly gap: number }
}

/** What a lever gains: by how much it makes the gap smaller, shared out among all levers so that the parts add up. Shape: one entry per year end, the opening first. */
export interface CentralEffect { readonly id: string; readonly gained: readonly number[] }

/** A scenario on its central path, ready to be walked as often as a slider moves. Errors: each refuses as `planLevers`. */
export interface CentralScenario {
  walk(levers: readonly Acting[]): readonly CentralScenarioYear[] | Refusal
  /** Share out what the levers do: every set of up to eight is walked, beyond that lines of them (shapley.ts). */
  share(levers: readonly Acting[]): readonly CentralEffect[] | Refusal
  /** The same set by set, so that whoever waits for a walk is answered between two of them. */
  shareInSteps(levers: readonly Acting[]): Generator<undefined, readonly CentralEffect[] | Refusal>
}

/**
 * Make a scenario ready for its central path: one future, every rate and assumption at its value and each lever as stated.
 *
 * It is the walk of the draws (`openEnsemble`) with one central draw, so that what a lever does to a draw it does here. A set of levers that was walked is not walked again.
 *
 * Units:  people or FTE by `unit`.
 * Source: docs/method/scenarios.md, C11.
 */
export function openCentralScenario(scene: ScenarioScene, { years, unit }: CentralScenarioSettings): CentralScenario {
  const open = (): ScenarioEnsemble => openEnsemble(scene, { years, unit, draws: 1, seed: 0, central: true })
  let [ensemble, known] = [open(), new Map<string, DrawnLever>()]
  const taken = (levers: readonly Acting[]): { readonly id: string; readonly drawn: DrawnLever }[] => {
    // What was walked is kept by lever: begun afresh before it fills the memory of a page that is open all day.
    if (known.size > mostKnown) [ensemble, known] = [open(), new Map()]
    return inOrder(levers).map((each) => ({ id: each.id, drawn: drawnOnce(known, each) }))
  }
  return {
    walk: (levers) => {
      const all = pulled(taken(levers))
      const changed = ensemble.change(all)
      if (isRefusal(changed)) return changed
      const [still, moved] = [ensemble.gapWith(nothingPulled), ensemble.gapWith(all, changed)]
      return still.gap.map((_, ahead) => yearOf(scene.nodes[0]!.parameters.openingDate, ahead, still, moved))
    },
    share: (levers) => {
      const steps = shareOut(taken(levers), ensemble)
      let step = steps.next()
      while (step.done !== true) step = steps.next()
      return step.value
    },
    shareInSteps: (levers) => shareOut(taken(levers), ensemble),
  }
}

/** What was walked is known to the ensemble: sharing out at the end walks nothing more. */
function* shareOut(acting: readonly { readonly id: string; readonly drawn: DrawnLever }[], ensemble: ScenarioEnsemble): Generator<undefined, readonly CentralEffect[] | Refusal> {
  const changed = ensemble.change(pulled(acting))
  if (isRefusal(changed)) return changed
  const pulledIn = (on: readonly boolean[]): Pulled => pulled(acting.filter((_, at) => on[at]))
  for (const on of setsAsked(acting.length)) {
    ensemble.change(pulledIn(on))
    yield
  }
  const { parts } = shapley(acting.length, (on) => Float64Array.from(ensemble.gapWith(pulledIn(on)).gap, (gap) => gap[0]!), { seed: 0 })
  return acting.map(({ id }, at) => ({ id, gained: Array.from(parts[at]!, (gap) => -gap) }))
}

/** The sets that sharing out asks for: which they are does not rest on what they are worth. */
function setsAsked(levers: number): readonly (readonly boolean[])[] {
  const sets: (readonly boolean[])[] = []
  shapley(levers, (on) => {
    sets.push([...on])
    return new Float64Array(1)
  }, { seed: 0 })
  return sets
}

const mostKnown = 500

/** Read a scene as it is written in JSON: names of places as pairs. */
export function sceneFrom(written: unknown): ScenarioScene {
  const { names, ...scene } = written as Omit<ScenarioScene, 'names'> & { readonly names: Omit<NodeNames, 'places'> & { readonly places: readonly (readonly [string, number])[] } }
  return { ...scene, names: { ...names, places: new Map(names.places) } }
}

function pulled(levers: readonly { readonly drawn: DrawnLever }[]): Pulled {
  return pull(levers.map(({ drawn }) => drawn))
}

/** The same lever is the same object each time, by which its walks are known. Its range is for draws. */
function drawnOnce(known: Map<string, DrawnLever>, { id, lever: { range: _range, ...lever } }: Acting): DrawnLever {
  const order = orderOf(lever)
  const key = `${id} ${order}`
  const drawn = known.get(key) ?? { lever, order, at: null }
  known.set(key, drawn)
  return drawn
}

function yearOf(opening: CalendarDate, ahead: number, still: DrawnGap, all: DrawnGap): CentralScenarioYear {
  const date = addMonths(opening, 12 * ahead)
  const side = ({ supply, need, gap }: DrawnGap): CentralScenarioYear['scenario'] => ({ supply: supply[ahead]![0]!, demand: need[ahead]![0]!, gap: gap[ahead]![0]! })
  return { year: Number(date.slice(0, 4)), ahead, date, baseline: side(still), scenario: side(all) }
}

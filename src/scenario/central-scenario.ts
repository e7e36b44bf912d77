import { addMonths, type CalendarDate } from '../units/calendar-date.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { pull, type DrawnLever } from './drawn-lever.ts'
import type { NodeNames } from './lever-set.ts'
import { openEnsemble, type DrawnGap, type EnsembleSettings, type ScenarioEnsemble, type ScenarioScene } from './scenario-ensemble.ts'
import { inOrder, orderOf } from './scenario-lever.ts'
import type { Acting } from './scenario.ts'

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

/** What a lever gains beside all the others: by how much the gap is smaller with it than with the others alone. Shape: one entry per year end, the opening first. */
export interface CentralEffect { readonly id: string; readonly gained: readonly number[] }

/** A scenario on its central path. */
export interface CentralScenario { readonly rows: readonly CentralScenarioYear[]; readonly effects: readonly CentralEffect[] }

/**
 * Make a scenario ready to be walked as often as a slider moves: one future, every rate and assumption at its value and each lever as stated.
 *
 * It is the walk of the draws (`openEnsemble`) with one central draw, so that what a lever does to a draw it does here. A set of levers that was walked is not walked again.
 *
 * Units:  people or FTE by `unit`.
 * Errors: refuses as `planLevers`.
 * Source: docs/method/scenarios.md, C11.
 */
export function openCentralScenario(scene: ScenarioScene, { years, unit }: CentralScenarioSettings): (levers: readonly Acting[]) => CentralScenario | Refusal {
  const open = (): ScenarioEnsemble => openEnsemble(scene, { years, unit, draws: 1, seed: 0, central: true })
  let [ensemble, known, walks] = [open(), new Map<string, DrawnLever>(), 0]
  return (levers) => {
    // What was walked is kept by lever: begun afresh before it fills the memory of a page that is open all day.
    if (walks++ > mostWalks) [ensemble, known, walks] = [open(), new Map(), 1]
    const acting = inOrder(levers).map((each) => ({ id: each.id, drawn: drawnOnce(known, each) }))
    const changed = ensemble.change(pull(acting.map(({ drawn }) => drawn)))
    if (isRefusal(changed)) return changed
    const gapWith = (left: readonly { readonly drawn: DrawnLever }[]): DrawnGap => ensemble.gapWith(pull(left.map(({ drawn }) => drawn)))
    const [still, all] = [gapWith([]), gapWith(acting)]
    return {
      rows: still.gap.map((_, ahead) => yearOf(scene.nodes[0]!.parameters.openingDate, ahead, still, all)),
      effects: acting.map(({ id }) => ({ id, gained: gainedOver(gapWith(acting.filter((each) => each.id !== id)), all) })),
    }
  }
}

const mostWalks = 2000

/** Read a scene as it is written in JSON: names of places as pairs. */
export function sceneFrom(written: unknown): ScenarioScene {
  const { names, ...scene } = written as Omit<ScenarioScene, 'names'> & { readonly names: Omit<NodeNames, 'places'> & { readonly places: readonly (readonly [string, number])[] } }
  return { ...scene, names: { ...names, places: new Map(names.places) } }
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

function gainedOver(without: DrawnGap, all: DrawnGap): number[] {
  return all.gap.map((gap, ahead) => without.gap[ahead]![0]! - gap[0]!)
}

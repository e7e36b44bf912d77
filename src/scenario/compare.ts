import { contributionsOf, type BridgeYear, type Player } from './contributions.ts'
import { drawnLevers, nothingPulled, pull, pulledTogether, type DrawnLever, type Pulled } from './drawn-lever.ts'
import { futureTable, type FutureTable } from './futures.ts'
import type { Lever } from './lever-set.ts'
import { canonicalText } from './manifest.ts'
import type { Acting } from './scenario.ts'
import { openEnsemble, type DrawnGap, type EnsembleSettings, type ScenarioScene } from './scenario-ensemble.ts'
import { fanOf, type Fan } from './uncertainty.ts'

/** A step on the way from A to B: a lever that only one of them has, or that they have otherwise. */
export interface Step { readonly id: string; readonly from: Lever | null; readonly to: Lever | null }

export interface Compared {
  readonly steps: readonly Step[]
  /** Levers that both have alike. */
  readonly common: number
  readonly lines: number | null
  /** From A to B, at every year end: the parts add up to the difference. */
  readonly bridge: readonly BridgeYear[]
  readonly rows: readonly { readonly ahead: number; readonly a: Fan; readonly b: Fan; readonly difference: Fan }[]
  /** Every profession and area of the run at the last year end; supply of B less that of A, draw by draw. */
  readonly places: readonly { readonly area: string; readonly areaName: string; readonly profession: string; readonly part: boolean; readonly difference: Fan }[]
  readonly futures: FutureTable
}

/**
 * Say what lies between two scenarios of one baseline, lever by lever, so that the parts add up; and who gains and loses by B beside A.
 *
 * Levers are the same when they say the same; of those that are not, one of the same id and kind on both sides is one step.
 *
 * Source: docs/method/scenarios.md, C8.
 */
export function compareScenarios(scene: ScenarioScene, [a, b]: readonly [readonly Acting[], readonly Acting[]], settings: EnsembleSettings, told?: (done: number, of: number) => void): Compared {
  const { common, steps } = stepsBetween(a, b)
  const drawnOf = (side: readonly Acting[]): Map<Lever, DrawnLever> => new Map(drawnLevers(side.map(({ lever }) => lever), settings).map((drawn) => [drawn.lever, drawn]))
  const [inA, inB] = [drawnOf(a), drawnOf(b)]
  const players = steps.map(({ id, from, to }): Player => ({ id, off: from === null ? nothingPulled : pull([inA.get(from)!]), on: to === null ? nothingPulled : pull([inB.get(to)!]) }))
  const always = pull(common.map((lever) => inA.get(lever)!))
  const ensemble = openEnsemble(scene, settings)
  const { lines, years } = contributionsOf(ensemble, openEnsemble(scene, { ...settings, central: true }), players, { seed: settings.seed, always, ...(told ? { told } : {}) })
  const sides = [players.map(({ off }) => off), players.map(({ on }) => on)].map((own) => pulledTogether([always, ...own])) as [Pulled, Pulled]
  const [before, after] = sides.map((pulled) => ({ gap: ensemble.gapWith(pulled), changed: ensemble.change(pulled) })) as [Taken, Taken]
  return {
    steps, common: common.length, lines, bridge: years, rows: rowsOf(before.gap, after.gap), futures: futuresOf(ensemble.gapWith(nothingPulled), before.gap, after.gap, settings.years),
    places: scene.nodes.map(({ parameters: { area, group }, areaName, part }, at) => {
      const [less, more] = [before, after].map(({ changed }) => (changed as readonly (readonly Float64Array[])[])[at]![settings.years]!) as [Float64Array, Float64Array]
      return { area, areaName, profession: group, part, difference: fanOf(more.map((value, draw) => value - less[draw]!)) }
    }),
  }
}

interface Taken { readonly gap: DrawnGap; readonly changed: ReturnType<ReturnType<typeof openEnsemble>['change']> }

/** Match levers that say the same, then those of one id and kind; the rest stand alone. */
function stepsBetween(a: readonly Acting[], b: readonly Acting[]): { readonly common: readonly Lever[]; readonly steps: readonly Step[] } {
  const left = [...b]
  const take = (isMatch: (each: Acting) => boolean): Acting | null => {
    const at = left.findIndex(isMatch)
    return at < 0 ? null : left.splice(at, 1)[0]!
  }
  const common: Lever[] = []
  const unmatched = a.filter(({ lever }) => {
    const same = take((each) => canonicalText(each.lever) === canonicalText(lever))
    if (same !== null) common.push(lever)
    return same === null
  })
  const changed = unmatched.map(({ id, lever }): Step => ({ id, from: lever, to: take((each) => each.id === id && each.lever.kind === lever.kind)?.lever ?? null }))
  const known = new Set(changed.map(({ id }) => id))
  return { common, steps: [...changed, ...left.map(({ id, lever }): Step => ({ id: known.has(id) ? `${id} of B` : id, from: null, to: lever }))] }
}

function rowsOf(a: DrawnGap, b: DrawnGap): Compared['rows'] {
  return a.gap.map((values, ahead) => ({ ahead, a: fanOf(values), b: fanOf(b.gap[ahead]!), difference: fanOf(b.gap[ahead]!.map((value, draw) => value - values[draw]!)) }))
}

function futuresOf(still: DrawnGap, a: DrawnGap, b: DrawnGap, years: number): FutureTable {
  return futureTable([['Do nothing', still], ['A', a], ['B', b]].map(([name, drawn]) => ({ name: name as string, gap: (drawn as DrawnGap).gap[years]!, gapZero: (drawn as DrawnGap).gapZero[years]! })))
}

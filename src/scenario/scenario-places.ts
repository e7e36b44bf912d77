import { addMonths } from '../units/calendar-date.ts'
import type { Drawn, DrawnGap, ScenarioEnsemble, ScenarioScene } from './scenario-ensemble.ts'
import { fanOf, type Fan } from './uncertainty.ts'

/** A profession of an area at its year ends. Gaps are null where nothing says what is required of it. */
export interface ScenarioPlace {
  readonly area: string
  readonly areaName: string
  readonly profession: string
  readonly part: boolean
  readonly rows: readonly { readonly year: number; readonly baseline: { readonly supply: Fan; readonly gap: Fan | null }; readonly scenario: { readonly supply: Fan; readonly gap: Fan | null }; readonly difference: Fan }[]
}

/** Supply of every node with levers and without, and its gap where something says what is required of it; work that moves to it is required of it too. */
export function placesOf({ nodes }: ScenarioScene, { baseline, needs }: ScenarioEnsemble, { still, moved, changed }: { readonly still: DrawnGap; readonly moved: DrawnGap; readonly changed: readonly Drawn[] }): ScenarioPlace[] {
  return nodes.map(({ parameters, areaName, part }, at) => {
    const before = baseline[at]!
    const after = at === 0 ? moved.supply : before.map((values, ahead) => values.map((value, draw) => Math.max(0, value + changed[at]![ahead]![draw]!)))
    const stated = needs[at]
    const own = stated === null || stated === undefined ? null : before.map((values, ahead) => values.map((_, draw) => stated[draw]!.withProductivity[ahead]!))
    const arriving = moved.arriving?.[at] ?? null
    const [without, required] = at === 0 ? [still.need, moved.need] : [own, own === null || arriving === null ? own : own.map((values, ahead) => values.map((value, draw) => value + arriving[ahead]![draw]!))]
    return {
      area: parameters.area, areaName, profession: parameters.group, part,
      rows: before.map((values, ahead) => ({
        year: Number(addMonths(parameters.openingDate, 12 * ahead).slice(0, 4)), baseline: { supply: fanOf(values), gap: gapOf(without, before, ahead) }, scenario: { supply: fanOf(after[ahead]!), gap: gapOf(required, after, ahead) },
        difference: fanOf(after[ahead]!.map((value, draw) => value - values[draw]!)),
      })),
    }
  })
}

function gapOf(required: Drawn | null, supply: Drawn, ahead: number): Fan | null {
  return required === null ? null : fanOf(supply[ahead]!.map((value, draw) => required[ahead]![draw]! - value))
}

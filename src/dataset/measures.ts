import { absenceMeasures, trainingMeasures } from './measures/absence-and-training.ts'
import { inPostMeasures } from './measures/in-post.ts'
import { joiningLeavingMeasures } from './measures/joining-leaving.ts'
import type { Measure } from './measures/measure.ts'
import { moneyMeasures, planMeasures } from './measures/money-and-plans.ts'
import { needMeasures } from './measures/need.ts'
import { postsAndCoverMeasures } from './measures/posts-and-cover.ts'
import { whoMeasures } from './measures/who.ts'

export type { Measure } from './measures/measure.ts'

/** Every measure, by domain: one file of src/dataset/measures each. */
export const measures: readonly Measure[] = [
  ...inPostMeasures, ...whoMeasures, ...joiningLeavingMeasures, ...postsAndCoverMeasures, ...absenceMeasures, ...trainingMeasures, ...needMeasures, ...moneyMeasures, ...planMeasures,
]

/** Find a measure by its id, null when there is none. */
export function measureNamed(id: string): Measure | null {
  const wanted = id.trim().toLowerCase().replaceAll('-', '_')
  return measures.find((measure) => measure.id === wanted) ?? null
}

/** A measure that the code itself names. Errors: throws when it is not declared (a bug). */
export function declaredMeasure(id: string): Measure {
  const found = measureNamed(id)
  if (!found) throw new Error(`no measure is declared as ${id}`)
  return found
}

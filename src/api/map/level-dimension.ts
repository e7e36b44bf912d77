import type { Dimension } from '../../dataset/cube.ts'
import { levelOfDimension } from '../../store/cube-question.ts'

/** The dimension that splits by a level of the map; null where none does. */
export function dimensionOf(level: string): Dimension | null {
  return (Object.entries(levelOfDimension).find(([, one]) => one === level)?.[0] as Dimension | undefined) ?? null
}

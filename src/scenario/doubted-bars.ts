import type { SobolIndices } from './sobol-indices.ts'
import type { Tornado } from './tornado.ts'

/** How far one input moves the gap, and its share of the variance: alone, and with others. */
export interface DoubtedBar { readonly gapAtP10: number; readonly gapAtP90: number; readonly width: number; readonly first: number; readonly total: number }

/** Put the bar of every input beside its share of the variance, widest first. Shape: `indices` begin with the inputs, in their order. */
export function doubtedBars<Input extends { readonly id: string; readonly columns: readonly number[] }>(inputs: readonly Input[], { bars }: Tornado, { first, total }: SobolIndices): (Omit<Input, 'columns'> & DoubtedBar)[] {
  return bars.map(({ id, atP10, atP90, width }) => {
    const at = inputs.findIndex((input) => input.id === id)
    const { columns: _columns, ...input } = inputs[at]!
    return { ...input, gapAtP10: atP10, gapAtP90: atP90, width, first: first[at]!, total: total[at]! }
  })
}

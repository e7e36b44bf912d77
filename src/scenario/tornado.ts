import { normalQuantile } from '../random/normal.ts'
import { quasiNormals } from '../random/quasi.ts'
import { percentile } from './uncertainty.ts'

/** An input that is varied while all others stay at their middle: one number, or a whole path of years. */
export interface TornadoInput {
  readonly id: string
  /** Its columns in a row of standard normal numbers. */
  readonly columns: readonly number[]
}

/** The answer at both ends of one input. */
export interface TornadoBar {
  readonly id: string
  /** A number: the answer at its p10 and p90. A path of years: p10 and p90 of the answers over drawn paths. */
  readonly atP10: number
  readonly atP90: number
  readonly width: number
}

export interface Tornado {
  /** The answer with every input at its middle. */
  readonly middle: number
  /** Widest first; equal widths in the order of the inputs. */
  readonly bars: readonly TornadoBar[]
}

/**
 * Vary one input at a time between its p10 and its p90, and see how far the answer goes.
 *
 * A path of years has no p10 of its own, so it is drawn `paths` times with everything else at its middle. For an answer that only rises, or only
 * falls, with a number both come to the same: the percentile of the answer is the answer at the percentile.
 *
 * Shape:  `answers` takes rows of `width` standard normal numbers, 0 the middle, and gives one answer per row; it is called once.
 * Source: docs/method/sensitivity.md, N2.
 */
export function tornado(answers: (chance: Float64Array) => Float64Array, inputs: readonly TornadoInput[], design: { readonly width: number; readonly paths: number; readonly seed: number }): Tornado {
  const rows = inputs.map((input) => rowsOf(input, design))
  const chance = new Float64Array((1 + rows.flat().length) * design.width)
  rows.flat().forEach((row, at) => chance.set(row, (1 + at) * design.width))
  const found = answers(chance)
  let next = 1
  const bars = inputs.map(({ id }, at) => {
    const own = found.slice(next, next += rows[at]!.length)
    return barOf(id, own)
  })
  return { middle: found[0]!, bars: bars.sort((a, b) => b.width - a.width) }
}

const [low, high] = [normalQuantile(0.1), normalQuantile(0.9)]

function rowsOf({ id, columns }: TornadoInput, { width, paths, seed }: { readonly width: number; readonly paths: number; readonly seed: number }): Float64Array[] {
  const row = (numbers: ArrayLike<number>): Float64Array => {
    const all = new Float64Array(width)
    columns.forEach((column, at) => { all[column] = numbers[at]! })
    return all
  }
  if (columns.length === 1) return [row([low]), row([high])]
  const drawn = quasiNormals(seed, `tornado/${id}`, paths, columns.length)
  return Array.from({ length: paths }, (_, path) => row(drawn.subarray(path * columns.length, (path + 1) * columns.length)))
}

/** Two answers are those at p10 and p90; more are of drawn paths. */
function barOf(id: string, answers: Float64Array): TornadoBar {
  const sorted = Float64Array.from(answers).sort()
  const [atP10, atP90] = answers.length === 2 ? [answers[0]!, answers[1]!] : [percentile(sorted, 0.1), percentile(sorted, 0.9)]
  return { id, atP10, atP90, width: Math.abs(atP90 - atP10) }
}

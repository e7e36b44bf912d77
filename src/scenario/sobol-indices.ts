import { quasiUniforms } from '../random/quasi.ts'

/** How much of an answer's variance rests on each group of inputs. Shape: one entry per group. */
export interface SobolIndices {
  /** Share of the variance from the group alone. */
  readonly first: readonly number[]
  /** Share from the group alone and together with others. */
  readonly total: readonly number[]
  readonly variance: number
  /** Largest difference of a share between the two halves of the points: what chance alone may make of a share. */
  readonly halvesDiffer: number
}

/**
 * Answers of points laid row by row, `inputs` numbers each between 0 and 1: the share of an input's range, or of its distribution, that lies below the value to use.
 * Shape: one answer per row.
 */
export type AnswerPoints = (shares: Float64Array) => Float64Array

/** What is varied: how many inputs there are, and which of them are taken together. A group may be one input, a whole path of years, or a kind of inputs; groups may overlap. */
export interface SobolDesign {
  readonly inputs: number
  readonly groups: readonly (readonly number[])[]
  readonly points: number
  readonly seed: number
}

/**
 * Say which inputs an answer's uncertainty rests on: first-order and total Sobol indices.
 *
 * Pick and freeze on whole groups: a group that is a path of years is taken over as a whole, never year by year. The mean is taken off first, so that a
 * large answer with a small range is no less exact. An answer that never varies rests on nothing: all shares are 0.
 *
 * Shape:  asks for (groups + 2) × `points` answers, in batches of `points`.
 * Errors: RangeError when an answer is not a number, or there are under two points.
 * Source: docs/method/sensitivity.md, N1.
 */
export function sobolIndices(answers: AnswerPoints, design: SobolDesign): SobolIndices {
  const { inputs, groups, points, seed } = design
  if (points < 2) throw new RangeError(`Finding what an answer rests on: ${points} points. At least two are needed.`)
  const both = quasiUniforms(seed, 'sobol-indices', points, 2 * inputs)
  const shares = (second: (input: number) => boolean): Float64Array => Float64Array.from({ length: points * inputs }, (_, at) => {
    const [point, input] = [Math.floor(at / inputs), at % inputs]
    return both[2 * inputs * point + input + (second(input) ? inputs : 0)]!
  })
  const [a, b] = [asked(answers, shares(() => false)), asked(answers, shares(() => true))]
  const mixed = groups.map((group) => asked(answers, shares((input) => group.includes(input))))
  const half = Math.floor(points / 2)
  const [whole, early, late] = [estimate(a, b, mixed, 0, points), estimate(a, b, mixed, 0, half), estimate(a, b, mixed, half, points)]
  const differences = (['first', 'total'] as const).flatMap((which) => early[which].map((share, group) => Math.abs(share - late[which][group]!)))
  return { ...whole, halvesDiffer: Math.max(0, ...differences) }
}

function asked(answers: AnswerPoints, shares: Float64Array): Float64Array {
  const found = answers(shares)
  for (const value of found) if (!Number.isFinite(value)) throw new RangeError(`Finding what an answer rests on: it is ${value} for some inputs. It must be a finite number for all.`)
  return found
}

/** First order by Saltelli, total by Jansen, over the points from `from` to before `to`. */
function estimate(a: Float64Array, b: Float64Array, mixed: readonly Float64Array[], from: number, to: number): Omit<SobolIndices, 'halvesDiffer'> {
  const points = to - from
  const mean = over(from, to, (at) => a[at]! + b[at]!) / (2 * points)
  const variance = over(from, to, (at) => (a[at]! - mean) ** 2 + (b[at]! - mean) ** 2) / (2 * points)
  if (!(variance > 0)) return { first: mixed.map(() => 0), total: mixed.map(() => 0), variance: 0 }
  return {
    first: mixed.map((values) => over(from, to, (at) => (b[at]! - mean) * (values[at]! - a[at]!)) / points / variance),
    total: mixed.map((values) => over(from, to, (at) => (a[at]! - values[at]!) ** 2) / (2 * points) / variance),
    variance,
  }
}

function over(from: number, to: number, value: (at: number) => number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += value(at)
  return sum
}

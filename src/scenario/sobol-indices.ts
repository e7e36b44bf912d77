import { quasiUniforms } from '../random/quasi.ts'

/** How much of an answer's variance rests on each input. Shape: one entry per input. */
export interface SobolIndices {
  /** Share of the variance from the input alone. */
  readonly first: readonly number[]
  /** Share from the input alone and together with others. */
  readonly total: readonly number[]
  readonly variance: number
}

/**
 * Say which inputs an answer's uncertainty rests on: first-order and total Sobol indices.
 *
 * `answer` takes a number between 0 and 1 for each input: the share of its range, or of its distribution, that lies below the value to use.
 * An answer that never varies rests on nothing: all shares are 0.
 *
 * Shape:  asks `answer` (inputs + 2) × `points` times.
 * Errors: RangeError when the answer is not a number.
 * Source: docs/method/uncertainty.md, sensitivity; A. Saltelli et al., Computer Physics Communications 181 (2010) 259–270 (first order), M. J. W. Jansen, Computer Physics Communications 117 (1999) 35–43 (total).
 */
export function sobolIndices(answer: (shares: Float64Array) => number, inputs: number, settings: { readonly points: number; readonly seed: number }): SobolIndices {
  const { points, seed } = settings
  const base = quasiUniforms(seed, 'sobol-indices', points, 2 * inputs)
  const row = (point: number, second: boolean): Float64Array => base.slice(point * 2 * inputs + (second ? inputs : 0), point * 2 * inputs + (second ? 2 * inputs : inputs))
  const asked = (shares: Float64Array): number => checked(answer(shares))
  const [a, b] = [Float64Array.from({ length: points }, (_, point) => asked(row(point, false))), Float64Array.from({ length: points }, (_, point) => asked(row(point, true)))]
  const mean = (sum(a) + sum(b)) / (2 * points)
  const variance = (sum(a.map((value) => (value - mean) ** 2)) + sum(b.map((value) => (value - mean) ** 2))) / (2 * points)
  const shares = Array.from({ length: inputs }, (_, input) => {
    let [alone, withOthers] = [0, 0]
    for (let point = 0; point < points; point++) {
      const mixed = row(point, false)
      mixed[input] = row(point, true)[input]!
      const value = asked(mixed)
      alone += b[point]! * (value - a[point]!)
      withOthers += (a[point]! - value) ** 2
    }
    return variance > 0 ? { first: alone / points / variance, total: withOthers / (2 * points) / variance } : { first: 0, total: 0 }
  })
  return { first: shares.map(({ first }) => first), total: shares.map(({ total }) => total), variance }
}

function checked(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`Finding what an answer rests on: it is ${value} for some inputs. It must be a finite number for all.`)
  return value
}

function sum(values: Float64Array): number {
  let total = 0
  for (const value of values) total += value
  return total
}

import { expect, test } from 'vitest'
import { sobolIndices } from './sobol-indices.ts'

/** Answer each row of `inputs` shares by itself. */
const rowByRow = (inputs: number, answer: (row: readonly number[]) => number) => (shares: Float64Array): Float64Array =>
  Float64Array.from({ length: shares.length / inputs }, (_, row) => answer([...shares.subarray(row * inputs, (row + 1) * inputs)]))

test('a sum rests on its parts by their variances: 9, 1 and none of 10', () => {
  const { first, total } = sobolIndices(rowByRow(3, ([a, b]) => 3 * a! + b!), { inputs: 3, groups: [[0], [1], [2]], points: 2048, seed: 1 })
  for (const shares of [first, total]) {
    expect(Math.abs(shares[0]! - 0.9)).toBeLessThan(0.02)
    expect(Math.abs(shares[1]! - 0.1)).toBeLessThan(0.02)
    expect(shares[2]).toBe(0)
  }
})

test('two inputs that only act together have no first order and all of the total', () => {
  const { first, total } = sobolIndices(rowByRow(2, ([a, b]) => (a! - 0.5) * (b! - 0.5)), { inputs: 2, groups: [[0], [1]], points: 2048, seed: 1 })
  expect(Math.abs(first[0]!)).toBeLessThan(0.02)
  expect(Math.abs(total[0]! - 1)).toBeLessThan(0.03)
})

// The variances of 1·a, 2·b and 3·c are as 1, 4 and 9: a and b together are 5 of 14. What a and b do only together is theirs alone once they are one group.
test('inputs taken together hold what they do alone and with each other', () => {
  const sum = sobolIndices(rowByRow(3, ([a, b, c]) => a! + 2 * b! + 3 * c!), { inputs: 3, groups: [[0, 1], [2], [0, 1, 2]], points: 2048, seed: 1 })
  for (const shares of [sum.first, sum.total]) [5 / 14, 9 / 14, 1].forEach((share, group) => expect(Math.abs(shares[group]! - share)).toBeLessThan(0.02))
  const product = sobolIndices(rowByRow(3, ([a, b]) => (a! - 0.5) * (b! - 0.5)), { inputs: 3, groups: [[0, 1]], points: 2048, seed: 1 })
  expect(Math.abs(product.first[0]! - 1)).toBeLessThan(0.03)
})

test('a large answer with a small range is as exact as the range itself', () => {
  const [large, small] = [1e6, 0].map((level) => sobolIndices(rowByRow(2, ([a, b]) => level + 3 * a! + b!), { inputs: 2, groups: [[0], [1]], points: 512, seed: 1 }).first)
  large!.forEach((share, input) => expect(Math.abs(share - small![input]!)).toBeLessThan(1e-6))
})

test('an answer that never varies rests on nothing, and one that is no number is refused', () => {
  expect(sobolIndices(rowByRow(2, () => 5), { inputs: 2, groups: [[0], [1]], points: 16, seed: 1 })).toEqual({ first: [0, 0], total: [0, 0], variance: 0, halvesDiffer: 0 })
  expect(() => sobolIndices(rowByRow(1, () => Number.NaN), { inputs: 1, groups: [[0]], points: 4, seed: 1 })).toThrow(RangeError)
})

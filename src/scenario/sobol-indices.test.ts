import { expect, test } from 'vitest'
import { sobolIndices } from './sobol-indices.ts'

test('a sum rests on its parts by their variances: 9, 1 and none of 10', () => {
  const { first, total } = sobolIndices(([a, b]) => 3 * a! + b!, 3, { points: 2048, seed: 1 })
  for (const shares of [first, total]) {
    expect(Math.abs(shares[0]! - 0.9)).toBeLessThan(0.02)
    expect(Math.abs(shares[1]! - 0.1)).toBeLessThan(0.02)
    expect(Math.abs(shares[2]!)).toBeLessThan(1e-9)
  }
})

test('two inputs that only act together have no first order and all of the total', () => {
  const { first, total } = sobolIndices(([a, b]) => (a! - 0.5) * (b! - 0.5), 2, { points: 2048, seed: 1 })
  expect(Math.abs(first[0]!)).toBeLessThan(0.02)
  expect(Math.abs(total[0]! - 1)).toBeLessThan(0.03)
})

test('an answer that never varies rests on nothing, and one that is no number is refused', () => {
  expect(sobolIndices(() => 5, 2, { points: 16, seed: 1 })).toEqual({ first: [0, 0], total: [0, 0], variance: 0 })
  expect(() => sobolIndices(() => Number.NaN, 1, { points: 4, seed: 1 })).toThrow(RangeError)
})

import { expect, test } from 'vitest'
import { convergenceOf } from './convergence.ts'

test('halves that agree are settled', () => {
  const half = Array.from({ length: 11 }, (_, at) => at)
  expect(convergenceOf([...half, ...half])).toMatchObject({ largestDifference: 0, settled: true })
})

test('halves that differ by more than a tenth of the range call for more draws', () => {
  // First half 0 … 10, second 2 … 12: every percentile differs by 2. All 22 sorted: p10 at rank 2.1 is 2 (0, 1, 2, 2, …), p90 at rank 18.9 is 10.
  const found = convergenceOf([...Array.from({ length: 11 }, (_, at) => at), ...Array.from({ length: 11 }, (_, at) => at + 2)])
  expect(found.largestDifference).toBeCloseTo(2 / 8, 12)
  expect(found.settled).toBe(false)
  expect(found.says).toContain('More draws would help')
})

test('a certain outcome is settled', () => expect(convergenceOf([5, 5, 5, 5])).toMatchObject({ largestDifference: 0, settled: true }))

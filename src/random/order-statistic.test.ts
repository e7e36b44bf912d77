import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareBelow } from './order-statistic.ts'

test('the tenth of 1 to 11 lies at 2, the median of 1, 2, 3, 10 half way between 2 and 3', () => {
  expect(shareBelow(Float64Array.from([11, 3, 1, 10, 2, 9, 4, 8, 5, 7, 6]), 0.1)).toBe(2)
  expect(shareBelow(Float64Array.from([10, 1, 3, 2]), 0.5)).toBe(2.5)
})

test('one number is every share of itself', () => {
  for (const share of [0, 0.1, 1]) expect(shareBelow(Float64Array.of(7), share)).toBe(7)
})

test('agrees with sorting, whatever the order, with many alike', () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })), { minLength: 1, maxLength: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (numbers, share) => {
    const sorted = Float64Array.from(numbers).sort()
    const at = share * (sorted.length - 1)
    const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.min(sorted.length - 1, Math.floor(at) + 1)]!]
    // Below 0 and above it nought is the same number.
    expect(shareBelow(Float64Array.from(numbers), share) || 0).toBe(low + (at - Math.floor(at)) * (high - low) || 0)
  }))
})

test('no numbers have no shares', () => {
  expect(() => shareBelow(new Float64Array(0), 0.5)).toThrow(RangeError)
})

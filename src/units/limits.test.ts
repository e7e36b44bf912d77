import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'

test('too few points give no limits', () => {
  expect(limitsOf([1, 2, 3, 4, 5])).toBeNull()
})

test('limits stand 2.66 mean steps from the mean', () => {
  // Mean of 10 12 10 12 10 12 is 11; every step is 2; reach 5.32.
  const limits = limitsOf([10, 12, 10, 12, 10, 12])
  expect(limits?.mean).toBeCloseTo(11)
  expect(limits?.low).toBeCloseTo(5.68)
  expect(limits?.high).toBeCloseTo(16.32)
})

import { expect, test } from 'vitest'
import { stepOf, stepsOf } from './steps.ts'

test('steps start at round numbers and cover every value', () => {
  const steps = stepsOf([3.6, 4.2, 5.1, 6.4])
  expect(steps.length).toBeLessThanOrEqual(5)
  expect(steps[0]).toBeLessThanOrEqual(3.6)
  expect(stepOf(steps, 3.6)).toBe(0)
  expect(stepOf(steps, 6.4)).toBe(steps.length - 1)
})

test('one value makes one step', () => {
  expect(stepsOf([5, 5])).toEqual([5])
  expect(stepsOf([])).toEqual([])
})

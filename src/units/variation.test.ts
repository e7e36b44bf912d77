import { expect, test } from 'vitest'
import { judgeSeries } from './variation.ts'

const marked = (values: readonly number[], sign: string) => judgeSeries(values)!.signs.flatMap((signs, at) => (signs.includes(sign as never) ? [at] : []))

test('too few points have no limits', () => {
  expect(judgeSeries([1, 2, 3, 4, 5])).toBeNull()
})

test('limits are the mean ± 2.66 mean steps, worked by hand', () => {
  // Steps of 10 10 12 10 10 12 are 0 2 2 0 2, mean 1.2; the mean of the values is 64 ÷ 6.
  const { mean, low, high } = judgeSeries([10, 10, 12, 10, 10, 12])!
  expect(mean).toBeCloseTo(64 / 6, 12)
  expect(high).toBeCloseTo(64 / 6 + 2.66 * 1.2, 12)
  expect(low).toBeCloseTo(64 / 6 - 2.66 * 1.2, 12)
})

test('a point far out lies beyond the limits', () => {
  // 19 points that swing by 1 and one of 30: steps are 1 but for two of 20 and 19 or so; the mean step is about 3, the reach 8.
  expect(marked([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30, 11, 10, 11, 10, 11, 10, 11, 10, 11], 'beyond')).toEqual([10])
})

test('seven in a row on one side of the mean are a shift, six are none', () => {
  expect(marked([9, 9, 9, 9, 9, 9, 9, 11, 11, 11, 11, 11, 11, 11], 'shift')).toHaveLength(14)
  expect(marked([9, 9, 9, 9, 9, 9, 11, 11, 11, 11, 11, 11], 'shift')).toEqual([])
})

test('six in a row each higher than the one before are a trend, five are none', () => {
  expect(marked([5, 4, 5, 6, 7, 8, 9, 5], 'trend')).toEqual([1, 2, 3, 4, 5, 6])
  expect(marked([5, 4, 5, 6, 7, 8, 5, 6], 'trend')).toEqual([])
})

test('two of three in the outer third on one side are marked, one alone is not', () => {
  // Mean 210 ÷ 18 = 11.67, mean step 48 ÷ 17 = 2.82: limits at 11.67 ± 7.51, the outer third begins at 16.67.
  const values = [10, 12, 10, 12, 10, 12, 10, 12, 17, 12, 17, 10, 12, 10, 12, 10, 12, 10]
  expect(marked(values, 'two-of-three')).toEqual([8, 10])
  expect(marked(values.map((value, at) => (at === 10 ? 10 : value)), 'two-of-three')).toEqual([])
})

test('a series that never changes has nothing set apart', () => {
  expect(judgeSeries([3, 3, 3, 3, 3, 3, 3, 3])!.signs.flat()).toEqual([])
})

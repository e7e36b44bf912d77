import { expect, test } from 'vitest'
import { boxOf } from './box-numbers.ts'

test.each([
  { case: 'five values: quartiles are values', values: [5, 1, 3, 2, 4], box: { low: 1, lower: 2, median: 3, upper: 4, high: 5, outside: [] } },
  { case: 'four values: quartiles lie between', values: [1, 2, 3, 4], box: { low: 1, lower: 1.75, median: 2.5, upper: 3.25, high: 4, outside: [] } },
  { case: 'one far out stands apart and the whisker stops before it', values: [1, 2, 3, 4, 20], box: { low: 1, lower: 2, median: 3, upper: 4, high: 4, outside: [20] } },
  { case: 'a single value is all of its box', values: [7], box: { low: 7, lower: 7, median: 7, upper: 7, high: 7, outside: [] } },
])('$case', ({ values, box }) => {
  expect(boxOf(values)).toEqual(box)
})

test('no values make no box', () => {
  expect(boxOf([])).toBeNull()
})

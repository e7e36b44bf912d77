import { expect, test } from 'vitest'
import { spread, upright, yearOf, yearTicks } from './scales.ts'

test('an axis starts at 0 when the values are near it, and not when that would flatten them', () => {
  expect(upright([10, 100]).start).toBe(0)
  expect(upright([90_000, 103_000]).start).toBe(90_000)
})

test('the lowest value of an axis stands at the bottom', () => {
  const axis = upright([0, 100])
  expect(axis.at(0)).toBe(1000)
  expect(axis.at(100)).toBe(0)
})

test('labels keep their order and their distance', () => {
  expect(spread([10, 12, 14], 20, 0, 100)).toEqual([10, 30, 50])
  expect(spread([90, 95, 99], 20, 0, 100)).toEqual([60, 80, 100])
})

test('the last year is always printed', () => {
  expect(yearTicks(2013.2, 2030.8, 8)).toEqual([2015, 2018, 2021, 2024, 2027, 2030])
})

test('years of a series that begins on 1 January begin with its first', () => {
  expect(yearTicks(yearOf('2016-01-01'), yearOf('2024-01-01'), 10)[0]).toBe(2016)
  expect(yearTicks(yearOf('2016-01-31'), yearOf('2024-01-31'), 10)[0]).toBe(2017)
})

test('a year end stands just before the next year', () => {
  expect(yearOf('2025-12-31')).toBeCloseTo(2026, 2)
  expect(yearOf('2025-01-01')).toBeCloseTo(2025, 2)
})

import { expect, test } from 'vitest'
import { chanceRange } from './programme-interval.ts'

const nineteenInTwenty = 1.959963984540054

// Source: exact Poisson limits, 95 %, as tabulated in Breslow and Day (1987), table 2.10: Byar’s method comes within 1 % of them from ten on.
test.each([[10, 4.8, 18.4], [20, 12.2, 30.9], [50, 37.1, 65.9], [100, 81.4, 121.6]])('a count of %i lies between about %f and %f, nineteen times in twenty', (count, low, high) => {
  const range = chanceRange(count, nineteenInTwenty)
  expect(Math.abs(range.low / low - 1)).toBeLessThan(0.01)
  expect(Math.abs(range.high / high - 1)).toBeLessThan(0.01)
})

test('of none there is no less than none, and possibly a few', () => {
  expect(chanceRange(0, nineteenInTwenty).low).toBe(0)
  expect(chanceRange(0, nineteenInTwenty).high).toBeGreaterThan(3)
})

test('less than none is no count', () => expect(() => chanceRange(-1, 1)).toThrow(RangeError))

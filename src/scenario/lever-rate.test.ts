import { describe, expect, test } from 'vitest'
import { changeTo, rateOfLever, rateTaken } from './lever-rate.ts'

describe('a lever and its rate', () => {
  test.each([
    [{ kind: 'leaver-rate', unit: 'points', change: -2 }, 0.1, 0.08],
    [{ kind: 'leaver-rate', unit: '%', change: -20 }, 0.1, 0.08],
    [{ kind: 'first-years', unit: 'points', change: -4, reaches: 0.25 }, 0.1, 0.09],
    [{ kind: 'participation', unit: undefined, change: 10 }, 0.8, 0.88],
    [{ kind: 'participation', unit: 'FTE per head', change: 0.05 }, 0.8, 0.85],
    [{ kind: 'international', unit: 'people a year', change: 30 }, 0.1, 0.13],
  ])('%o takes %d to %d, and back', (lever, now, then) => {
    expect(rateTaken(lever, now, 1000)).toBeCloseTo(then, 12)
    expect(changeTo(then, lever, now, 1000)).toBeCloseTo(lever.change, 9)
  })

  test('training and posts have no rate of their own', () => expect(['first-years', 'international', 'participation', 'intake', 'posts'].map(rateOfLever)).toEqual(['leaving', 'joining', 'participation', null, null]))
})

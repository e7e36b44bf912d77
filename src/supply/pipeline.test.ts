import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { qualify, trainingYield } from './pipeline.ts'
import { stepSupply } from './step.ts'

// Course of 2 months; starts are for months −1, 0, 1, 2. Worked by hand.
test.each([
  { case: 'nobody drops out', starts: [10, 20, 30, 40], dropOut: [0, 0], capacity: undefined, qualified: [10, 20] },
  { case: 'half drop out in each of the two months after starting', starts: [16, 32, 0, 0], dropOut: [0.5, 0.5], capacity: undefined, qualified: [4, 8] },
  { case: 'everybody drops out in month 2', starts: [10, 20, 0, 0], dropOut: [0, 1.5], capacity: undefined, qualified: [10, 0] },
  { case: 'placements for 15 turn the rest away', starts: [10, 20, 30, 40], dropOut: [0, 0], capacity: 15, qualified: [10, 15] },
])('$case', ({ starts, dropOut, capacity, qualified }) => {
  const answer = qualify({ starts, dropOut, courseMonths: 2, ...(capacity === undefined ? {} : { startCapacity: capacity }) })
  expect(Array.from(answer.qualified)).toEqual(qualified)
  expect(answer.capacityBinds).toBe(capacity !== undefined)
})

test('drop-out before today may have been another', () => {
  // Started in month −1: half in month 0, a quarter in month 1: 16 · ½ · ¾ = 6.
  expect(Array.from(qualify({ starts: [16, 0, 0], dropOut: [0.25], dropOutBefore: 0.5, courseMonths: 2 }).qualified)).toEqual([6])
})

test('it says who found no placement', () => expect(Array.from(qualify({ starts: [10, 20, 30], dropOut: [0], courseMonths: 2, startCapacity: 15 }).turnedAway)).toEqual([0, 5, 15]))

test.each([
  { what: 'a course of half a month', course: { starts: [1], dropOut: [0], courseMonths: 0.5 } },
  { what: 'too few starts', course: { starts: [1, 1], dropOut: [0, 0], courseMonths: 3 } },
  { what: 'a missing start', course: { starts: [1, NaN], dropOut: [0], courseMonths: 1 } },
])('$what is refused', ({ course }) => expect(() => qualify(course)).toThrow(RangeError))

test('more than everybody completing is refused', () => expect(() => trainingYield(100, 1.2, 0.6)).toThrow(RangeError))

/** Heads in post after each month, when all who qualify join. */
function supply(qualified: ArrayLike<number>, hazard: number): number[] {
  let byAge: ArrayLike<number> = [500]
  return Array.from(qualified, (joining) => {
    const step = stepSupply({ byAge, ageing: false }, { hazard: [hazard], joining: [joining] })
    byAge = step.closing
    return step.account.closing
  })
}

describe('laws', () => {
  const places = fc.integer({ min: 0, max: 200 })
  const course = fc.record({
    starts: fc.array(places, { minLength: 12, maxLength: 12 }),
    extra: fc.array(places, { minLength: 12, maxLength: 12 }),
    dropOut: fc.array(fc.double({ min: 0, max: 0.3, noNaN: true }), { minLength: 8, maxLength: 8 }),
    startCapacity: fc.option(places, { nil: Number.POSITIVE_INFINITY }),
    hazard: fc.double({ min: 0, max: 1, noNaN: true }),
  })

  test('more training places never lower supply, in any month', () => {
    fc.assert(fc.property(course, ({ starts, extra, dropOut, startCapacity, hazard }) => {
      const fewer = supply(qualify({ starts, dropOut, courseMonths: 4, startCapacity }).qualified, hazard)
      const more = supply(qualify({ starts: starts.map((people, at) => people + extra[at]!), dropOut, courseMonths: 4, startCapacity }).qualified, hazard)
      for (const [month, heads] of fewer.entries()) expect(more[month]).toBeGreaterThanOrEqual(heads)
    }))
  })

  test('where placements bind in every month, doubling the places changes nothing and the answer says so', () => {
    fc.assert(fc.property(course, ({ starts, dropOut }) => {
      const full = starts.map((people) => people + 50)
      const once = qualify({ starts: full, dropOut, courseMonths: 4, startCapacity: 40 })
      const twice = qualify({ starts: full.map((people) => 2 * people), dropOut, courseMonths: 4, startCapacity: 40 })
      expect(twice.qualified).toEqual(once.qualified)
      expect(once.capacityBinds).toBe(true)
    }))
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepSupply } from './step.ts'
import type { Flows, Step, Stock } from './step.ts'

const none = [0, 0]
const aged = (byAge: readonly number[]): Stock => ({ byAge, ageing: true })

// Worked by hand, in multiples of 12 so that a twelfth is whole.
test.each([
  { case: 'nobody moves but the oldest retire', before: [120, 240], hazard: none, joining: none, after: [110, 230], leavers: 0, agedOut: 20 },
  { case: 'half of each age leave first', before: [240, 480], hazard: [0.5, 0.5], joining: none, after: [110, 230], leavers: 360, agedOut: 20 },
  { case: 'joiners arrive last and neither leave nor age', before: none, hazard: [1, 1], joining: [12, 24], after: [12, 24], leavers: 0, agedOut: 0 },
  { case: 'a hazard above 1 means everybody, not more', before: [120, 240], hazard: [1.7, 3], joining: none, after: [0, 0], leavers: 360, agedOut: 0 },
])('$case', ({ before, hazard, joining, after, leavers, agedOut }) => {
  const step = stepSupply(aged(before), { hazard, joining })
  expect(Array.from(step.closing)).toEqual(after)
  expect(step.account).toEqual({ opening: before[0]! + before[1]!, leavers, moved: 0, agedOut, joiners: joining[0]! + joining[1]!, closing: after[0]! + after[1]! })
})

test('where ages are not known nobody ages out of the single class', () => {
  const step = stepSupply({ byAge: [1000], ageing: false }, { hazard: [0.01], joining: [4] })
  expect(step.account).toEqual({ opening: 1000, leavers: 10, moved: 0, agedOut: 0, joiners: 4, closing: 994 })
})

test('movers leave with the survivors and age with the group they join', () => {
  // Staying 120 − 0 − 24 = 96: 88 stay young and 8 pass a birthday. Arriving 12 at the older age: 11 stay, 1 ages out.
  const step = stepSupply(aged([120, 0]), { hazard: none, joining: none, movedOut: [24, 0], movedIn: [0, 12] })
  expect(Array.from(step.closing)).toEqual([88, 19])
  expect(step.account).toEqual({ opening: 120, leavers: 0, moved: -12, agedOut: 1, joiners: 0, closing: 107 })
})

test('leavers are told by age', () => expect(Array.from(stepSupply(aged([100, 50]), { hazard: [0.1, 0.2], joining: none }).leavers)).toEqual([10, 10]))

test.each([
  { what: 'no ages', stock: [], flows: { hazard: [], joining: [] }, says: 'no ages' },
  { what: 'too few hazards', stock: [1, 1], flows: { hazard: [0], joining: none }, says: 'hazard has 1 ages and the stock has 2' },
  { what: 'a negative stock', stock: [-1, 1], flows: { hazard: none, joining: none }, says: 'stock at age position 0 is -1' },
  { what: 'a missing hazard', stock: [1, 1], flows: { hazard: [0, NaN], joining: none }, says: 'hazard at age position 1 is NaN' },
  { what: 'a negative hazard', stock: [1, 1], flows: { hazard: [0, -0.1], joining: none }, says: 'hazard at age position 1 is -0.1' },
  { what: 'endless joiners', stock: [1, 1], flows: { hazard: none, joining: [0, Infinity] }, says: 'joining at age position 1 is Infinity' },
  { what: 'more movers than are left', stock: [10, 1], flows: { hazard: [0.5, 0], joining: none, movedOut: [6, 0] }, says: '6 people move but only 5 are left' },
])('$what is refused as a bug of the caller', ({ stock, flows, says }) => {
  expect(() => stepSupply(aged(stock), flows)).toThrow(RangeError)
  expect(() => stepSupply(aged(stock), flows)).toThrow(says)
})

/** The judge: where everybody of the opening stock ends, written as one sum per age instead of as a walk through the month. */
function plainStep(byAge: readonly number[], { hazard, joining, movedOut, movedIn }: Required<Flows>): number[] {
  const survivors = (age: number): number => (age < 0 ? 0 : byAge[age]! * (1 - Math.min(1, hazard[age]!)) - movedOut[age]! + movedIn[age]!)
  return byAge.map((_, age) => (11 / 12) * survivors(age) + (1 / 12) * survivors(age - 1) + joining[age]!)
}

const people = fc.double({ min: 0, max: 1e5, noNaN: true })
const share = fc.double({ min: 0, max: 1.2, noNaN: true })
const month = fc.integer({ min: 1, max: 8 }).chain((ages) => {
  const of = (one: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(one, { minLength: ages, maxLength: ages })
  return fc.record({ byAge: of(people), hazard: of(share), joining: of(people), moving: of(fc.double({ min: 0, max: 1, noNaN: true })), movedIn: of(people), ageing: fc.boolean() })
}).map(({ moving, ...rest }) => ({ ...rest, movedOut: moving.map((part, age) => part * (rest.byAge[age]! - rest.byAge[age]! * Math.min(1, rest.hazard[age]!))) }))

const take = (drawn: { byAge: number[]; ageing: boolean } & Required<Flows>): Step => stepSupply(drawn, drawn)

const twice = (values: ArrayLike<number>): number[] => Array.from(values, (value) => 2 * value)

describe('laws', () => {
  test('every person is accounted for, whatever the flows', () => {
    fc.assert(fc.property(month, (drawn) => {
      const { opening, leavers, moved, agedOut, joiners, closing } = take(drawn).account
      expect(Math.abs(opening - leavers + moved - agedOut + joiners - closing)).toBeLessThan(1e-9 * (1 + opening + closing))
    }))
  })

  test('nobody is negative, whatever the flows', () => {
    fc.assert(fc.property(month, (drawn) => {
      const step = take(drawn)
      for (const value of [...step.closing, ...step.leavers, step.account.agedOut]) expect(value).toBeGreaterThanOrEqual(0)
    }))
  })

  test('doubling stock, joiners and movers doubles everything', () => {
    fc.assert(fc.property(month, (drawn) => {
      const doubled = take({ ...drawn, byAge: twice(drawn.byAge), joining: twice(drawn.joining), movedOut: twice(drawn.movedOut), movedIn: twice(drawn.movedIn) })
      const once = take(drawn)
      // Products in the subnormal range round to whole steps of 5e-324, hence not exactly equal there.
      for (const [age, value] of once.closing.entries()) expect(Math.abs(doubled.closing[age]! - 2 * value)).toBeLessThan(1e-300)
      expect(Math.abs(doubled.account.leavers - 2 * once.account.leavers)).toBeLessThan(1e-300)
    }))
  })

  test('areas that share their rates sum to the nation', () => {
    const nation = fc.integer({ min: 1, max: 6 }).chain((ages) => fc.record({
      hazard: fc.array(share, { minLength: ages, maxLength: ages }),
      areas: fc.array(fc.array(people, { minLength: 2 * ages, maxLength: 2 * ages }), { minLength: 2, maxLength: 6 }),
    }))
    fc.assert(fc.property(nation, ({ hazard, areas }) => {
      const ages = hazard.length
      const together = Array.from({ length: 2 * ages }, (_, at) => areas.reduce((sum, area) => sum + area[at]!, 0))
      const closing = (area: readonly number[]): Float64Array => stepSupply(aged(area.slice(0, ages)), { hazard, joining: area.slice(ages) }).closing
      const whole = closing(together)
      for (let age = 0; age < ages; age++) expect(areas.reduce((sum, area) => sum + closing(area)[age]!, 0)).toBeCloseTo(whole[age]!, 6)
    }))
  })

  test('the same people give the same bytes', () => {
    fc.assert(fc.property(month, (drawn) => {
      expect(take(drawn)).toEqual(take(drawn))
    }))
  })

  test('a plain formula agrees on random months', () => {
    fc.assert(fc.property(month, (drawn) => {
      const found = take({ ...drawn, ageing: true }).closing
      for (const [age, expected] of plainStep(drawn.byAge, drawn).entries()) expect(Math.abs(found[age]! - expected)).toBeLessThan(1e-9 * (1 + expected))
    }))
  })
})

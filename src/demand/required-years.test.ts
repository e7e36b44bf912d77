import { describe, expect, test } from 'vitest'
import { demandPath } from './demand-path.ts'
import { peopleOfAges, readAgeBand } from './people-of-ages.ts'
import { substituteYears } from './skill-mix-path.ts'

describe('people of ages', () => {
  const bands = [['60–64', 10], ['65–69', 7], ['70–74', 5], ['75+', 4]].map(([text, people]) => readAgeBand(String(text), Number(people))!)

  test.each([
    { from: 65, to: null, people: 16 }, { from: 60, to: 69, people: 17 }, { from: 65, to: 72, people: null }, { from: 62, to: null, people: null }, { from: 75, to: 79, people: null }, { from: 0, to: null, people: null },
  ])('from $from to $to: $people', ({ from, to, people }) => expect(peopleOfAges(bands, from, to)).toBe(people))

  test('a band that is missing in between splits nobody', () => expect(peopleOfAges([bands[0]!, bands[2]!], 60, 74)).toBeNull())

  test('words that are no ages are no band', () => expect(readAgeBand('not stated', 3)).toBeNull())
})

describe('work that moves over the years', () => {
  // 100 nurses; a tenth of their work in two years from the second: 0, 0, 5, 10, 10; 1.2 associates for each.
  const one = { from: 'nurse', to: 'associate', coefficient: 1.2, ceiling: 0.2, share: 0.1, fromYear: 2, overYears: 2 }
  const needs = new Map([['nurse', [100, 100, 100, 100, 100]], ['associate', [20, 20, 20, 20, 20]]])

  test('it grows evenly to its share, then stays', () => {
    const { required, moved } = substituteYears(needs, [one])
    expect(required.get('nurse')).toEqual([100, 100, 95, 90, 90])
    expect(required.get('associate')).toEqual([20, 20, 26, 32, 32])
    expect(moved[0]).toEqual({ fteOfFrom: [0, 0, 5, 10, 10], fteOfTo: [0, 0, 6, 12, 12], ceilingBinds: false })
  })

  test('the ceiling holds it back, and says so', () => {
    const { required, moved } = substituteYears(needs, [{ ...one, ceiling: 0.05 }])
    expect(required.get('nurse')).toEqual([100, 100, 95, 95, 95])
    expect(moved[0]!.ceilingBinds).toBe(true)
  })

  test('paths of different lengths are a fault', () => expect(() => substituteYears(new Map([['nurse', [1, 2]], ['associate', [1]]]), [])).toThrow(RangeError))
})

describe('a method that says what is required', () => {
  test('what is in post and unmet need do not enter; productivity is taken off', () => {
    const path = demandPath({ openingFte: 500, unmetNeed: 50, growth: { by: 'method', required: [100, 121] }, productivity: 0.1, years: 1 })
    // Half a year on: 100 × √1.21 = 110.
    expect([path.zeroProductivity[0], path.zeroProductivity[6], path.zeroProductivity[12]].map((fte) => fte!.toFixed(9))).toEqual(['100.000000000', '110.000000000', '121.000000000'])
    expect(path.withProductivity[12]).toBeCloseTo(110, 9)
  })

  test('years that are missing are a fault, not nothing', () => expect(() => demandPath({ openingFte: 1, unmetNeed: 0, growth: { by: 'method', required: [100] }, productivity: 0, years: 1 })).toThrow(/need 2/))
})

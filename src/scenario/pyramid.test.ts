import { describe, expect, test } from 'vitest'
import type { SupplyParameters } from '../supply/parameters.ts'
import { pyramidAhead } from './pyramid.ts'

const rate = (value: number) => ({ value, standardError: 0, unit: 'share a year', years: '2020–2025', source: 'by hand', grade: 'D' as const })
const steady = { persistence: 0, nationalSd: 0, groupSd: 0 }
/** Ages 52 to 66; 120 people of 54 and 12 of 66. Nobody leaves by rate and nobody joins. */
const ages = Array.from({ length: 15 }, (_, at) => 52 + at)
const parameters: SupplyParameters = {
  area: 'A', group: 'Midwives', openingDate: '2025-09-30', ages, ageing: true, openingHeads: ages.map((age) => (age === 54 ? 120 : age === 66 ? 12 : 0)), participation: ages.map(() => 1),
  leave: rate(0), leaveByAge: ages.map(() => 0), join: rate(0), joinersBasis: 'records', joinAges: ages.map((_, at) => (at === 0 ? 1 : 0)), damping: 1,
  leaveYearEffect: steady, joinYearEffect: steady, notes: [],
}

describe('a group by age', () => {
  const years = pyramidAhead(parameters, 2, 60)

  test('today: bands of five years, the last as far as ages go; 12 of 132 are 55 or older', () => {
    expect(years[0]).toMatchObject({ year: 2025, ahead: 0, date: '2025-09-30', people: 132, near: 12, meanAge: (120 * 54 + 12 * 66) / 132 })
    expect(years[0]!.bands).toEqual([{ ageFrom: 50, ageTo: 54, people: 120, near: 0 }, { ageFrom: 55, ageTo: 59, people: 0, near: 0 }, { ageFrom: 60, ageTo: 64, people: 0, near: 0 }, { ageFrom: 65, ageTo: 66, people: 12, near: 12 }])
  })

  test('a year on, a twelfth a month has passed a birthday: (11 ÷ 12) to the 12 of those of 54 are still 54', () => {
    const still = (11 / 12) ** 12
    expect(years[1]!.bands[0]!.people).toBeCloseTo(120 * still, 9)
    expect(years[1]!.bands[3]!.people).toBeCloseTo(12 * still, 6)
    expect(years[1]!.near).toBeCloseTo(years[1]!.people - 120 * still, 6)
  })

  test('the bands of every year add up to its people', () => {
    for (const { bands, people, near } of years) {
      expect(bands.reduce((sum, band) => sum + band.people, 0)).toBeCloseTo(people, 9)
      expect(bands.reduce((sum, band) => sum + band.near, 0)).toBeCloseTo(near, 9)
    }
  })

  test('without ages there is no pyramid', () => {
    expect(() => pyramidAhead({ ...parameters, ageing: false }, 2, 60)).toThrow(RangeError)
  })
})

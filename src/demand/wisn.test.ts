import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wisn, type WisnInputs } from './wisn.ts'

const unit = { name: 'Ward', current: 5, service: [{ unitTimeHours: 2, volume: 800 }] }
const inputs = (more: object): WisnInputs => ({ awtHours: 1600, hoursPerDay: 8, units: [{ ...unit, ...more }] })

describe('wisn', () => {
  test('1,600 hours of service are one member of staff; a quarter of support makes it 1⅓; 800 individual hours add a half', () => {
    expect(wisn(inputs({}))).toMatchObject({ units: [{ required: 1, difference: 4, ratio: 5 }] })
    expect(wisn(inputs({ supportHoursPerDay: [1], supportHoursPerYear: [200], individualHours: [800] }))).toMatchObject({ units: [{ required: 1 / 0.75 + 0.5 }] })
  })

  test('support that takes all the time is answered with the unit, not with a number', () => {
    expect(wisn(inputs({ supportHoursPerDay: [4, 4] }))).toEqual({ unit: 'Ward', supportShare: 1 })
    expect(wisn(inputs({ supportHoursPerYear: [2000] }))).toEqual({ unit: 'Ward', supportShare: 1.25 })
  })

  test('units are pooled by sums; the mean of ratios is another number', () => {
    const answer = wisn({ awtHours: 1600, hoursPerDay: 8, units: [unit, { name: 'Clinic', current: 1, service: [{ unitTimeHours: 1, volume: 6400 }] }] })
    // Required 1 and 4; current 5 and 1.
    expect(answer).toMatchObject({ pooled: { current: 6, required: 5, difference: 1, ratio: 1.2 }, meanRatio: (5 + 0.25) / 2 })
  })

  test('a unit without work requires nobody and has no ratio', () => {
    expect(wisn(inputs({ service: [] }))).toMatchObject({ units: [{ required: 0, ratio: null }], meanRatio: null })
  })

  test('twice the volume requires twice the staff for service', () => fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.double({ min: 0, max: 7.9, noNaN: true }), (volume, support) => {
    const required = (times: number): number => {
      const answer = wisn(inputs({ service: [{ unitTimeHours: 0.5, volume: volume * times }], supportHoursPerDay: [support] }))
      return 'units' in answer ? answer.units[0]!.required : Number.NaN
    }
    expect(required(2)).toBeCloseTo(2 * required(1), 6)
  })))

  test('an amount below 0 is refused', () => {
    expect(() => wisn(inputs({ service: [{ unitTimeHours: -1, volume: 1 }] }))).toThrow(RangeError)
  })
})

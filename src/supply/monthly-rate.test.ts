import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { annualRate, monthlyRate } from './monthly-rate.ts'

// 1 − 0.9^(1/12) and 1 − 0.885^(1/12) from 40-digit arithmetic.
test.each([[0, 0], [1, 1], [0.1, 0.0087416109546967], [0.115, 0.010128988904076]])('%f a year is %f a month', (annual, monthly) => expect(monthlyRate(annual)).toBeCloseTo(monthly, 14))

test.each([-0.01, 1.01, NaN])('a rate of %f is refused', (rate) => {
  expect(() => monthlyRate(rate)).toThrow(RangeError)
  expect(() => annualRate(rate)).toThrow(RangeError)
})

test('twelve months at the monthly rate leave what a year at the annual rate leaves', () => {
  fc.assert(fc.property(fc.double({ min: 0, max: 0.99, noNaN: true }), (annual) => {
    let left = 1
    for (let month = 0; month < 12; month++) left *= 1 - monthlyRate(annual)
    expect(left).toBeCloseTo(1 - annual, 12)
    expect(annualRate(monthlyRate(annual))).toBeCloseTo(annual, 12)
  }))
})

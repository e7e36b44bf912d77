import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths, daysInMonth, isCalendarDate, monthEnd, monthsBetween, sayDate, sayMonth } from './calendar-date.ts'

describe('a calendar date', () => {
  test.each([
    { text: '2024-02-29', real: true, why: 'a leap year' },
    { text: '2023-02-29', real: false, why: 'not a leap year' },
    { text: '1900-02-29', real: false, why: 'a century that is not a leap year' },
    { text: '2000-02-29', real: true, why: 'a century divisible by 400' },
    { text: '2025-04-31', real: false, why: 'April has 30 days' },
    { text: '2025-13-01', real: false, why: 'there are twelve months' },
    { text: '2025-00-10', real: false, why: 'months start at one' },
    { text: '30/09/2025', real: false, why: 'another order' },
    { text: '2025-9-30', real: false, why: 'two digits are needed' },
  ])('$text is real: $real ($why)', ({ text, real }) => expect(isCalendarDate(text)).toBe(real))

  test.each([
    { year: 2024, month: 2, end: '2024-02-29' },
    { year: 2025, month: 9, end: '2025-09-30' },
    { year: 2025, month: 12, end: '2025-12-31' },
  ])('the last day of $year-$month is $end', ({ year, month, end }) => expect(monthEnd(year, month)).toBe(end))

  test.each([
    { from: '2025-01-31', count: 1, to: '2025-02-28' },
    { from: '2025-12-31', count: 1, to: '2026-01-31' },
    { from: '2025-01-31', count: -1, to: '2024-12-31' },
    { from: '2025-09-30', count: 180, to: '2040-09-30' },
    { from: '2025-03-15', count: 0, to: '2025-03-31' },
  ])('$count months after $from ends on $to', ({ from, count, to }) => expect(addMonths(from, count)).toBe(to))

  test('months added are months between', () => fc.assert(fc.property(fc.integer({ min: -600, max: 600 }), (count) => {
    expect(monthsBetween('2025-09-30', addMonths('2025-09-30', count))).toBe(count)
  })))

  test('text order is date order', () => fc.assert(fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 600 }), (start, more) => {
    const earlier = addMonths('1990-01-31', start)
    expect(earlier < addMonths(earlier, more)).toBe(true)
  })))

  test('every month-end is a real date', () => fc.assert(fc.property(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
    expect(isCalendarDate(monthEnd(year, month))).toBe(true)
    expect(isCalendarDate(`${monthEnd(year, month).slice(0, 8)}${daysInMonth(year, month) + 1}`)).toBe(false)
  })))

  test('is said as people write it', () => {
    expect(sayDate('2026-04-01')).toBe('1 April 2026')
    expect(sayMonth('2025-09-30')).toBe('September 2025')
  })
})

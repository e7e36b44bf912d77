import { expect, test } from 'vitest'
import { sayBytes, sayCell, sayDatesIn, sayUnit } from './format.ts'

test.each([
  { case: 'FTE is printed whole', value: 92497.31, status: 'ok' as const, unit: 'FTE', says: '92,497' },
  { case: 'a rate keeps one decimal', value: 5.04, status: 'ok' as const, unit: '% a year', says: '5.0' },
  { case: 'zero is a value', value: 0, status: 'ok' as const, unit: 'FTE', says: '0' },
  { case: 'not available is marked', value: null, status: 'not-available' as const, unit: 'FTE', says: '[x]' },
  { case: 'not applicable is marked', value: null, status: 'not-applicable' as const, unit: 'FTE', says: '[z]' },
  { case: 'confidential is marked', value: null, status: 'suppressed' as const, unit: 'FTE', says: '[c]' },
])('$case: $says', ({ value, status, unit, says }) => expect(sayCell(value, status, unit)).toBe(says))

test('dates in a sentence are said, and what only looks like one is left', () => {
  expect(sayDatesIn('3 years to 2025-09-30')).toBe('3 years to 30 September 2025')
  expect(sayDatesIn('code 2025-13-40')).toBe('code 2025-13-40')
})

test('units and sizes are in words', () => {
  expect(sayUnit('fte')).toBe('FTE')
  expect(sayUnit('headcount')).toBe('people')
  expect(sayBytes(4_000_000)).toBe('4.0 MB')
})

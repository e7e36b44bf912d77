import { expect, test } from 'vitest'
import { askedOf, partOf } from './projection-part.ts'

test.each([
  { search: {}, part: 'flows' },
  { search: { part: 'ages' }, part: 'ages' },
  { search: { part: 'no such part' }, part: 'flows' },
  { search: { levers: 'leaver-rate=-1' }, part: 'what-if' },
  { search: { levers: 'leaver-rate=-1', part: 'flows' }, part: 'flows' },
  { search: { open: 'fan-table' }, part: 'flows' },
  { search: { open: 'fan-table.sensitivity' }, part: 'sensitivity' },
  { search: { open: 'nation', leaverChange: '-0.1' }, part: 'what-if' },
  { search: { open: 'backtest-turnover' }, part: 'accuracy' },
  { search: { pyramidYear: '2028' }, part: 'ages' },
  { search: { every: 'ics' }, part: 'every-area' },
])('$search shows $part', ({ search, part }) => expect(partOf(search)).toBe(part))

test('what only the page shows is no part of the question', () => {
  expect(askedOf({ part: 'ages', open: 'fan-table', every: 'ics', levers: 'x', pyramidYear: '2028', retirementAge: '60', area: 'R1', years: '5' })).toEqual({ area: 'R1', years: '5' })
})

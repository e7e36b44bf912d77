import { expect, test } from 'vitest'
import { cellsOf, dateOf, endOfNamedMonth, measure } from './cells.ts'

test.each([
  { text: '0', is: { value: 0, status: 'ok' } },
  { text: '1,159,716', is: { value: 1159716, status: 'ok' } },
  { text: '-0.026666667', is: { value: -0.026666667, status: 'ok' } },
  { text: '1.5E3', is: { value: 1500, status: 'ok' } },
  { text: '', is: { value: null, status: 'not-available' } },
  { text: 'NA', is: { value: null, status: 'not-available' } },
  { text: 'NULL', is: { value: null, status: 'not-available' } },
  { text: '[x]', is: { value: null, status: 'not-available' } },
  { text: '[z]', is: { value: null, status: 'not-applicable' } },
  { text: '-', is: { value: null, status: 'not-applicable' } },
  { text: '*', is: { value: null, status: 'suppressed' } },
  { text: '[c]', is: { value: null, status: 'suppressed' } },
  { text: '12 FTE', is: null },
  { text: '1,5', is: null },
  { text: '0x10', is: null },
  { text: 'Infinity', is: null },
  { text: '1e309', is: null },
  { text: '9'.repeat(310), is: null },
  { text: '1e-400', is: null },
  { text: '0e-400', is: { value: 0, status: 'ok' } },
  { text: '0.00', is: { value: 0, status: 'ok' } },
  { text: '=1+1', is: null },
])('“$text” is read as $is', ({ text, is }) => expect(measure(text)).toEqual(is))

test.each([
  { text: '31/03/2025', date: '2025-03-31' },
  { text: '1/4/2024', date: '2024-04-01' },
  { text: '2025-03-31', date: '2025-03-31' },
  { text: '03/31/2025', date: null },
  { text: '31/02/2025', date: null },
  { text: '', date: null },
])('“$text” is the day $date', ({ text, date }) => expect(dateOf(text)).toBe(date))

test.each([
  { month: 'SEP', year: '2017', date: '2017-09-30' },
  { month: 'FEBRUARY', year: '2024', date: '2024-02-29' },
  { month: 'Foo', year: '2024', date: null },
  { month: 'May', year: '24', date: null },
])('$month $year ends on $date', ({ month, year, date }) => expect(endOfNamedMonth(month, year)).toBe(date))

test('a cell that cannot be mapped is remembered with what was expected', () => {
  const cells = cellsOf(new Map([['FTE', 0], ['CODE', 1]]), ['many', ' '])
  cells.number('FTE')
  cells.code('CODE')
  expect(cells.unmapped).toEqual([
    { column: 'FTE', found: 'many', expected: 'a number', kind: 'number' },
    { column: 'CODE', found: '', expected: 'a code or name', kind: 'code' },
  ])
})

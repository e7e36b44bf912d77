import { describe, expect, test } from 'vitest'
import { checkField, fields, shownValue } from './projection-fields.ts'

const growth = fields.find((field) => field.name === 'demandGrowth')!
const years = fields.find((field) => field.name === 'years')!

describe('a share is typed as per cent and travels as a share', () => {
  test.each([
    { typed: '1.2', carried: '0.012' },
    { typed: '−0.7 %', carried: '-0.007' },
    { typed: '', carried: undefined },
  ])('“$typed” becomes $carried', ({ typed, carried }) => expect(growth.read(typed)).toBe(carried))

  test('and comes back as it was typed', () => expect(shownValue(growth, '0.012', {})).toBe('1.2'))
})

test.each([
  { typed: '15', trouble: null },
  { typed: '', trouble: null },
  { typed: '31', trouble: 'Years must be between 1 and 30' },
  { typed: '2.5', trouble: 'Years must be a whole number between 1 and 30' },
  { typed: 'ten', trouble: 'Years must be a number between 1 and 30, like 15' },
])('years “$typed”: $trouble', ({ typed, trouble }) => expect(checkField(years, typed)).toBe(trouble))

test('a link with a value that is no number shows it, to be mended', () => {
  expect(shownValue(years, 'soon', {})).toBe('soon')
})

import { expect, test } from 'vitest'
import { filterChoices } from './filter-choices.ts'

const choices = [
  { value: 'N', label: 'Avonia', group: 'Nation', depth: 0 },
  { value: 'R1', label: 'The North', group: 'Region', depth: 0 },
  { value: 'R2', label: 'North Vale', group: 'Region', depth: 0 },
]

test.each([
  { typed: '', found: ['N', 'R1', 'R2'] },
  { typed: 'north', found: ['R2', 'R1'] },
  { typed: 'vale nor', found: ['R2'] },
  { typed: 'r1', found: ['R1'] },
  { typed: 'zzz', found: [] },
])('“$typed” finds $found', ({ typed, found }) => {
  expect(filterChoices(choices, typed).map((choice) => choice.value)).toEqual(found)
})

import { expect, test } from 'vitest'
import { icsCodeByName } from './ics-by-name.ts'

test.each([
  { name: 'NHS Cornwall and the Isles of Scilly Integrated Care Board', code: 'QT6' },
  { name: 'Cornwall and The Isles Of Scilly', code: 'QT6' },
  { name: 'NHS South West London ICB', code: 'QWE' },
  { name: 'Derby & Derbyshire', code: 'QJ2' },
  { name: 'Staffordshire and Stoke on Trent', code: 'QNC' },
  { name: 'England', code: null },
  { name: '', code: null },
])('“$name” is $code', ({ name, code }) => expect(icsCodeByName(name)).toBe(code))

import { expect, test } from 'vitest'
import { shortNames } from './short-names.ts'

test.each([
  { name: 'NHS Greater Manchester Integrated Care Board', short: 'GM' },
  { name: 'Herefordshire and Worcestershire', short: 'H&W' },
  { name: 'Lincolnshire', short: 'Linco' },
])('$name becomes $short', ({ name, short }) => expect(shortNames([name])).toEqual([short]))

test('two areas never share a label', () => {
  const short = shortNames(['North West', 'North Wold', 'North Weald', 'New Wick', 'North West'])
  expect(new Set(short).size).toBe(5)
})

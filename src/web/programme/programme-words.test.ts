import { expect, test } from 'vitest'
import { shortWhy } from './programme-words.ts'

test('a long reason ends at its last comma that fits, and a short one stays whole', () => {
  expect(shortWhy('Nothing that can be loaded holds people waiting for an echocardiogram, and the programme states none for Tellow and Fennel'))
    .toBe('Nothing that can be loaded holds people waiting for an echocardiogram')
  expect(shortWhy('No standard of need is stated')).toBe('No standard of need is stated')
})

test('a long reason without a comma is never cut inside a word', () => {
  const why = 'Nothing that can be loaded holds people waiting for an echocardiogram or for any other picture of the heart that is taken in a hospital'
  expect(shortWhy(why)).toBe(why)
})

import { describe, expect, test } from 'vitest'
import { canonicalText, hashOf } from './manifest.ts'

describe('canonicalText', () => {
  test.each([
    { case: 'keys in order, absent values left out', value: { b: 1, a: undefined, c: [true, null] }, text: '{"b":1,"c":[true,null]}' },
    { case: 'minus zero as 0, numbers as short as they read back', value: [-0, 0.1, 1e21, 1 / 3], text: '[0,0.1,1e+21,0.3333333333333333]' },
    { case: 'text escaped', value: { 'é"': '\n' }, text: '{"é\\"":"\\n"}' },
  ])('writes $case', ({ value, text }) => expect(canonicalText(value)).toBe(text))

  test.each([{ case: 'a number that is none', value: Number.NaN }, { case: 'a function', value: () => 1 }])('refuses $case as a bug', ({ value }) => expect(() => canonicalText(value)).toThrow('Writing a run down'))
})

test('the hash is SHA-256 of the canonical text, whatever the order of keys', () => {
  // SHA-256 of the two bytes `{}`, as sha256sum prints it.
  expect(hashOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  expect(hashOf({ a: 1, b: 2 })).toBe(hashOf({ b: 2, a: 1 }))
})

import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pseudonymiser } from './pseudonym.ts'

const key = new Uint8Array(32).fill(7)

describe('a pseudonym', () => {
  test('is the HMAC-SHA-256 of the identifier under the key, as another implementation works it out', () => {
    const expected = createHmac('sha256', key).update('person\u001fX-1\u001fAB123').digest('hex').slice(0, 32)
    expect(pseudonymiser(key, 'local').person('ab 123', 'X-1')).toBe(`P${expected}`)
  })

  test('is the same for the same identifier, however it is spaced or cased', () => {
    const { person } = pseudonymiser(key, 'shared')
    expect(new Set([person('QQ 12 34', 'X-1'), person('qq1234', 'X-1'), person(' QQ1234 ', 'X-2')]).size).toBe(1)
  })

  test('keeps the staff of two employers apart unless numbers are shared', () => {
    expect(pseudonymiser(key, 'local').person('1001', 'X-1')).not.toBe(pseudonymiser(key, 'local').person('1001', 'X-2'))
    expect(pseudonymiser(key, 'shared').person('1001', 'X-1')).toBe(pseudonymiser(key, 'shared').person('1001', 'X-2'))
  })

  test('of a position never meets that of a person', () => expect(pseudonymiser(key, 'local').assignment('1', 'X').slice(1)).not.toBe(pseudonymiser(key, 'local').person('1', 'X').slice(1)))

  test('is another under another key', () => expect(pseudonymiser(new Uint8Array(32).fill(8), 'local').person('1', 'X')).not.toBe(pseudonymiser(key, 'local').person('1', 'X')))

  test('is 32 hexadecimal digits and nothing of the identifier, whatever it is', () => fc.assert(fc.property(fc.string(), (identifier) => {
    expect(pseudonymiser(key, 'local').person(identifier, 'X')).toMatch(/^P[0-9a-f]{32}$/)
  })))

  test('is not made with a key that is too short', () => expect(() => pseudonymiser(new Uint8Array(31), 'local')).toThrow(RangeError))
})

import { assert, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { fileIdOf, fileVersionOf, snapshotIdOf } from './snapshot-id.ts'

const part = { table: 'sickness', hash: 'aa', path: 'p', rows: 1 } as const

test('a file is its source and the beginning of its hash', () => {
  expect(fileIdOf('sickness-absence', '0123456789abcdef')).toBe('0123456789ab-sickness-absence')
})

test('the same file read into other rows is another version', () => {
  expect(fileVersionOf({ id: 'one', parts: [part] })).toBe(fileVersionOf({ id: 'one', parts: [{ ...part }] }))
  expect(fileVersionOf({ id: 'one', parts: [part] })).not.toBe(fileVersionOf({ id: 'one', parts: [{ ...part, hash: 'bb' }] }))
})

test('a snapshot is its files, whatever their order, and 16 hex characters', () => {
  // SHA-256 of "a\nb", as sha256sum says.
  expect(snapshotIdOf(['b', 'a'])).toBe('7e18f737311b2dc3')
  assert(property(uniqueArray(string(), { minLength: 1 }), (versions) => snapshotIdOf([...versions].reverse()) === snapshotIdOf(versions)))
})

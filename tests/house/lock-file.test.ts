import { describe, expect, test } from 'vitest'
// @ts-expect-error plain JavaScript: it runs before TypeScript is installed
import { missingEntries } from '../../scripts/lock-file.mjs'

describe('the lock file check', () => {
  test('misses nothing when every optional package has an entry, nested or at the top', () => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-arm64': '1.0.0' } }, 'node_modules/a/node_modules/a-linux-x64': {}, 'node_modules/a-darwin-arm64': {} } }
    expect([...missingEntries(lock).keys()]).toEqual([])
  })

  test('finds an optional package without an entry and says for which platform it is', () => {
    const lock = { packages: { 'node_modules/a': { optionalDependencies: { '@a/binding-darwin-arm64': '1.2.3' } } } }
    expect([...missingEntries(lock)]).toEqual([['node_modules/@a/binding-darwin-arm64', { version: '1.2.3', cpu: ['arm64'], optional: true, os: ['darwin'] }]])
  })
})

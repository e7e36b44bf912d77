import { expect, test } from 'vitest'
import register from '../reference/model-register.json' with { type: 'json' }
import { modelVersion } from '../scenario/manifest.ts'
import { sunsetOf } from './model-register.ts'

test('the version that runs is the last of the register, and versions are in order', () => {
  expect(register.versions.at(-1)?.model).toBe(modelVersion)
  expect(register.versions.map(({ since }) => since)).toEqual(register.versions.map(({ since }) => since).toSorted())
})

test.each([['2026-11-22', '2027-11-22'], ['2026-12-31', '2027-12-28'], ['2028-02-29', '2029-02-28']])('what is signed off on %s is looked at again by %s', (day, by) => {
  expect(sunsetOf(day)).toBe(by)
})

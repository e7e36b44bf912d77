import { expect, test } from 'vitest'
import { leavingOf } from './calibrate-leaving.ts'
import type { PairEvidence, PairRate } from './calibrate-pairs.ts'
import { monthlyRate } from './monthly-rate.ts'

const rate: PairRate = { value: 0.2, standardError: 0.02, raw: 0.2, parent: 0.2, kept: 1, events: 20, exposure: 100 }
const evidence = (bands: PairEvidence['leavingByAge']): PairEvidence => ({ source: 'records', years: ['2025-09-30'], gaps: 0, leavingByAge: bands, joiningByAge: [], rates: { leavers: rate, joiners: rate, movedIn: rate, movedOut: rate }, growth: null, byYear: [] })
const band = (ageFrom: number | null, annual: number) => ({ ageFrom, rate: monthlyRate(annual), events: 1, exposure: 1 })

test('leaving over the people in post, with each age a multiple of it', () => {
  // 100 people of 30 leave .1 a year and 300 of 50 leave .2: .175 of all; .1 and .2 are .571 and 1.143 of it.
  const found = leavingOf(evidence([band(30, 0.1), band(50, 0.2)]), { ages: [30, 50], openingHeads: [100, 300] }, 0.1, 0.99)
  expect(found.value).toBeCloseTo(0.175, 12)
  expect(found.byAge[0]).toBeCloseTo(0.1 / 0.175, 12)
  expect(found.byAge[1]).toBeCloseTo(0.2 / 0.175, 12)
  // Errors of a tenth each: √(.01 + .01) of .175.
  expect(found.standardError).toBeCloseTo(0.175 * Math.sqrt(0.02), 12)
})

test('an age nobody was followed at leaves as the nearest five years do, and an unknown age stands in where there is none', () => {
  expect(leavingOf(evidence([band(30, 0.1), band(50, 0.2)]), { ages: [37, 49, 70], openingHeads: [1, 1, 1] }, 0, 0.99).byAge.map((times) => times * (0.5 / 3))).toEqual([0.1, 0.2, 0.2].map((value) => expect.closeTo(value, 12)))
  expect(leavingOf(evidence([band(null, 0.3)]), { ages: [40], openingHeads: [5] }, 0, 0.99).value).toBeCloseTo(0.3, 12)
})

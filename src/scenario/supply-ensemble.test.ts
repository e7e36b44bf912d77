import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startFastKernel } from '../supply/kernel/fast.ts'
import { plainKernel } from '../supply/kernel/plain.ts'
import type { SupplyParameters } from '../supply/parameters.ts'
import { walkFuture } from './supply-draws.ts'
import { walkFutures, walkTogether, type Ensemble } from './supply-ensemble.ts'

const rate = (value: number) => ({ value, standardError: 0, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const still = { persistence: 0.5, nationalSd: 0, groupSd: 0 }
const share = fc.double({ min: 0, max: 1, noNaN: true })

/** Groups of one to four ages, with and without ages known, and the same number of futures of two years each. */
const ensembles = fc.integer({ min: 1, max: 4 }).chain((draws) => fc.array(fc.record({
  ages: fc.integer({ min: 1, max: 4 }), ageing: fc.boolean(), leave: fc.constantFrom(0, 0.08, 0.3), heads: fc.array(fc.double({ min: 0, max: 900, noNaN: true }), { minLength: 4, maxLength: 4 }),
  shares: fc.array(share, { minLength: 4, maxLength: 4 }), levers: fc.record({ leaving: fc.double({ min: -1, max: 1, noNaN: true }), joining: fc.double({ min: -1, max: 1, noNaN: true }), participation: fc.double({ min: -0.5, max: 0.5, noNaN: true }) }),
  futures: fc.array(fc.record({ leave: fc.array(fc.double({ min: 0, max: 0.9, noNaN: true }), { minLength: 2, maxLength: 2 }), growth: fc.array(fc.double({ min: -0.6, max: 0.6, noNaN: true }), { minLength: 2, maxLength: 2 }) }), { minLength: draws, maxLength: draws }),
}), { minLength: 1, maxLength: 9 })).map((groups) => groups.map(({ ages, ageing, leave, heads, shares, levers, futures }, at): Ensemble => {
  const classes = ageing ? ages : 1
  return { futures, parameters: { ...fixed, area: `A${at}`, levers, ageing, leave: rate(leave), ages: Array.from({ length: classes }, (_, age) => 40 + age), openingHeads: heads.slice(0, classes), participation: shares.slice(0, classes).map((part) => 0.3 + 0.7 * part), leaveByAge: shares.slice(0, classes).map((part) => 2 * part), joinAges: shares.slice(0, classes).map(() => 1 / classes) } }
}))

const fixed = { group: 'G', openingDate: '2025-09-30', join: rate(0.1), joinersBasis: 'net-of-moves', damping: 1, leaveYearEffect: still, joinYearEffect: still, notes: [] } satisfies Partial<SupplyParameters>

describe('walkTogether', () => {
  test('each group goes as the clear walk, month by month, says', () => fc.assert(fc.property(ensembles, (groups) => {
    walkTogether(groups).forEach((paths, at) => paths.forEach((path, draw) => {
      const expected = walkFuture(groups[at]!.parameters, groups[at]!.futures[draw]!)
      for (const unit of ['heads', 'fte'] as const) {
        for (const what of ['stock', 'leavers', 'agedOut', 'joiners'] as const) {
          expect(path[unit][what].every((value) => value >= 0), `${unit} ${what}`).toBe(true)
          expected[unit][what].forEach((value, year) => expect(Math.abs(path[unit][what][year]! - value), `${unit} ${what} ${year}`).toBeLessThan(1e-9 * Math.max(1, value, expected.heads.stock[0]!)))
        }
      }
    }))
  }), { numRuns: 300 }))

  test('a group walked beside others has the same bits as walked alone', () => fc.assert(fc.property(ensembles, (groups) => {
    expect(walkTogether(groups)).toEqual(groups.map(({ parameters, futures }) => walkFutures(parameters, futures)))
  }), { numRuns: 30 }))

  test('plain and fast kernels have the same bits', () => {
    const fast = startFastKernel()
    fc.assert(fc.property(ensembles, (groups) => { expect(walkTogether(groups, fast)).toEqual(walkTogether(groups, plainKernel)) }), { numRuns: 30 })
  })
})

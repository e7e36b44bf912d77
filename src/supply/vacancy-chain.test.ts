import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frictionalVacancies, vacancyChain } from './vacancy-chain.ts'

const share = fc.double({ min: 0, max: 0.2, noNaN: true })

describe('vacancyChain', () => {
  test('people hired from outside equal leavers, whatever is filled from below', () => fc.assert(fc.property(fc.array(fc.record({ leaving: share, internalShare: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, maxLength: 5 }), (ladder) => {
    // Each grade has many more posts than the one above, so there is always somebody to promote.
    const grades = ladder.map((grade, at) => ({ ...grade, establishment: 10_000 / 10 ** at, internalShare: at === 0 ? 0 : grade.internalShare }))
    const { leavers, hired } = vacancyChain(grades)
    expect(hired.reduce((sum, people) => sum + people, 0)).toBeCloseTo(leavers.reduce((sum, people) => sum + people, 0), 6)
  })))

  test('a grade that cannot lose as many as are promoted is refused', () => {
    expect(() => vacancyChain([{ establishment: 1, leaving: 0, internalShare: 0 }, { establishment: 100, leaving: 0.5, internalShare: 1 }])).toThrow(RangeError)
    expect(() => vacancyChain([{ establishment: 10, leaving: 0.1, internalShare: 0.5 }])).toThrow(RangeError)
  })

  test('a delay below 0 is refused', () => {
    expect(() => frictionalVacancies(10, -1)).toThrow(RangeError)
  })
})

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharePool } from './water-filling.ts'

const amount = fc.double({ min: 0, max: 1000, noNaN: true })
const employers = fc.array(fc.record({ vacancies: amount, attractiveness: fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 10, noNaN: true })) }), { maxLength: 8 })

describe('sharePool', () => {
  test('everybody of the pool is placed or left, and nobody gets more than their vacancies', () => fc.assert(fc.property(amount, employers, (pool, all) => {
    const { filled, left } = sharePool(pool, all)
    expect(filled.reduce((sum, people) => sum + people, left)).toBeCloseTo(pool, 6)
    filled.forEach((people, at) => expect(people).toBeLessThanOrEqual(all[at]!.vacancies * (1 + 1e-12)))
  })))

  test('people are left only where every employer that attracts anybody is full', () => fc.assert(fc.property(amount, employers, (pool, all) => {
    const { filled, left } = sharePool(pool, all)
    if (left > 1e-6) all.forEach(({ vacancies, attractiveness }, at) => { if (attractiveness > 0) expect(filled[at]).toBeCloseTo(vacancies, 9) })
  })))

  test('the order of employers does not matter', () => fc.assert(fc.property(amount, employers, (pool, all) => {
    const [there, back] = [sharePool(pool, all), sharePool(pool, all.toReversed())]
    there.filled.forEach((people, at) => expect(back.filled[all.length - 1 - at]).toBeCloseTo(people, 6))
  })))

  test('a vacancy too small to be reckoned with takes nobody away', () => {
    expect(sharePool(5e-7, [{ vacancies: 5e-324, attractiveness: 0.5000000000000001 }])).toEqual({ filled: Float64Array.of(0), left: 5e-7 })
  })

  test('an amount below 0 is refused', () => {
    expect(() => sharePool(-1, [])).toThrow(RangeError)
    expect(() => sharePool(1, [{ vacancies: Number.NaN, attractiveness: 1 }])).toThrow(RangeError)
  })
})

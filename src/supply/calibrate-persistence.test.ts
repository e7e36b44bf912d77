import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normal } from '../random/normal.ts'
import { stream } from '../random/stream.ts'
import { pooledPersistence, type Swings } from './calibrate-persistence.ts'

const vague = { value: 0.5, error: 10 }
const yearEnd = (at: number) => `${2000 + at}-09-30`
const group = (values: readonly number[], missing: readonly number[] = []): Swings => ({
  years: values.map((_, at) => yearEnd(at)).filter((_, at) => !missing.includes(at)), values: values.filter((_, at) => !missing.includes(at)),
})

/** Groups that swing about levels of their own, by amounts of their own, and keep the same share. */
function made(share: number, groups: number, years: number): number[][] {
  const chance = stream(7, `persistence ${share}`)
  return Array.from({ length: groups }, (_, at) => {
    let swing = normal(chance)
    return Array.from({ length: years }, () => {
      swing = share * swing + Math.sqrt(1 - share * share) * normal(chance)
      return 0.1 * at + (1 + at % 5) * swing
    })
  })
}

describe('pooledPersistence', () => {
  test.each([0.7, 0.4, 0, -0.3])('finds %f again from 60 groups of 12 years, whatever their levels and spreads', (share) => {
    expect(Math.abs(pooledPersistence(made(share, 60, 12).map((values) => group(values)), vague) - share)).toBeLessThan(0.06)
  })

  test('finds it again where years are missing', () => {
    expect(Math.abs(pooledPersistence(made(0.6, 60, 14).map((values) => group(values, [3, 4, 9])), vague) - 0.6)).toBeLessThan(0.08)
  })

  test.each([
    { case: 'no groups', groups: [] },
    { case: 'two years each', groups: [group([0, 1]), group([2, 5])] },
    { case: 'groups that never move', groups: [group([1, 1, 1, 1])] },
  ])('stays at what it is taken to be: $case', ({ groups }) => expect(pooledPersistence(groups, { value: 0.5, error: 0.2 })).toBe(0.5))

  test('stays where it is certain', () => expect(pooledPersistence([group([1, -1, 1, -1, 1])], { value: 0.5, error: 0 })).toBe(0.5))

  test('one group of four years moves a judgement little, sixty much', () => {
    const [few, many] = [made(-0.3, 1, 4), made(-0.3, 60, 4)].map((values) => pooledPersistence(values.map((each) => group(each)), { value: 0.5, error: 0.2 })) as [number, number]
    expect(few).toBeGreaterThan(0.2)
    expect(many).toBeLessThan(0.1)
  })

  // The same by full matrices: correlations share^|years apart|, the level found by weights and taken out.
  test('agrees with the residual likelihood worked out by full matrices', () => {
    const groups = [group([0.02, 0.05, -0.01, 0.03, 0.04]), group([0.3, -0.2, 0.1, 0.15, 0.2], [1])]
    const shares = Array.from({ length: 29 }, (_, at) => (at - 10) / 20)
    const weights = shares.map((share) => Math.exp(groups.reduce((total, each) => total + byMatrices(each, share), 0) - ((share - 0.4) / 0.3) ** 2 / 2))
    const expected = shares.reduce((total, share, at) => total + share * weights[at]!, 0) / weights.reduce((total, weight) => total + weight, 0)
    expect(pooledPersistence(groups, { value: 0.4, error: 0.3 })).toBeCloseTo(expected, 10)
  })

  const figures = fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }), { maxLength: 5 })
  test('is a number between −0.5 and 0.9, whatever the figures', () => fc.assert(fc.property(figures, (values) => {
    const found = pooledPersistence(values.map((each) => group(each)), { value: 0.5, error: 0.2 })
    return found >= -0.5 && found <= 0.9
  })))
})

function byMatrices({ years, values }: Swings, share: number): number {
  const at = years.map((year) => Number(year.slice(0, 4)))
  const correlations = at.map((one) => at.map((other) => (one === other ? 1 : share ** Math.abs(one - other))))
  const [ofOnes, ofValues] = [solve(correlations, values.map(() => 1)), solve(correlations, values)]
  const ones = values.map(() => 1)
  const rest = dot(values, ofValues.answer) - dot(ones, ofValues.answer) ** 2 / dot(ones, ofOnes.answer)
  return -(Math.log(ofOnes.determinant) + Math.log(dot(ones, ofOnes.answer)) + (values.length - 1) * Math.log(rest)) / 2
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((total, each, at) => total + each * b[at]!, 0)
}

/** Solve by elimination, with the determinant. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): { answer: number[]; determinant: number } {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  let determinant = 1
  rows.forEach((row, at) => {
    determinant *= row[at]!
    rows.forEach((other, below) => {
      if (below === at) return
      const times = other[at]! / row[at]!
      row.forEach((value, column) => { other[column]! -= times * value })
    })
  })
  return { answer: rows.map((row, at) => row.at(-1)! / row[at]!), determinant }
}

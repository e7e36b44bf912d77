import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quasiNormals, quasiUniforms } from './quasi.ts'
import { sobolBits, sobolDimensions } from './sobol.ts'

// Points 1 to 3 and 5 as Joe and Kuo's own program prints them (in their Gray-code order 1, 3, 2, 7), dimensions 1, 2, 3, 4, 10 and 40.
test.each([
  [1, [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]],
  [2, [0.25, 0.75, 0.75, 0.75, 0.25, 0.75]],
  [3, [0.75, 0.25, 0.25, 0.25, 0.75, 0.25]],
  [7, [0.875, 0.875, 0.125, 0.375, 0.125, 0.375]],
])('Sobol point %i is as published', (index, expected) => {
  expect([0, 1, 2, 3, 9, 39].map((dimension) => sobolBits(index, dimension) / 2 ** 32)).toEqual(expected)
})

test('a dimension beyond the table is refused', () => expect(() => sobolBits(1, sobolDimensions)).toThrow(RangeError))

test.each([[0, 1], [1, 0], [1.5, 1], [1, -1]])('%f draws of %f dimensions are refused', (draws, dimensions) => expect(() => quasiUniforms(1, 'a', draws, dimensions)).toThrow(RangeError))

const column = (points: Float64Array, dimensions: number, dimension: number): number[] => Array.from(points).filter((_, at) => at % dimensions === dimension)

describe('laws', () => {
  const seeds = fc.integer()

  test('same seed and name, same bytes', () => {
    fc.assert(fc.property(seeds, fc.string(), (seed, name) => {
      expect(quasiNormals(seed, name, 8, 5)).toEqual(quasiNormals(seed, name, 8, 5))
    }), { numRuns: 25 })
  })

  test('64 draws fall one into each 64th of the line, in every dimension', () => {
    fc.assert(fc.property(seeds, fc.integer({ min: 0, max: sobolDimensions + 5 }), (seed, dimension) => {
      const points = quasiUniforms(seed, 'strata', 64, dimension + 1)
      const strata = column(points, dimension + 1, dimension).map((point) => Math.floor(point * 64)).sort((a, b) => a - b)
      expect(strata).toEqual(Array.from({ length: 64 }, (_, at) => at))
    }), { numRuns: 10 })
  })

  test('in the first two dimensions 64 draws fall one into each cell of an 8 by 8 board', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const points = quasiUniforms(seed, 'board', 64, 2)
      const cells = new Set(column(points, 2, 0).map((x, draw) => Math.floor(x * 8) * 8 + Math.floor(points[2 * draw + 1]! * 8)))
      expect(cells.size).toBe(64)
    }), { numRuns: 25 })
  })

  test('more draws repeat the earlier ones', () => {
    fc.assert(fc.property(seeds, fc.integer({ min: 1, max: 40 }), (seed, fewer) => {
      expect(quasiUniforms(seed, 'longer', 50, 3).slice(0, fewer * 3)).toEqual(quasiUniforms(seed, 'longer', fewer, 3))
    }), { numRuns: 25 })
  })
})

test('200 normal draws in 60 dimensions have mean 0 and variance 1 in each, far closer than chance would', () => {
  const points = quasiNormals(1, 'years', 200, 60)
  for (let dimension = 0; dimension < 60; dimension++) {
    const draws = column(points, 60, dimension)
    const mean = draws.reduce((sum, z) => sum + z, 0) / 200
    // A plain sample of 200 would have a standard error of 0.071; an even one a tenth of that.
    expect(Math.abs(mean)).toBeLessThan(0.03)
    expect(Math.abs(draws.reduce((sum, z) => sum + z * z, 0) / 200 - 1)).toBeLessThan(0.1)
  }
})

test('two names are independent: no pair of 20 by 20 dimensions moves together', () => {
  const [here, there] = [quasiNormals(1, 'leaving', 1024, 20), quasiNormals(1, 'joining', 1024, 20)]
  for (let i = 0; i < 20; i++) {
    for (let j = 0; j < 20; j++) {
      let product = 0
      for (let draw = 0; draw < 1024; draw++) product += here[draw * 20 + i]! * there[draw * 20 + j]!
      // Standard error 0.031 under independence; 400 pairs.
      expect(Math.abs(product / 1024)).toBeLessThan(0.16)
    }
  }
})

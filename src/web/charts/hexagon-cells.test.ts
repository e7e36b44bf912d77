import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hexagonCells, rowHeight } from './hexagon-cells.ts'

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9

describe('tiles about where their areas lie', () => {
  test('nothing to place, and one area alone', () => {
    expect(hexagonCells([])).toEqual(new Map())
    expect(hexagonCells([{ code: 'A', x: 3, y: -7 }])).toEqual(new Map([['A', { x: 0, y: 0 }]]))
  })

  // Two areas want three cells; twice as far from north to south as from west to east makes round(√(3 × 0.866 × 0.5)) = 1 column of three rows.
  // The northern area takes the first row and the southern the third; even rows are not moved to the right.
  test('two areas, one above the other', () => {
    const spots = hexagonCells([{ code: 'north', x: 0, y: 54 }, { code: 'south', x: 1, y: 52 }])
    expect(spots.get('north')).toEqual({ x: 0, y: 0 })
    expect(spots.get('south')!.x).toBe(0)
    expect(spots.get('south')!.y).toBeCloseTo(2 * rowHeight, 12)
  })

  test('north stays above south and west left of east on an island with four coasts', () => {
    const spots = hexagonCells([
      { code: 'C', x: 0, y: 0 }, { code: 'E', x: 2, y: 0 }, { code: 'N', x: 0, y: 2 }, { code: 'NE', x: 1, y: 1 }, { code: 'NW', x: -1, y: 1 },
      { code: 'S', x: 0, y: -2 }, { code: 'SE', x: 1, y: -1 }, { code: 'SW', x: -1, y: -1 }, { code: 'W', x: -2, y: 0 },
    ])
    const at = (code: string) => spots.get(code)!
    for (const [above, below] of [['N', 'NE'], ['N', 'NW'], ['NE', 'E'], ['NW', 'W'], ['NE', 'SE'], ['C', 'S'], ['E', 'SE'], ['W', 'SW'], ['SE', 'S'], ['SW', 'S']] as const)
      expect(at(above).y, `${above} above ${below}`).toBeLessThanOrEqual(at(below).y)
    for (const [left, right] of [['W', 'C'], ['C', 'E'], ['NW', 'NE'], ['SW', 'SE']] as const) expect(at(left).x, `${left} left of ${right}`).toBeLessThan(at(right).x)
    expect(at('N').y).toBeLessThan(at('C').y)
    expect(at('C').y).toBeLessThan(at('S').y)
  })

  const point = fc.record({ code: fc.string({ minLength: 1, maxLength: 4 }), x: fc.double({ min: -180, max: 180, noNaN: true }), y: fc.double({ min: -90, max: 90, noNaN: true }) })
  const points = fc.uniqueArray(point, { selector: ({ code }) => code, minLength: 1, maxLength: 60 })

  test('no two areas share a cell, and all stand on the grid', () => {
    fc.assert(
      fc.property(points, (areas) => {
        const spots = [...hexagonCells(areas).values()]
        expect(spots).toHaveLength(areas.length)
        expect(new Set(spots.map(({ x, y }) => `${x} ${Math.round(y / rowHeight)}`)).size).toBe(areas.length)
        expect(spots.every(({ x, y }) => near(x * 2, Math.round(x * 2)) && near(y / rowHeight, Math.round(y / rowHeight)))).toBe(true)
        expect([Math.min(...spots.map(({ x }) => x)), Math.min(...spots.map(({ y }) => y))]).toEqual([0, 0])
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  test('the order in which areas come does not matter', () => {
    fc.assert(
      fc.property(points, fc.nat(), (areas, turn) => {
        const turned = [...areas.slice(turn % areas.length), ...areas.slice(0, turn % areas.length)].toReversed()
        expect(hexagonCells(turned)).toEqual(hexagonCells(areas))
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})

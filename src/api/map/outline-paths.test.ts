import { describe, expect, test } from 'vitest'
import { drawOutlines } from './outline-paths.ts'

type Ring = [number, number][]
const polygon = (...rings: Ring[]): string => JSON.stringify({ type: 'Polygon', coordinates: rings.map((ring) => [...ring, ring[0]]) })
const several = (...rings: Ring[]): string => JSON.stringify({ type: 'MultiPolygon', coordinates: rings.map((ring) => [[...ring, ring[0]]]) })

/** Corners of a path, ring by ring. */
const cornersOf = (path: string): [number, number][][] => path.split('z').filter((ring) => ring !== '').map((ring) => {
  const [start = '', steps = ''] = ring.slice(1).split('l')
  const numbers = steps.split(' ').map(Number)
  const corners: [number, number][] = [start.split(' ').map(Number) as [number, number]]
  for (let at = 0; at + 1 < numbers.length; at += 2) corners.push([corners.at(-1)![0] + numbers[at]!, corners.at(-1)![1] + numbers[at + 1]!])
  return corners
})
const sorted = (corners: readonly (readonly [number, number])[]) => corners.map(([x, y]) => `${x},${y}`).toSorted()

/** Corners in the middle of the drawing, where the two areas meet. */
const borderOf = (corners: Set<string>) => [...corners].filter((corner) => { const x = Number(corner.split(',')[0]); return x >= 490 && x < 990 }).toSorted()

describe('outlines of areas', () => {
  // Two fields of 1° by 1° side by side on the equator: 2° across on a grid of 1,000 steps, so 500 steps each way.
  const west: Ring = [[0, 0], [1, 0], [1, 0.3], [1, 0.6], [1, 1], [0, 1]]
  const east: Ring = [[1, 0], [2, 0], [2, 1], [1, 1], [1, 0.6], [1, 0.3]]

  test('are corners on a grid, y downwards; points on a straight line are left out', () => {
    const drawn = drawOutlines(new Map([['W', polygon(west)], ['E', polygon(east)]]))!
    expect([drawn.width, drawn.height]).toEqual([1000, 501])
    const [first, second] = drawn.areas
    expect([first!.code, second!.code]).toEqual(['E', 'W'])
    expect(sorted(cornersOf(second!.path)[0]!)).toEqual(sorted([[0, 500], [500, 500], [500, 0], [0, 0]]))
    expect([second!.x, second!.y]).toEqual([250, 250])
  })

  test('keep a border in common: what one area bulges the other yields', () => {
    const bulge: Ring = [[0, 0], [1, 0], [1.002, 0.2], [1.1, 0.5], [1, 1], [0, 1]]
    const yielding: Ring = [[1, 0], [2, 0], [2, 1], [1, 1], [1.1, 0.5], [1.002, 0.2]]
    const { areas } = drawOutlines(new Map([['W', polygon(bulge)], ['E', polygon(yielding)]]))!
    const [right, left] = areas.map(({ path }) => new Set(sorted(cornersOf(path)[0]!)))
    expect([...left!].filter((corner) => right!.has(corner)).length).toBeGreaterThanOrEqual(3)
    expect(borderOf(left!)).toEqual(borderOf(right!))
  })

  test('have islands that can be seen, and none that cannot', () => {
    const island: Ring = [[1.5, 0], [2, 0], [2, 0.5], [1.5, 0.5]]
    const speck: Ring = [[1.2, 0], [1.203, 0], [1.203, 0.003], [1.2, 0.003]]
    const { areas } = drawOutlines(new Map([['W', several([[0, 0], [1, 0], [1, 1], [0, 1]], island, speck)]]))!
    expect(cornersOf(areas[0]!.path)).toHaveLength(2)
  })

  test('have holes', () => {
    const { areas } = drawOutlines(new Map([['W', polygon([[0, 0], [1, 0], [1, 1], [0, 1]], [[0.4, 0.4], [0.4, 0.6], [0.6, 0.6], [0.6, 0.4]])]]))!
    expect(cornersOf(areas[0]!.path)).toHaveLength(2)
  })

  test('are none without a polygon', () => {
    expect(drawOutlines(new Map())).toBeNull()
    expect(drawOutlines(new Map([['P', JSON.stringify({ type: 'Point', coordinates: [0, 0] })]]))).toBeNull()
  })
})

import { describe, expect, test } from 'vitest'
import { placeOutlines } from './outline-places.ts'

const square = (x: number, y: number, side: number): number[][] => [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
const polygon = (...rings: number[][][]): string => JSON.stringify({ type: 'Polygon', coordinates: rings })
const parts = (...rings: number[][][]): string => JSON.stringify({ type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) })
const placeOf = (text: string) => placeOutlines(new Map([['A', text]])).get('A')

describe('where an area lies', () => {
  // An L of a 2 × 1 base (centre 1, 0.5; area 2) and a 1 × 1 top (centre 0.5, 1.5; area 1):
  // x = (2 × 1 + 1 × 0.5) / 3 = 5/6, y = (2 × 0.5 + 1 × 1.5) / 3 = 5/6.
  const l = [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0]]

  test('is the centroid of its outline, narrowed by the cosine of its latitude', () => {
    const place = placeOf(polygon(l))!
    expect(place.y).toBeCloseTo(5 / 6, 12)
    expect(place.x).toBeCloseTo((5 / 6) * Math.cos((5 / 6 / 180) * Math.PI), 12)
  })

  test('does not change when the outline runs the other way round', () => {
    const [there, back] = [placeOf(polygon(l))!, placeOf(polygon(l.toReversed()))!]
    expect(back.x).toBeCloseTo(there.x, 12)
    expect(back.y).toBeCloseTo(there.y, 12)
  })

  // The middle of latitudes 40 and 80 is 60, whose cosine is a half.
  test('narrows every longitude alike, by the middle latitude of all areas', () => {
    const places = placeOutlines(new Map([['S', polygon(square(9, 39, 2))], ['N', polygon(square(19, 79, 2))]]))
    expect(places.get('S')!.x).toBeCloseTo(5, 12)
    expect(places.get('N')!.x).toBeCloseTo(10, 12)
    expect([places.get('S')!.y, places.get('N')!.y]).toEqual([40, 80])
  })

  test('is that of the largest part: islands and holes do not pull it', () => {
    const place = placeOf(parts(square(50, 50, 1), square(-2, -2, 4), square(8, 8, 2)))!
    expect([place.x, place.y]).toEqual([0, 0])
    expect(placeOf(polygon(square(-2, -2, 4), square(0, 0, 1)))).toEqual({ x: 0, y: 0 })
  })

  test.each([
    { case: 'a point', text: '{"type":"Point","coordinates":[1,2]}' },
    { case: 'coordinates that are no numbers', text: '{"type":"Polygon","coordinates":[["x"]]}' },
    { case: 'an outline that encloses nothing', text: polygon([[0, 0], [1, 1], [2, 2], [0, 0]]) },
    { case: 'no rings', text: '{"type":"MultiPolygon","coordinates":[]}' },
  ])('is not known from $case', ({ text }) => expect(placeOf(text)).toBeUndefined())
})

import { expect, test } from 'vitest'
import { rowHeight } from './hexagon-cells.ts'
import { placeTiles } from './tile-places.ts'

const lost = ['A', 'B', 'C', 'D', 'E'].map((code) => ({ code }))

// √(5 × 1.15) = 2.4: three to a row.
test('without places, tiles stand in rows in the order given', () => {
  const { spots, note } = placeTiles(lost)
  expect(spots).toEqual([{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 2, y: 0 }, { x: 0.5, y: rowHeight }, { x: 1.5, y: rowHeight }])
  expect(note).toBeNull()
})

test('areas without a place stand below all others, under a note', () => {
  const { spots, note, down } = placeTiles([{ code: 'QZZ' }, { code: 'N', place: { x: 0, y: 54 } }, { code: 'S', place: { x: 1, y: 52 } }, { code: 'A' }])
  const [pseudo, north, south, other] = spots
  expect(north!.y).toBeLessThan(south!.y)
  expect(note!.y).toBeGreaterThan(south!.y + 0.5)
  expect(note!.y).toBeLessThan(pseudo!.y - 0.5)
  expect([pseudo!.x, other!.x, other!.y]).toEqual([0, 1, pseudo!.y])
  expect(down).toBe(pseudo!.y)
})

test('no note where every area has a place', () => {
  expect(placeTiles([{ code: 'N', place: { x: 0, y: 54 } }]).note).toBeNull()
})

test('no tiles take no room', () => {
  expect(placeTiles([])).toEqual({ spots: [], note: null, across: 0, down: 0 })
})

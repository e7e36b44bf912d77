import { expect, test } from 'vitest'
import { nextSpot } from './map-keys.ts'

// 0 in the middle; 1 right of it, 2 further right, 3 above, 4 below and a little left, 5 far left and up.
const spots = [{ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 5, y: 0 }, { x: 0, y: -3 }, { x: -1, y: 3 }, { x: -6, y: -4 }]

test.each([
  ['ArrowRight', 0, 1], ['ArrowRight', 1, 2], ['ArrowUp', 0, 3], ['ArrowDown', 0, 4], ['ArrowLeft', 0, 5], ['ArrowLeft', 2, 1],
] as const)('%s from %i leads to %i', (key, from, to) => {
  expect(nextSpot(spots, from, key)).toBe(to)
})

test('where nothing lies that way, and at any other key, one stays', () => {
  expect(nextSpot(spots, 2, 'ArrowRight')).toBe(2)
  expect(nextSpot(spots, 0, 'a')).toBe(0)
  expect(nextSpot([], 0, 'ArrowUp')).toBe(0)
})

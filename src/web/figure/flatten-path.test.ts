import { expect, test } from 'vitest'
import { flattenPath } from './flatten-path.ts'
import { textLines } from './picture-parts.ts'

test('a path is laid out where it stands: moves and lines are placed, steps are only stretched', () => {
  expect(flattenPath('M0 1000H1000M500 500L1000 0V250h0Z', { across: 0.5, down: 0.1, x: 10, y: 20 })).toBe('M10.0 120.0H510.0M260.0 70.0L510.0 20.0V45.0h0.0Z')
})

test('a curve is a fault of ours, not a straight line', () => {
  expect(() => flattenPath('M0 0C1 1 2 2 3 3', { across: 1, down: 1, x: 0, y: 0 })).toThrow('command C')
})

test('sentences are broken between words', () => {
  expect(textLines(['one two three four five six seven eight'], 132)).toEqual(['one two three four', 'five six seven eight'])
})

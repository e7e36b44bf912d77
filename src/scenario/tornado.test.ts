import { expect, test } from 'vitest'
import { tornado } from './tornado.ts'

/** 100 + 10·a − 4·b + 3·(c + d) for each row of four numbers; e is not used. */
const answer = (chance: Float64Array): Float64Array => Float64Array.from({ length: chance.length / 5 }, (_, row) => {
  const at = (column: number): number => chance[5 * row + column]!
  return 100 + 10 * at(0) - 4 * at(1) + 3 * (at(2) + at(3))
})
const inputs = [{ id: 'none', columns: [4] }, { id: 'b', columns: [1] }, { id: 'path', columns: [2, 3] }, { id: 'a', columns: [0] }]
const found = tornado(answer, inputs, { width: 5, paths: 2000, seed: 1 })
const bar = (id: string) => found.bars.find((each) => each.id === id)!

// p10 and p90 of a standard normal number are ∓1.2815516.
test('a number goes from its p10 to its p90 while the rest stay at their middle', () => {
  expect(found.middle).toBe(100)
  expect(bar('a').atP10).toBeCloseTo(87.184484, 6)
  expect(bar('a').atP90).toBeCloseTo(112.815516, 6)
  expect(bar('b').atP10).toBeCloseTo(105.126206, 6)
  expect(bar('b').atP90).toBeCloseTo(94.873794, 6)
  expect(bar('b').width).toBeCloseTo(10.252412, 5)
})

// 3·(c + d) has the standard deviation 3·√2 = 4.2426: its p90 lies 1.2815516 times as far out, at 5.4371.
test('a path is drawn, and its bar holds the middle 80 % of the answers', () => {
  expect(Math.abs(bar('path').atP10 - (100 - 5.4371))).toBeLessThan(0.15)
  expect(Math.abs(bar('path').atP90 - (100 + 5.4371))).toBeLessThan(0.15)
})

test('the widest comes first, and what the answer does not use has no width', () => {
  expect(found.bars.map(({ id }) => id)).toEqual(['a', 'path', 'b', 'none'])
  expect(bar('none')).toEqual({ id: 'none', atP10: 100, atP90: 100, width: 0 })
})

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cheapestColumns } from './cheapest.ts'

// By hand: 2 + 1 + 2 = 5 with columns 1, 0, 2; the first row's own cheapest column (1 at column 0) would cost 1 + 4 + 2 or more.
test('the sum is least, not each row for itself', () => {
  expect(cheapestColumns([[1, 2, 9], [1, 4, 9], [9, 9, 2]])).toEqual([1, 0, 2])
})

test('spare columns stay free', () => {
  expect(cheapestColumns([[5, 0, 7, 3], [5, 0, 7, 9]])).toEqual([3, 1])
})

test('no rows need no columns, and rows without a column are a bug', () => {
  expect(cheapestColumns([])).toEqual([])
  expect(() => cheapestColumns([[1], [1]])).toThrow('fewer columns than rows')
})

test('nobody finds a cheaper way by trying them all', () => {
  const tables = fc.integer({ min: 1, max: 4 }).chain((rows) => fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 5, maxLength: 5 }), { minLength: rows, maxLength: rows }))
  fc.assert(
    fc.property(tables, (costs) => {
      const chosen = cheapestColumns(costs)
      expect(new Set(chosen).size).toBe(costs.length)
      expect(chosen.reduce((sum, column, row) => sum + costs[row]![column]!, 0)).toBe(leastByTrying(costs, new Set()))
    }),
    { numRuns: 200, seed: 1 },
  )
})

function leastByTrying(costs: readonly (readonly number[])[], taken: ReadonlySet<number>): number {
  const [row, ...rest] = costs
  if (row === undefined) return 0
  return Math.min(...row.map((cost, column) => (taken.has(column) ? Infinity : cost + leastByTrying(rest, new Set([...taken, column])))))
}

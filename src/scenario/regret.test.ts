import { describe, expect, test } from 'vitest'
import { regretOfGap } from './regret-of-gap.ts'
import { regretTable } from './regret.ts'

const fan = (p10: number, p50: number, p90: number) => ({ p2_5: p10, p10, p50, p90, p97_5: p90 })

describe('regretTable', () => {
  // Best in each future: 2, 1 and 3. Regrets: (0, 6, 1), (3, 0, 5), (2, 3, 0): at worst 6, 5 and 3.
  test('the choice is the policy whose worst regret is least', () => {
    const table = regretTable(['a', 'b', 'c'], ['x', 'y', 'z'], [[2, 7, 4], [5, 1, 8], [4, 4, 3]])
    expect(table.regret).toEqual([[0, 6, 1], [3, 0, 5], [2, 3, 0]])
    expect(table.worst).toEqual([6, 5, 3])
    expect(table.choice).toBe(2)
  })

  test('of policies alike the first is chosen, and one policy alone is never regretted', () => {
    expect(regretTable(['a', 'b'], ['x'], [[4], [4]]).choice).toBe(0)
    expect(regretTable(['a'], ['x', 'y'], [[4, 9]]).regret).toEqual([[0, 0]])
  })

  test.each([[[], ['x'], []], [['a'], [], [[]]], [['a'], ['x', 'y'], [[1]]], [['a'], ['x'], [[Number.NaN]]]])('a table with holes is refused', (policies, futures, cost) => {
    expect(() => regretTable(policies, futures, cost)).toThrow(RangeError)
  })
})

// Gaps 10, 30, 50 with productivity and 30, 50, 70 without. Plans for 10, 30, 50 and 70 miss the far end by 60, 40, 40 and 60; changing nothing by 70.
test('plans for the futures of a gap: what is missing or too many in each', () => {
  const table = regretOfGap(fan(10, 30, 50), fan(30, 50, 70))
  expect(table.gaps).toEqual([10, 30, 50, 30, 50, 70])
  expect(table.planned).toEqual([0, 10, 30, 50, 30, 50, 70])
  expect(table.worst).toEqual([70, 60, 40, 40, 40, 40, 60])
  expect(table.cost[0]).toEqual([10, 30, 50, 30, 50, 70])
  expect(table.policies[table.choice]).toBe('Plan for the central future, with productivity')
})
